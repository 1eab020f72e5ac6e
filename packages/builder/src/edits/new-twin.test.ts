import type { Json } from "@kendali/domain";
import { describe, expect, it } from "vitest";
import type { Edit } from "./edit-session.ts";
import { mergeEdits } from "./merge-edits.ts";
import { newTwin } from "./new-twin.ts";

const document: Json = {
  forms: [
    { key: "milk", sections: [{ key: "main", items: [{ key: "left" }, { key: "right" }] }] },
    { key: "blood", sections: [] },
  ],
  codelists: [{ key: "side", codes: [{ code: 1 }, { code: 2 }] }],
};
const items = ["forms", "milk", "sections", "main", "items"];
const rename = (path: readonly string[], field: string, from: Json, to: Json): Edit => ({
  kind: "change",
  path: [...path, field],
  from,
  to,
});

const twinOf = (others: readonly Edit[], mine: readonly Edit[]) => {
  const before = mergeEdits(document, [], others);
  if (!before.ok) throw new Error(before.refusal.code);
  const after = mergeEdits(before.value.document, others, mine);
  if (!after.ok) throw new Error(after.refusal.code);
  return newTwin(before.value.document, after.value.document, after.value.edits);
};

describe("a part that gets another one's name", () => {
  it("is found after one edit, after two persons' edits, and for codes", () => {
    expect(twinOf([], [rename(["forms", "blood"], "key", "blood", "milk")])).toEqual({ path: "forms", name: "milk" });
    expect(
      twinOf(
        [rename([...items, "left"], "key", "left", "same")],
        [rename([...items, "right"], "key", "right", "same")],
      ),
    ).toEqual({ path: items.join("/"), name: "same" });
    const codes = ["codelists", "side", "codes"];
    expect(twinOf([], [rename([...codes, "2"], "code", 2, 1)])).toEqual({ path: codes.join("/"), name: "1" });
    const added: Edit = { kind: "add", path: [...items, "third"], value: { key: "left" }, after: "right" };
    expect(twinOf([], [added])).toEqual({ path: items.join("/"), name: "left" });
  });

  it("is none where names are exchanged, free, or written as a whole list, which is told apart where it is told", () => {
    const through = [
      rename([...items, "left"], "key", "left", "free"),
      rename([...items, "right"], "key", "right", "left"),
      rename([...items, "free"], "key", "free", "right"),
    ];
    expect(twinOf([], through)).toBeNull();
    const whole: Edit = {
      kind: "change",
      path: ["codelists", "side", "codes"],
      from: [{ code: 1 }, { code: 2 }],
      to: [{ code: 1 }, { code: 1 }],
    };
    expect(twinOf([], [whole])).toBeNull();
    // What was so before is not this edit's doing.
    expect(twinOf([whole], [rename(["codelists", "side"], "label", "", "Sides")].slice(1))).toBeNull();
  });
});
