import type { Json } from "@kendali/domain";
import { describe, expect, it } from "vitest";
import { type DraftSync, editDraft, editTo, ownEdits, sendWaiting, startSync, stepDraft } from "./draft-sync.ts";
import type { Edit } from "./edit-session.ts";
import { editsAt, holdSent, takeBack } from "./take-back.ts";

const start: Json = { title: "a", visits: [{ key: "one", label: "x" }] };
const always = (): boolean => true;

function edited(sync: DraftSync, edit: Edit | null): DraftSync {
  const made = edit === null ? null : editDraft(sync, [edit], null);
  if (made?.ok !== true) throw new Error("the edit does not fit");
  return made.value;
}

const visit = (key: string, after: string): Edit => ({
  path: ["visits", key],
  kind: "add",
  value: { key, label: key },
  after,
});

describe("taking back what the server refuses", () => {
  it("takes that edit and what was built on it, and leaves everything else as it was typed", () => {
    let sync = edited(startSync(start, 1), visit("two", "one"));
    sync = edited(sync, editTo(sync.session.document, ["title"], "b"));
    sync = edited(sync, editTo(sync.session.document, ["visits", "two", "label"], "second"));
    sync = edited(sync, visit("three", "two"));
    const [refused] = ownEdits(sync);
    const { sync: left, gone } = takeBack(sync, refused === undefined ? [] : [refused], always);
    expect(gone.map(({ path }) => path.join("/"))).toEqual(["visits/two", "visits/two/label"]);
    expect(left.session.document).toEqual({
      title: "b",
      visits: [
        { key: "one", label: "x" },
        { key: "three", label: "three" },
      ],
    });
    expect(left.waiting).toHaveLength(2);
    // What stays can still be undone; the step that was taken back is refused, and forgotten by who asked for it.
    const back = stepDraft(left, "back");
    expect(back.ok && back.value.session.document).toMatchObject({ title: "b", visits: [{ key: "one" }] });
    expect(back.ok && stepDraft(back.value, "back")).toMatchObject({
      ok: false,
      refusal: { params: { path: "visits/two/label" } },
    });
  });

  it("takes with it what no document could hold without it", () => {
    let sync = edited(startSync(start, 1), editTo(start, ["title"], "b"));
    sync = edited(sync, editTo(sync.session.document, ["visits", "one", "label"], "y"));
    const needsTitle = (_before: Json, after: Json) =>
      !(JSON.stringify(after).includes('"y"') && JSON.stringify(after).includes('"a"'));
    const { gone } = takeBack(sync, ownEdits(sync).slice(0, 1), needsTitle);
    expect(gone).toHaveLength(2);
  });

  it("finds the edits at the places that a refusal names, around them and in them, or else names all", () => {
    const [title, label] = [editTo(start, ["title"], "b"), editTo(start, ["visits", "one", "label"], "y")];
    const own = [title, label].filter((edit) => edit !== null);
    expect(editsAt(own, [["visits", "one"]])).toEqual([label]);
    expect(editsAt(own, [["title", "en"]])).toEqual([title]);
    expect(editsAt(own, [["arms"]])).toEqual(own);
    expect(editsAt(own, [])).toEqual(own);
  });

  it("sends what mends it together with it", () => {
    const sent = sendWaiting(edited(startSync(start, 1), editTo(start, ["title"], "bad")), "first", 100);
    const typed = edited(sent, editTo(sent.session.document, ["title"], "good"));
    const held = holdSent(typed);
    expect([held.sending, held.waiting]).toEqual([null, [{ path: ["title"], kind: "change", from: "a", to: "good" }]]);
  });
});
