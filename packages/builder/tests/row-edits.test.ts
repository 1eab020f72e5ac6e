import { applyJsonChanges, type Json, type Protocol } from "@kendali/domain";
import { referenceTrial } from "./reference-studies.ts";
import { describe, expect, it } from "vitest";
import { placeRow, renameSection, rowsBeside, unplanForm } from "../src/index.ts";

const protocol = referenceTrial();

function after(edits: ReturnType<typeof placeRow>): Protocol {
  const applied = applyJsonChanges(protocol as unknown as Json, edits);
  if (!applied.ok) throw new Error("the edits do not fit");
  return applied.value as unknown as Protocol;
}

describe("rows of the schedule", () => {
  it("change places within their group alone, wherever the others of the list stand", () => {
    const rows = protocol.forms.filter(({ purpose }) => purpose !== "intervention").map(({ key }) => key);
    expect(rows.length).toBeGreaterThan(2);
    for (const [from, id] of rows.entries())
      for (const [to, target] of rows.entries()) {
        const moved = after(placeRow(protocol, { kind: "form", id }, target));
        expect(rowsBeside(moved, { kind: "form", id })).toEqual(rows.toSpliced(from, 1).toSpliced(to, 0, id));
      }
    const [first = ""] = rows;
    const other = protocol.forms.find(({ purpose }) => purpose === "intervention")?.key ?? "";
    expect(placeRow(protocol, { kind: "form", id: first }, other)).toEqual([]);
    expect(placeRow(protocol, { kind: "form", id: first }, first)).toEqual([]);
  });

  it("are taken out of every visit, and the form stays", () => {
    const [form] = protocol.forms;
    const key = form?.key ?? "";
    const left = after(unplanForm(protocol, key, null));
    expect(left.visits.some(({ forms }) => forms.some((planned) => planned.form === key))).toBe(false);
    expect(left.forms).toEqual(protocol.forms);
  });
});

describe("the key of a section", () => {
  it("changes in the document and in what assumptions are about, and nowhere else", () => {
    const form = protocol.forms.find(({ sections }) => sections.length > 0);
    const section = form?.sections[0]?.key ?? "";
    const item = form?.sections[0]?.items[0]?.key ?? "";
    const key = form?.key ?? "";
    const about = [`/forms/${key}/sections/${section}/items/${item}`, `forms/${key}/${section}`, "forms/none/x"];
    const assumed: Protocol = { ...protocol, assumptions: [{ key: "a", about, note: { id: "a", en: "a" } }] };
    const applied = applyJsonChanges(assumed as unknown as Json, renameSection(assumed, key, section, "renamed"));
    const renamed = applied.ok ? (applied.value as unknown as Protocol) : assumed;
    expect(renamed.assumptions[0]?.about).toEqual([
      `/forms/${key}/sections/renamed/items/${item}`,
      `forms/${key}/renamed`,
      "forms/none/x",
    ]);
    expect(renamed.forms.find((one) => one.key === key)?.sections[0]).toEqual({ ...form?.sections[0], key: "renamed" });
    expect(renameSection(assumed, key, "no_such_section", "renamed")).toEqual([]);
  });
});
