import {
  applyJsonChanges,
  canonicalJson,
  type Codelist,
  type Form,
  type Item,
  itemTypes,
  type ItemTypeKey,
  type Json,
  type Protocol,
} from "@kendali/domain";
import { inventedTrialProtocol } from "@kendali/fixtures";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Edit } from "../edits/edit-session.ts";
import { choicesText, readChoices } from "./choices-text.ts";
import { formToRows } from "./form-to-rows.ts";
import { readPastedTable } from "./read-pasted-table.ts";
import { readRows } from "./read-rows.ts";
import { readTsv } from "./read-tsv.ts";
import { type SheetRow, sheetColumns } from "./sheet.types.ts";
import { sheetWords } from "./sheet-words.ts";
import { blockText, readTable } from "./table-to-rows.ts";

const base = inventedTrialProtocol();

const words = fc.string({ unit: fc.constantFrom(..."abK ;|=\\\"'\t\n,.:?(){}=+-@é”1"), maxLength: 12 });
const text = fc.record({ id: words, en: words });
const plain = fc
  .string({ unit: fc.constantFrom(..."ab cK,;|="), minLength: 1, maxLength: 10 })
  .map((s) => `x${s.trim()}`);
const limit = fc.option(
  fc.integer({ min: -50, max: 50 }).map((n) => n / 4),
  { nil: null },
);
const range = fc
  .tuple(limit, limit)
  .map(([a, b]) => (a !== null && b !== null && a > b ? { min: b, max: a } : { min: a, max: b }));
const optional = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(of, { nil: undefined });
const expressions = fc.constantFrom("age_years > 1", "age_years >= 2 &&\n age_years < 9", "abs(age_years) < 3");

const item: fc.Arbitrary<Item> = fc
  .record({
    key: fc.integer({ min: 0, max: 400 }).map((n) => `item_${n}`),
    type: fc.constantFrom(...(Object.keys(itemTypes) as ItemTypeKey[])),
    label: text,
    shortLabel: optional(text),
    hint: optional(text),
    unit: optional(fc.constantFrom("ml", "min", "kg/m2")),
    decimals: optional(fc.integer({ min: 0, max: 6 })),
    codelist: optional(fc.constantFrom("first", "second", "nowhere")),
    hardRange: optional(range),
    softRange: optional(range),
    required: fc.boolean(),
    requiredBy: optional(fc.constantFrom("entry", "visit_lock")),
    relevant: optional(expressions),
    constraints: optional(
      fc.array(fc.record({ expression: expressions, message: text, severity: fc.constantFrom("hard", "soft") }), {
        maxLength: 3,
      }),
    ),
    calculation: optional(fc.constant("age_years + 1")),
    missingReasons: optional(fc.subarray(["not_done", "refused", "not_applicable", "unknown"])),
    timerMinutes: optional(fc.integer({ min: 1, max: 30 })),
    maxLength: optional(fc.integer({ min: 1, max: 4000 })),
  })
  .map((made) => JSON.parse(JSON.stringify(made)) as Item);

const codelist = (key: string): fc.Arbitrary<Codelist> =>
  fc
    .uniqueArray(fc.record({ code: fc.integer({ min: -2, max: 9 }), label: text, description: optional(text) }), {
      selector: ({ code }) => code,
      maxLength: 4,
    })
    .map((codes) => JSON.parse(JSON.stringify({ key, label: { id: key, en: key }, codes })) as Codelist);

const document: fc.Arbitrary<Protocol> = fc
  .tuple(
    fc.uniqueArray(item, { selector: ({ key }) => key, maxLength: 12 }),
    fc.integer({ min: 0, max: 12 }),
    codelist("first"),
    codelist("second"),
  )
  .map(([items, cut, first, second]): Protocol => {
    const section = (key: string, of: Item[]): Form["sections"][number] => ({
      key,
      title: { id: key, en: key },
      items: of,
    });
    const form: Form = {
      ...inventedForm(),
      key: "sheet",
      sections: [section("one", items.slice(0, cut)), section("two", items.slice(cut))],
    };
    return { ...base, codelists: [...base.codelists, first, second], forms: [...base.forms, form] };
  });

function inventedForm(): Form {
  const [form] = base.forms;
  if (form === undefined) throw new Error("the invented trial has a form");
  return form;
}

const sheet = (protocol: Protocol): Form => {
  const form = protocol.forms.find(({ key }) => key === "sheet");
  if (form === undefined) throw new Error("no form");
  return form;
};
const locales = fc.constantFrom("id" as const, "en" as const);
const stay = (locale: "id" | "en") => ({ locale, removeOthers: false });

function applied(protocol: Protocol, edits: readonly Edit[]): Protocol {
  const result = applyJsonChanges(protocol as unknown as Json, edits);
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value as unknown as Protocol;
}

describe("a form as a spreadsheet", () => {
  it("comes back without any change, through the clipboard and either language too", () => {
    fc.assert(
      fc.property(document, locales, locales, (protocol, written, read) => {
        const rows = formToRows(sheet(protocol), protocol.codelists, written);
        const direct = readRows(protocol, "sheet", rows, stay(written));
        expect(direct).toMatchObject({ edits: [], problems: [], added: [], changed: [] });
        const heads = sheetColumns.map((column) => sheetWords[written].column[column]);
        const block = [heads, ...rows.map(({ cells }) => sheetColumns.map((column) => cells[column] ?? ""))];
        const table = readPastedTable(blockText(block));
        expect(table.header?.columns).toEqual(sheetColumns);
        if (rows.length === 0) return;
        expect(table.problems.filter(({ code }) => code !== "cell_formula" && code !== "cell_error")).toEqual([]);
        // A label that looks like a formula is refused: nothing of the table is taken.
        if (table.problems.length > 0) return;
        expect(readTable(protocol, "sheet", table, stay(written))).toMatchObject({ edits: [], problems: [] });
        if (read !== written) {
          const other = readTable(protocol, "sheet", table, { locale: written, removeOthers: true });
          expect(other.edits).toEqual([]);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("makes the same items again from its cells alone, as far as its columns go", () => {
    fc.assert(
      fc.property(document, locales, (protocol, locale) => {
        const form = sheet(protocol);
        const rows = formToRows(form, protocol.codelists, locale).map(({ cells }): SheetRow => ({
          cells,
          former: null,
        }));
        const empty: Protocol = {
          ...protocol,
          forms: protocol.forms.map((one) =>
            one === form ? { ...form, sections: form.sections.map((s) => ({ ...s, items: [] })) } : one,
          ),
        };
        const reading = readRows(empty, "sheet", rows, stay(locale));
        if (reading.problems.some(({ severity }) => severity === "must")) return;
        const again = formToRows(sheet(applied(empty, reading.edits)), applied(empty, reading.edits).codelists, locale);
        const cells = (of: readonly SheetRow[]) =>
          of.map((row) => Object.fromEntries(Object.entries(row.cells).map(([name, cell]) => [name, cell.trim()])));
        // What a type cannot have is left out and told.
        const dropped = new Set(reading.problems.map(({ row }) => row));
        expect(cells(again).filter((_, index) => !dropped.has(index))).toEqual(
          cells(rows).filter((_, index) => !dropped.has(index)),
        );
      }),
      { numRuns: 120 },
    );
  });

  it("changes what one cell says and nothing else of the document", () => {
    fc.assert(
      fc.property(document, fc.nat(), plain, locales, (protocol, at, said, locale) => {
        const rows = formToRows(sheet(protocol), protocol.codelists, locale);
        if (rows.length === 0) return;
        const index = at % rows.length;
        const next = rows.map((row, number) =>
          number === index ? { ...row, cells: { ...row.cells, label_id: said } } : row,
        );
        const reading = readRows(protocol, "sheet", next, stay(locale));
        expect(reading.problems).toEqual([]);
        const after = applied(protocol, reading.edits);
        const expected = structuredCloneOf(protocol);
        const target = sheet(expected).sections.flatMap(({ items }) => items)[index];
        if (target !== undefined) target.label.id = said;
        expect(canonicalJson(after as unknown as Json)).toBe(canonicalJson(expected as unknown as Json));
      }),
      { numRuns: 120 },
    );
  });

  it("answers any cells with edits that apply or with problems, never with both a must and edits", () => {
    const cell = fc.oneof(
      words,
      fc.constantFrom("ya", "0=Tidak|No; 1=Ya|Yes", "12,5", "1.234", "age_years > 1", "decimal", "one", "refused"),
    );
    const rows = fc.array(
      fc.dictionary(fc.constantFrom(...sheetColumns), cell, { maxKeys: 8 }).chain((cells) =>
        fc
          .option(
            fc.integer({ min: 0, max: 400 }).map((n) => `item_${n}`),
            { nil: null },
          )
          .map((former): SheetRow => ({ cells, former })),
      ),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(document, rows, locales, fc.boolean(), (protocol, given, locale, removeOthers) => {
        const reading = readRows(protocol, "sheet", given, { locale, removeOthers });
        if (reading.problems.some(({ severity }) => severity === "must")) expect(reading.edits).toEqual([]);
        applied(protocol, reading.edits);
        for (const { row, column } of reading.problems) {
          if (row !== null) expect(row).toBeLessThan(given.length);
          if (column !== null) expect(sheetColumns[column]).toBeDefined();
        }
      }),
      { numRuns: 150 },
    );
  });
});

function structuredCloneOf(protocol: Protocol): Protocol {
  return JSON.parse(JSON.stringify(protocol)) as Protocol;
}

describe("cells", () => {
  it("of any text go through tab-separated text unharmed", () => {
    const cell = fc.string({ unit: fc.constantFrom(..."ab\t\n\"=+-@' ") });
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 4 }), (block) => {
        const last = block.at(-1);
        fc.pre(last?.some((text) => text !== "") === true);
        const unguarded = (text: string): string => text.replace(/^'(?='*[=+\-@])/, "");
        expect(readTsv(blockText(block)).map((row) => row.map(unguarded))).toEqual(block);
      }),
    );
  });

  it("of any text come through a file with commas or semicolons as they do through the clipboard", () => {
    const cell = fc.string({ unit: fc.constantFrom(...'ab,;\t\n" 1') });
    const quoted = (text: string, sign: string) =>
      text.includes(sign) || /["\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }),
        fc.constantFrom(";", ","),
        fc.constantFrom("\n", "\r\n"),
        (cells, sign, lineEnd) => {
          const rows = [["Kunci", "Jenis", "Pertanyaan"], ...cells.map(([a, b], row) => [`k${row}`, `x${a}`, `y${b}`])];
          const file = rows.map((row) => row.map((one) => quoted(one, sign)).join(sign)).join(lineEnd);
          expect(readPastedTable(file).cells).toEqual(rows);
          expect(readPastedTable(blockText(rows)).cells).toEqual(rows);
        },
      ),
    );
  });

  it("of choices hold any label", () => {
    fc.assert(
      fc.property(codelist("any"), ({ codes }) => {
        const written = codes.map(({ code, label }) => ({ code, label }));
        expect(readChoices(choicesText(written))).toEqual({ ok: true, codes: written });
      }),
    );
  });

  it("of any clipboard are read without an exception", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.option(
          fc
            .array(
              fc.constantFrom(
                "<table>",
                "</table>",
                "<tr>",
                "</tr>",
                "<td rowspan=3>",
                "<td colspan='900000'>",
                "</td>",
                "Kunci",
                "&amp;",
                "&#x110000;",
                "<br>",
                "a<b",
                "<!--",
                "-->",
              ),
            )
            .map((parts) => parts.join("")),
          { nil: null },
        ),
        (pasted, html) => {
          const table = readPastedTable(pasted, html);
          expect(Array.isArray(table.cells)).toBe(true);
        },
      ),
      { numRuns: 1200 },
    );
  });
});
