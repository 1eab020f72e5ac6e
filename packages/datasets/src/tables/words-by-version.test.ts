import { placedItems, type Protocol } from "@kendali/domain";
import { inventedOneGroupStudy } from "@kendali/fixtures";
import { expect, test } from "vitest";
import { deriveDataset } from "../derive-dataset.ts";
import { readColumns, type Table } from "../table.ts";

const study = inventedOneGroupStudy();

function next(protocol: Protocol, version: string, change: (document: Protocol) => void): Protocol {
  const document = JSON.parse(JSON.stringify(protocol)) as Protocol;
  document.version = version;
  change(document);
  return document;
}

function derived(...versions: readonly Protocol[]) {
  const protocol = versions.at(-1) ?? study.protocol;
  return deriveDataset({ ...study, protocol, versions }, { withArm: true }).tables;
}

function rowsOf(table: Table): readonly Readonly<Record<string, unknown>>[] {
  const columns = [...readColumns(table)];
  return (columns[0]?.[1] ?? []).map((_, index) =>
    Object.fromEntries(columns.map(([name, cells]) => [name, cells[index]])),
  );
}

const itemOf = (document: Protocol, key: string) => {
  const found = placedItems(document).find(({ item }) => item.key === key)?.item;
  if (found === undefined) throw new Error(`no item ${key}`);
  return found;
};

test("the codebook tells what each version asked where its words differ, and the codes table what each code said", () => {
  const first = study.protocol;
  const coded = placedItems(first).find(
    ({ item }) => item.type === "choice" && first.codelists.some(({ key }) => key === item.codelist),
  )?.item;
  const [code] = first.codelists.find(({ key }) => key === coded?.codelist)?.codes ?? [];
  if (coded === undefined || code === undefined) throw new Error("a coded item");
  const age = itemOf(first, "age").label;
  const second = next(first, "1.1", (document) => {
    const list = document.codelists.find(({ key }) => key === coded.codelist)?.codes[0];
    if (list !== undefined) list.label = { id: list.label.id, en: "Other words" };
  });
  const third = next(second, "1.2", (document) => {
    itemOf(document, "age").label.en = "What is your weight (kg)?";
    itemOf(document, "age").shortLabel = { id: "Berat", en: "Weight" };
  });
  const tables = derived(first, second, third);
  const codebook = rowsOf(tables.codebook);
  expect(codebook.find(({ item }) => item === "age")).toMatchObject({
    label_en: expect.stringContaining("Weight") as unknown,
    words_by_version_id: `${first.version}–1.1: ${age.id}; 1.2: ${age.id} (Berat)`,
    words_by_version_en: `${first.version}–1.1: ${age.en}; 1.2: What is your weight (kg)? (Weight)`,
  });
  // The codes that differ, and no others.
  expect(
    codebook.find(({ item, codes_en: codes }) => item === coded.key && codes !== null)?.["words_by_version_en"],
  ).toBe(
    `${first.version}: ${coded.label.en} [${code.code} = ${code.label.en}]; 1.1–1.2: ${coded.label.en} [${code.code} = Other words]`,
  );
  const others = codebook.filter((row) => row["words_by_version_en"] === null);
  expect(others.length).toBeGreaterThan(codebook.length / 2);
  const codes = rowsOf(tables.codes).filter((row) => row["words_by_version_en"] !== null);
  const using = placedItems(first).filter(({ item }) => item.codelist === coded.codelist);
  expect(codes.length).toBeGreaterThanOrEqual(using.length);
  expect(new Set(codes.map((row) => row["words_by_version_en"]))).toEqual(
    new Set([`${first.version}: ${code.label.en}; 1.1–1.2: Other words`]),
  );
  expect(new Set(codes.map((row) => row["words_by_version_id"]))).toEqual(
    new Set([`${first.version}–1.2: ${code.label.id}`]),
  );
});

test("a study whose versions say the same, or that has one, has no such columns", () => {
  const added = next(study.protocol, "1.1", (document) => {
    const [section] = document.forms.flatMap(({ sections }) => sections);
    section?.items.push({ key: "more", type: "integer", label: { id: "Lagi", en: "More" }, required: false });
    document.codelists[0]?.codes.push({ code: 99, label: { id: "Lain", en: "Other" } });
  });
  const one = deriveDataset(study, { withArm: true }).tables;
  const two = derived(study.protocol, added);
  for (const table of [one.codebook, one.codes, two.codebook, two.codes])
    expect(table.columns.filter(({ name }) => name.startsWith("words_by_version"))).toEqual([]);
});
