import { canonicalJson, type Json } from "@kendali/domain";
import { describe, expect, it } from "vitest";
import type { Edit } from "./edit-session.ts";
import { mergeEdits } from "./merge-edits.ts";

const renamed: Json = { forms: [{ key: "volume", title: "Milk", items: [{ key: "left" }] }] };
const rename: Edit = { path: ["forms", "milk", "key"], kind: "change", from: "milk", to: "volume" };
const title = (to: string): Edit => ({ path: ["forms", "milk", "title"], kind: "change", from: "Milk", to });

describe("edits made before somebody gave the part another name", () => {
  it("stand in the part of the new name", () => {
    const merged = mergeEdits(renamed, [rename], [title("Milk, ml")]);
    expect(merged.ok && merged.value.edits).toEqual([{ ...title("Milk, ml"), path: ["forms", "volume", "title"] }]);
    expect(merged.ok && canonicalJson(merged.value.document)).toContain('"Milk, ml"');
  });

  it("are left out where the other wrote the same first, and refused where she wrote another", () => {
    const document: Json = { forms: [{ key: "volume", title: "Theirs", items: [{ key: "left" }] }] };
    const others = [title("Theirs"), rename];
    expect(mergeEdits(document, others, [title("Theirs")])).toMatchObject({ ok: true, value: { edits: [] } });
    expect(mergeEdits(document, others, [title("Mine")])).toMatchObject({
      ok: false,
      refusal: {
        code: "revision_conflict",
        params: { path: "forms/volume/title", mine: '"Mine"', theirs: '"Theirs"' },
      },
    });
  });

  it("are left out one by one: what was added and taken away again leaves nothing, also where the other did the same", () => {
    const add = (label: string): Edit => ({
      path: ["forms", "new"],
      kind: "add",
      value: { key: "new", label },
      after: null,
    });
    const remove = (label: string): Edit => ({ path: ["forms", "new"], kind: "remove", value: { key: "new", label } });
    const merged = mergeEdits(renamed, [add("theirs"), remove("theirs")], [add("mine"), remove("mine")]);
    expect(merged.ok && merged.value.document).toEqual(renamed);
  });

  it("do not take the part away with what the other wrote in it", () => {
    const document: Json = { forms: [{ key: "volume", title: "Theirs", items: [{ key: "left" }] }] };
    const remove: Edit = { path: ["forms", "milk"], kind: "remove", value: renamed };
    expect(mergeEdits(document, [title("Theirs"), rename], [remove])).toMatchObject({
      refusal: { code: "revision_conflict", params: { path: "forms/volume" } },
    });
  });
});
