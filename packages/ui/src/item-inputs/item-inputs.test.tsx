import { type Codelist, type Item, type ItemTypeKey, itemTypes } from "@kendali/domain";
import { renderToStaticMarkup } from "react-dom/server";
import { prerender } from "react-dom/static";
import { beforeAll, describe, expect, test } from "vitest";
import { fitsMatrix, ItemField, itemInputs, ItemMatrix } from "./index.ts";

const codelist: Codelist = {
  key: "category",
  label: { id: "Kategori", en: "Category" },
  codes: [
    { code: 0, label: { id: "Kurang", en: "Low" } },
    { code: 1, label: { id: "Cukup", en: "Moderate" } },
    { code: 2, label: { id: "Lancar", en: "Adequate" } },
  ],
};

const answers: Readonly<Record<ItemTypeKey, string>> = {
  integer: "3",
  decimal: "42,5",
  text: "bidan",
  long_text: "dua\nbaris",
  choice: "1",
  multiple_choice: "0, 2",
  yes_no: "1",
  date: "2026-11-20",
  time: "14:30",
  date_time: "2026-11-20T06:10",
  partial_date: "2026-11",
  duration: "15:00",
  calculated: "307,5 ml",
  barcode: "8991002101234",
  photo: "",
  attachment: "",
  signature: "",
  note: "",
};

const types = Object.keys(answers) as ItemTypeKey[];

function itemOf(type: ItemTypeKey): Item {
  return { key: `k_${type}`, type, label: { id: `Label ${type}`, en: `Words ${type}` }, required: true };
}

function draw(item: Item, more: Partial<Parameters<typeof ItemField>[0]> = {}): string {
  return renderToStaticMarkup(
    <ItemField
      item={item}
      codelist={codelist}
      locale="id"
      value={answers[item.type]}
      onChange={() => undefined}
      missing={null}
      {...more}
    />,
  );
}

// Inputs that are loaded when a form needs them: drawn once, they are there.
beforeAll(async () => {
  for (const type of types) {
    const { prelude } = await prerender(
      <ItemField
        item={itemOf(type)}
        codelist={codelist}
        locale="id"
        value=""
        onChange={() => undefined}
        missing={null}
      />,
    );
    await new Response(prelude).text();
  }
});

test("every item type of the domain has an input", () => {
  expect(Object.keys(itemInputs).sort()).toEqual(Object.keys(itemTypes).sort());
});

describe.each(types)("the input of %s", (type) => {
  test("shows its label in the chosen language and never uses a number input", () => {
    expect(draw(itemOf(type))).toContain(`Label ${type}`);
    expect(draw(itemOf(type), { locale: "en" })).toContain(`Words ${type}`);
    expect(draw(itemOf(type))).not.toContain('type="number"');
  });

  test("gives every control a name", () => {
    const markup = draw(itemOf(type));
    const ids = [...markup.matchAll(/<(?:input|textarea|select)[^>]*\sid="([^"]+)"/g)].map((match) => match[1]);
    for (const id of ids)
      expect(
        markup.includes(`for="${id}"`) || new RegExp(`<label[^>]*>(?:(?!</label>).)*id="${id}"`, "s").test(markup),
      ).toBe(true);
  });
});

test("what is typed stays in the box while a problem is shown, and the problem describes the box", () => {
  const item = { ...itemOf("decimal"), unit: "ml", softRange: { min: 0, max: 200 } };
  const markup = draw(item, {
    value: "2650",
    problems: [{ tone: "bad", title: "2650 ml tidak mungkin.", text: "Periksa tanda koma." }],
  });
  expect(markup).toContain('value="2650"');
  expect(markup).toContain('aria-invalid="true"');
  expect(markup).toMatch(/aria-describedby="[^"]*k_decimal-problems/);
  expect(markup).toContain("2650 ml tidak mungkin.");
  expect(markup).toContain("Wajar 0");
});

test("what is normal or possible stands under the box before anyone types", () => {
  const hint = (range: Partial<Item>) => draw({ ...itemOf("integer"), ...range }, { value: "" });
  expect(hint({ softRange: { min: 2, max: null }, unit: "kg" })).toContain("Wajar mulai 2\u00a0kg");
  expect(hint({ hardRange: { min: 1, max: 15 } })).toContain("Rentang 1\u2060–\u206015");
  expect(hint({ hardRange: { min: null, max: 60 } })).toContain("Paling banyak 60");
});

test("a reason is asked for only when the value is unusual, not when it is impossible", () => {
  const ask = (tone: "warn" | "bad") =>
    draw(itemOf("decimal"), { problems: [{ tone, title: "x" }], reason: "", onReason: () => undefined });
  expect(ask("warn")).toContain("Alasan lain");
  expect(ask("bad")).not.toContain("Alasan lain");
});

test("an answer left empty says its reason and offers the way back", () => {
  const markup = draw(
    { ...itemOf("yes_no"), missingReasons: ["unknown"] },
    { missing: "unknown", onMissing: () => undefined },
  );
  expect(markup).toContain("Dikosongkan: Tidak tahu");
  expect(markup).toContain("Jawab juga");
  expect(markup).not.toContain("<input");
});

test("leaving empty is offered only where the item allows it", () => {
  expect(draw({ ...itemOf("yes_no"), missingReasons: ["refused"] }, { onMissing: () => undefined })).toContain(
    "Kosongkan dengan alasan",
  );
  expect(draw(itemOf("yes_no"), { onMissing: () => undefined })).not.toContain("Kosongkan dengan alasan");
});

describe("a date of which a part is not known", () => {
  const draft = (value: string, locale: "id" | "en" = "id") => draw(itemOf("partial_date"), { value, locale });

  test("says which part is unknown, and how it is kept", () => {
    expect(draft("2026-11")).toMatch(/aria-pressed="true"[^>]*>Tanggal tidak diketahui/);
    expect(draft("2026-11")).toMatch(/aria-pressed="false"[^>]*>Bulan tidak diketahui/);
    expect(draft("2026-11", "en")).toContain("Kept as 11/2026. What is not known stays empty.");
    expect(draft("2026")).toMatch(/aria-pressed="true"[^>]*>Bulan tidak diketahui/);
  });

  test("an open box is not an unknown part", () => {
    expect(draft("2026-11-")).not.toContain('aria-pressed="true"');
    expect(itemTypes.partial_date.parse("2026-11-", { item: itemOf("partial_date"), codelist: null }, "id").ok).toBe(
      false,
    );
  });
});

describe("a file", () => {
  test("that cannot be taken now shows words and nothing to press", () => {
    const markup = draw(itemOf("photo"), { locale: "en" });
    expect(markup).toContain("A photo is taken or chosen here when the form is filled in");
    expect(markup).not.toMatch(/<button|<input/);
  });

  test("can be taken, replaced and taken off where the caller keeps files", () => {
    const attach = { onAttach: () => undefined };
    expect(draw(itemOf("signature"), attach)).toContain("Tanda tangani");
    const value = `${"ab".repeat(32)}.png`;
    const markup = draw(itemOf("signature"), { ...attach, value });
    expect(markup).toContain("Terlampir: abababab….png");
    expect(markup).toContain("Ganti");
    expect(markup).toContain("Lepaskan");
  });
});

describe("questions that share their answers", () => {
  const row = (key: string, more: Partial<Parameters<typeof ItemField>[0]> = {}) => ({
    item: { ...itemOf("choice"), key, label: { id: `Tanya ${key}`, en: `Ask ${key}` }, codelist: "category" },
    codelist,
    locale: "id" as const,
    value: "",
    onChange: () => undefined,
    missing: null,
    ...more,
  });
  const matrix = (rows: readonly ReturnType<typeof row>[]) =>
    renderToStaticMarkup(<ItemMatrix locale="id" title="Perasaan" rows={rows} />);

  test("stand in a table whose every button is named by its question and its answer", () => {
    const markup = matrix([row("calm", { value: "1" }), row("tired")]);
    const names = [...markup.matchAll(/aria-labelledby="(\S+) (\S+)"/g)];
    expect(names).toHaveLength(6);
    for (const [, question, answer] of names) {
      expect(markup).toContain(`id="${question}"`);
      expect(markup).toMatch(new RegExp(`<th scope="col" id="${answer}"`));
    }
    expect(markup.match(/<th scope="row">/g)).toHaveLength(2);
    expect(markup.match(/<input[^>]*checked=""/g)).toHaveLength(1);
    expect(markup.match(/<input[^>]*checked=""[^>]*>/g)?.[0]).toMatch(/name="calm"[^>]*value="1"/);
    expect(markup).toContain("<caption");
  });

  test("say in their row what is wrong or why they are empty", () => {
    const markup = matrix([
      row("calm", { problems: [{ tone: "bad", title: "Wajib diisi." }] }),
      row("tired", { missing: "refused", onMissing: () => undefined }),
    ]);
    expect(markup).toMatch(/aria-describedby="calm-problems"/);
    expect(markup).toContain("Wajib diisi.");
    expect(markup).toContain("Jawab juga");
    expect(markup.match(/type="radio"/g)).toHaveLength(3);
  });

  test("are a table only when they share few answers", () => {
    const many = {
      ...codelist,
      codes: Array.from({ length: 8 }, (_, code) => ({ code, label: { id: "a", en: "a" } })),
    };
    expect(fitsMatrix([row("a"), row("b")])).toBe(true);
    expect(fitsMatrix([row("a"), { item: itemOf("integer"), codelist: null }])).toBe(false);
    expect(fitsMatrix([row("a"), row("b", { codelist: { ...codelist, key: "other" } })])).toBe(false);
    expect(fitsMatrix([row("a", { codelist: many })])).toBe(false);
    expect(fitsMatrix([])).toBe(false);
  });
});
