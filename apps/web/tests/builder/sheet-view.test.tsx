import { readFileSync } from "node:fs";
import { join } from "node:path";

import { formToRows, readRows, type SheetRow } from "@kendali/builder";
import type { Form, Protocol } from "@kendali/domain";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";

import { blockOf, columnLetters, placeAfter } from "../../features/builder/sheet/sheet-place.ts";
import { SheetView } from "../../features/builder/sheet/sheet-view.tsx";
import { settle } from "../../features/builder/sheet/use-sheet.ts";
import { LocaleProvider } from "../../features/locale/locale-provider.tsx";

const trial = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../../../studies/oxytocin-rct/protocol.json"), "utf8"),
) as Protocol;
const form = trial.forms.find(({ key }) => key === "milk_volume") as Form;

const draw = (of: Form, locale: "id" | "en", mayEdit = true): string =>
  renderToStaticMarkup(
    <LocaleProvider initial={locale}>
      <SheetView document={trial} form={of} edit={() => true} mayEdit={mayEdit} />
    </LocaleProvider>,
  );

describe("a form as a grid", () => {
  it("tells its size, names its columns, and has one cell in the order of Tab", () => {
    const html = draw(form, "id");
    expect(html).toMatch(/role="grid"[^>]*aria-rowcount="9"[^>]*aria-colcount="24"/);
    expect(html).toContain("Ditanyakan bila");
    expect(html.match(/tabindex="0"/gi)).toHaveLength(1);
    expect(draw(form, "en")).toContain("Asked when");
  });

  it("draws of a long form only what is in sight, and keeps room for the rest", () => {
    const [section] = form.sections;
    const [item] = section?.items ?? [];
    if (section === undefined || item === undefined) throw new Error("the form has items");
    const items = Array.from({ length: 5000 }, (_, row) => ({ ...item, key: `row_${row}` }));
    const html = draw({ ...form, sections: [{ ...section, items }] }, "en");
    expect(html).toContain('aria-rowcount="5002"');
    expect(html.match(/<tr /g)?.length).toBeLessThan(60);
    expect(html).toMatch(/sheet-spacer.*style="height:\d{6}px"/);
  });

  it("offers no paste to who may not edit", () => {
    expect(draw(form, "en")).toContain("Paste a table");
    expect(draw(form, "en", false)).not.toContain("Paste a table");
  });
});

describe("changes of cells", () => {
  const rows: readonly SheetRow[] = [
    ...formToRows(form, trial.codelists, "id"),
    { cells: { section: "pumping", type: "Teks pendek", required: "tidak" }, former: null },
  ];
  const read = (changed: readonly SheetRow[]) =>
    readRows(trial, form.key, changed, { locale: "id", removeOthers: false });

  it("go into the document together; what cannot stand is set aside with its reason", () => {
    const good = { row: 1, column: "label_en", text: "Hours" } as const;
    const bad = { row: 1, column: "decimals", text: "many" } as const;
    const settled = settle([good, bad], rows, read);
    expect(settled.edits).toMatchObject([{ kind: "change", to: "Hours" }]);
    expect([...settled.wrong.keys()]).toEqual([bad]);
    expect(settled.wrong.get(bad)).toMatchObject([{ code: "decimals_unreadable" }]);
  });

  it("of a new row wait until it has a key", () => {
    const label = { row: rows.length - 1, column: "label_id", text: "Baru?" } as const;
    expect(settle([label], rows, read)).toMatchObject({ edits: [], hasNew: false, wrong: new Map() });
    const key = { row: rows.length - 1, column: "key", text: "new_one" } as const;
    expect(settle([label, key], rows, read)).toMatchObject({ hasNew: true, edits: [{ kind: "add" }] });
  });

  it("that take a key which is taken stay in their cell", () => {
    const change = { row: 0, column: "key", text: "pump_min" } as const;
    const settled = settle([change], rows, read);
    expect(settled.edits).toEqual([]);
    expect(settled.wrong.get(change)).toMatchObject([{ code: "key_taken" }]);
  });
});

describe("places in a grid", () => {
  const size = { rows: 5, columns: 4 };
  const keys = (key: string, ctrlKey = false) => ({ key, ctrlKey, metaKey: false });

  it.each([
    ["ArrowDown", false, { row: 2, column: 1 }],
    ["ArrowUp", true, { row: 0, column: 1 }],
    ["End", false, { row: 1, column: 3 }],
    ["End", true, { row: 4, column: 3 }],
    ["Home", true, { row: 0, column: 0 }],
    ["PageDown", false, { row: 4, column: 1 }],
  ])("%s (Ctrl: %s) leads within the grid", (key, ctrl, to) => {
    expect(placeAfter({ row: 1, column: 1 }, keys(key, ctrl), size)).toEqual(to);
  });

  it("stay at the edge, and other keys lead nowhere", () => {
    expect(placeAfter({ row: 4, column: 3 }, keys("ArrowRight"), size)).toEqual({ row: 4, column: 3 });
    expect(placeAfter({ row: 4, column: 3 }, keys("a"), size)).toBeNull();
  });

  it("make a block from any corner, and columns are lettered as spreadsheets do", () => {
    expect(blockOf({ anchor: { row: 3, column: 0 }, active: { row: 1, column: 2 } })).toEqual({
      top: 1,
      bottom: 3,
      left: 0,
      right: 2,
    });
    expect([0, 25, 26, 701].map(columnLetters)).toEqual(["A", "Z", "AA", "ZZ"]);
  });
});
