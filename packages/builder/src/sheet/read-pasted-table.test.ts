import { inventedTrialProtocol } from "@kendali/fixtures";
import { applyJsonChanges, type Json, type Protocol } from "@kendali/domain";
import { sheetProblemWords } from "@kendali/i18n";
import { describe, expect, it } from "vitest";
import { readPastedTable } from "./read-pasted-table.ts";
import { readTable } from "./table-to-rows.ts";
import type { SheetReading } from "./sheet.types.ts";

const protocol = inventedTrialProtocol();
const form = protocol.forms[0]?.key ?? "";
const id = { locale: "id" as const, removeOthers: false };

const read = (lines: readonly string[], html: string | null = null): SheetReading =>
  readTable(protocol, form, readPastedTable(lines.join("\r\n"), html), id);
const placed = (reading: SheetReading) =>
  reading.problems.map(({ code, severity, row, column }) => [code, severity, row, column]);

function taken(reading: SheetReading): Protocol {
  const applied = applyJsonChanges(protocol as unknown as Json, reading.edits);
  if (!applied.ok) throw new Error("refused");
  return applied.value as unknown as Protocol;
}

describe("a table from a spreadsheet", () => {
  it("makes items with their code list, limits and checks, in any order of columns", () => {
    const reading = read([
      "Kunci\tWajib\tJenis\tPertanyaan\tMungkin dari\tMungkin sampai\tSatuan\tPilihan\tEnglish\tPemeriksaan\tPesan",
      "weight_kg\tya\tBilangan desimal\tBerapa beratnya?\t2,5\t200\tkg\t\tWhat is the weight?\tweight_kg > 3\tTerlalu ringan?",
      '"smokes"\tx\tyesno\t"Merokok?\nSetiap hari"\t\t\t\t\tSmokes?\t\t',
      "colour\ttidak\tradio\tWarna\t\t\t\t1=Merah|Red; 2=Biru|Blue\tColour\t\t",
    ]);
    expect(reading.problems).toEqual([]);
    expect(reading.added).toEqual(["weight_kg", "smokes", "colour"]);
    const next = taken(reading);
    const items = next.forms[0]?.sections.flatMap((section) => section.items) ?? [];
    expect(items.find(({ key }) => key === "weight_kg")).toMatchObject({
      type: "decimal",
      required: true,
      unit: "kg",
      label: { id: "Berapa beratnya?", en: "What is the weight?" },
      hardRange: { min: 2.5, max: 200 },
      constraints: [{ expression: "weight_kg > 3", message: { id: "Terlalu ringan?", en: "" }, severity: "soft" }],
    });
    expect(items.find(({ key }) => key === "smokes")).toMatchObject({
      type: "yes_no",
      label: { id: "Merokok?\nSetiap hari" },
    });
    expect(items.find(({ key }) => key === "colour")).toMatchObject({ codelist: "colour_codes" });
    expect(next.codelists.find(({ key }) => key === "colour_codes")?.codes).toEqual([
      { code: 1, label: { id: "Merah", en: "Red" } },
      { code: 2, label: { id: "Biru", en: "Blue" } },
    ]);
  });

  it("reads what a file of a spreadsheet has between commas or semicolons", () => {
    const semicolons = read([
      "\uFEFFBagian;Kunci;Jenis;Pertanyaan (Indonesia);Pertanyaan (Inggris);Mungkin dari;Pilihan",
      'Kunjungan;weight_kg;Bilangan desimal;"Berat; tanpa baju, ""ringan""?";Weight, light?;2,5;',
      'Kunjungan;colour;radio;Warna;Colour;;"1=Merah|Red; 2=Biru|Blue"',
    ]);
    expect(semicolons.problems).toEqual([]);
    const items = taken(semicolons).forms[0]?.sections.flatMap((section) => section.items) ?? [];
    expect(items.find(({ key }) => key === "weight_kg")).toMatchObject({
      type: "decimal",
      label: { id: 'Berat; tanpa baju, "ringan"?', en: "Weight, light?" },
      hardRange: { min: 2.5 },
    });
    const commas = read(["Key,Type,Question", 'age_first,integer,"Age, in years?"', "name_it,text,What; else?"]);
    expect(commas.problems).toEqual([]);
    expect(commas.added).toEqual(["age_first", "name_it"]);
    // Commas and semicolons in the cells of a copied table part nothing.
    expect(read(["Kunci\tJenis\tPertanyaan", "a_one\tteks\tKunci, Jenis; Pertanyaan"]).problems).toEqual([]);
  });

  it("refuses a row that a comma without quotes parts once too often", () => {
    const reading = read(["Key,Type,Question", "age,integer,Age, in years?"]);
    expect(placed(reading)).toEqual([["row_too_wide", "must", 1, null]]);
    expect(reading.edits).toEqual([]);
    expect(sheetProblemWords("id", reading.problems[0] ?? { code: "", params: {} })).toContain("4 sel");
  });

  it("lists every problem with its row and column, and then changes nothing", () => {
    const reading = read([
      "Kunci\tJenis\tPertanyaan\tDesimal\tMungkin dari\tAneh\tDitanyakan bila",
      "a_one\tdesimel\t=B2+C2\t1\t1\t\t",
      "a_one\tteks\t#REF!\t\t\t\t",
      "age\tteks\tx\t\t\t\t",
      "Berat Badan\tdesimal\tx\t9\tdua\t\tnobody > 1",
      "ok_key\tdesimal\tx\t1\t1.234\t\t",
      "while\tdesimal\tx\t\t\t\t",
    ]);
    expect(reading.edits).toEqual([]);
    expect(placed(reading)).toEqual(
      expect.arrayContaining([
        ["column_unknown", "should", 0, 5],
        ["type_unknown", "must", 1, 1],
        ["cell_formula", "must", 1, 2],
        ["key_twice", "must", 2, 0],
        ["cell_error", "must", 2, 2],
        ["key_malformed", "must", 4, 0],
        ["decimals_unreadable", "must", 4, 3],
        ["number_unreadable", "must", 4, 4],
        ["expression_unsound", "must", 4, 6],
        ["number_ambiguous", "must", 5, 4],
        ["key_reserved", "must", 6, 0],
      ]),
    );
    for (const problem of reading.problems) {
      for (const locale of ["id", "en"] as const) {
        const words = sheetProblemWords(locale, problem);
        expect(words, problem.code).not.toMatch(/[{}]|sheet_/);
        expect(words.length).toBeGreaterThan(20);
      }
    }
    const unknown = reading.problems.find(({ code }) => code === "type_unknown");
    expect(unknown?.params["proposal"]).toMatch(/desimal/i);
  });

  it("keeps what a column does not speak of, and tells what no row speaks of", () => {
    const reading = read(["Key\tQuestion (English)", "age\tHow old are you?"]);
    expect(reading).toMatchObject({ problems: [], added: [], changed: [{ key: "age", columns: ["label_en"] }] });
    expect(reading.leftOut.length).toBeGreaterThan(0);
    expect(reading.edits).toEqual([
      {
        kind: "change",
        path: ["forms", form, "sections", expect.any(String), "items", "age", "label", "en"],
        from: "Age",
        to: "How old are you?",
      },
    ]);
  });

  it("takes a key of another form for a mistake", () => {
    const other = protocol.forms[1]?.sections[0]?.items[0]?.key ?? "";
    expect(placed(read(["Kunci\tJenis", `${other}\tteks`]))).toEqual([["key_taken", "must", 1, 0]]);
  });

  it("fills a section that is merged down its items, and refuses other merged cells", () => {
    const cells = (last: string) =>
      `<html><!--StartFragment--><table><tr><td>Bagian</td><td>Kunci</td><td>Jenis</td></tr>
       <tr><td rowspan=2>Pertama</td><td>m_one</td><td>teks</td></tr><tr><td>m_two</td><td>teks</td></tr>
       <tr><td>Kedua</td>${last}</tr></table><!--EndFragment--></html>`;
    const text = ["Bagian\tKunci\tJenis", "Pertama\tm_one\tteks", "\tm_two\tteks", "Kedua\tm_three\tteks"];
    const sound = read(text, cells("<td>m_three</td><td>teks</td>"));
    expect(sound.problems).toEqual([]);
    const sections = taken(sound).forms[0]?.sections ?? [];
    expect(sections.map(({ key, items }) => [key, items.map((item) => item.key)])).toEqual(
      expect.arrayContaining([
        ["pertama", ["m_one", "m_two"]],
        ["kedua", ["m_three"]],
      ]),
    );
    const merged = read(text, cells("<td colspan='2'>m_three</td>"));
    expect(placed(merged)).toContainEqual(["cell_merged", "must", 3, 1]);
    expect(merged.edits).toEqual([]);
  });

  it("reads clipboard HTML where there is no text, with entities and line breaks", () => {
    const table = readPastedTable(
      "",
      "<table><tr><th>Kunci</th><th>Pertanyaan</th></tr><tr><td>k</td><td>a &lt; b &amp; c<br>d</td></tr></table>",
    );
    expect(table.cells).toEqual([
      ["Kunci", "Pertanyaan"],
      ["k", "a < b & c\nd"],
    ]);
  });

  it("leaves out half characters and zero bytes, which no document can hold, and keeps whole ones", () => {
    const reading = read(["Kunci\tJenis\tPertanyaan\tEnglish", "mood\tinteger\tSuasana\ud800 \u{1f600}\0\tMood"]);
    expect(reading.problems).toEqual([]);
    expect(JSON.stringify(reading.edits)).toContain('"Suasana \u{1f600}"');
  });

  it("lists everything wrong at once where cells are merged and the clipboard's text is not the whole table", () => {
    const html = `<table><tr><td>Bagian</td><td>Kunci</td><td>Jenis</td><td>Pertanyaan (Indonesia)</td><td>Pertanyaan (Inggris)</td><td>Wajar dari</td></tr>
      <tr><td>riwayat</td><td>imt</td><td>Dihitung</td><td>IMT</td><td>=B2/(C2^2)</td><td>#REF!</td></tr>
      <tr><td>riwayat</td><td>Usia Ibu!</td><td>angka</td><td colspan="2">Gabungan melintang</td><td></td></tr>
      <tr><td>riwayat</td><td>bb_ibu</td><td>decimal</td><td>Berat</td><td>Weight</td><td>abc</td></tr></table>`;
    const reading = read(["Bagian\tKunci\tJenis\tPertanyaan (Indonesia)\tPertanyaan (Inggris)\tWajar dari"], html);
    expect(placed(reading)).toEqual(
      expect.arrayContaining([
        ["cell_formula", "must", 1, 4],
        ["cell_error", "must", 1, 5],
        ["key_malformed", "must", 2, 1],
        ["cell_merged", "must", 2, 3],
        ["number_unreadable", "must", 3, 5],
      ]),
    );
    expect(reading.edits).toEqual([]);
  });

  it("finds the row of heads below a title", () => {
    const reading = read(["Formulir baru\t\t", "\t\t", "Kunci\tJenis\tPertanyaan", "below_one\tteks\tBenar?"]);
    expect(reading).toMatchObject({ problems: [], added: ["below_one"] });
  });

  it("refuses more rows than a form can have, in good time", () => {
    const rows = Array.from({ length: 5000 }, (_, row) => `key_${row}\tteks\tPertanyaan ${row}`);
    const whole = read(["Kunci\tJenis\tPertanyaan", ...rows]);
    expect(whole.problems).toEqual([]);
    expect(whole.added).toHaveLength(5000);
    const more = read(["Kunci\tJenis\tPertanyaan", ...rows, "one_more\tteks\tx"]);
    expect(placed(more)).toEqual([["too_many_rows", "must", null, null]]);
    expect(more.edits).toEqual([]);
  });

  it("counts what it does not list", () => {
    const rows = Array.from({ length: 900 }, (_, row) => `key_${row}\tbukanjenisapapun\tx`);
    const reading = read(["Kunci\tJenis\tPertanyaan", ...rows]);
    expect(reading.problems.length).toBeLessThan(310);
    expect(reading.problems.at(-1)).toMatchObject({ code: "too_many_problems", params: { count: 600 } });
  });

  it.each(["", "\t\t\n\t", "   "])("says that %j holds nothing", (text) => {
    expect(readPastedTable(text).problems).toMatchObject([{ code: "table_empty" }]);
  });
});

describe("choices of a code list that others use", () => {
  it("change the list only where all its items say the same; otherwise the item gets a list of its own", () => {
    const users = protocol.forms
      .flatMap((one) => one.sections.flatMap(({ items }) => items))
      .filter((item) => item.codelist !== undefined);
    const [first] = users;
    if (first?.codelist === undefined) throw new Error("the invented trial has code lists");
    const reading = read(["Kunci\tPilihan", `${first.key}\t1=Satu|One; 2=Dua|Two`]);
    const next = taken(reading);
    const isAlone = users.filter(({ codelist }) => codelist === first.codelist).length === 1;
    const list = next.forms
      .flatMap((one) => one.sections.flatMap(({ items }) => items))
      .find(({ key }) => key === first.key)?.codelist;
    expect(list === first.codelist).toBe(isAlone);
    expect(next.codelists.find(({ key }) => key === list)?.codes.map(({ label }) => label.en)).toEqual(["One", "Two"]);
    // Nothing else of the study has other choices than before.
    for (const item of users.slice(1)) {
      if (item.codelist === list) continue;
      expect(next.codelists.find(({ key }) => key === item.codelist)).toEqual(
        protocol.codelists.find(({ key }) => key === item.codelist),
      );
    }
  });
});
