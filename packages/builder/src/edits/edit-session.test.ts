import { applyJsonChanges, diffJson, type Json } from "@kendali/domain";
import { describe, expect, it } from "vitest";
import { applyEdits, type Edit, type EditSession, followHistory, redo, startSession, undo } from "./edit-session.ts";

describe("edit session", () => {
  it("takes typing in one field back at once, and forth again", () => {
    const start = { title: { id: "a", en: "b" } };
    let session = startSession(start);
    for (const to of ["ab", "abc"]) {
      const edited = applyEdits(session, diffJson(session.document, { title: { id: to, en: "b" } }, []), "title");
      if (!edited.ok) throw new Error("refused");
      session = edited.value;
    }
    expect(session.done).toHaveLength(1);
    const back = undo(session);
    expect(back.ok && back.value.document).toEqual(start);
    const forth = back.ok ? redo(back.value) : back;
    expect(forth.ok && forth.value.document).toEqual({ title: { id: "abc", en: "b" } });
  });
});

const visits: Json = {
  visits: [
    { key: "a", label: "1" },
    { key: "b", label: "2" },
    { key: "c", label: "3" },
  ],
};

/** A session after one edit of one's own and then one of somebody else. */
function met(own: Edit, theirs: Edit): EditSession {
  const made = applyEdits(startSession(visits), [own]);
  const document = made.ok ? applyJsonChanges(made.value.document, [theirs]) : made;
  if (!made.ok || !document.ok) throw new Error("the edits fit");
  return { ...followHistory(made.value, [theirs]), document: document.value };
}

const move = (key: string, after: string | null): Edit => ({ path: ["visits", key], kind: "move", after });
const label = (key: string, from: string, to: string): Edit => ({
  path: ["visits", key, "label"],
  kind: "change",
  from,
  to,
});
const added: Edit = { path: ["visits", "d"], kind: "add", value: { key: "d", label: "4" }, after: "a" };
const keysOf = (document: Json): string =>
  (document as { visits: { key: string }[] }).visits.map(({ key }) => key).join("");

describe("a step back after somebody else's edit", () => {
  it("is refused where it would take that back: a change, a move, what was written in a new part", () => {
    const refused = { ok: false, refusal: { code: "revision_conflict" } };
    expect(undo(met(label("a", "1", "x"), label("a", "x", "theirs")))).toMatchObject(refused);
    expect(undo(met(move("a", "c"), move("a", "b")))).toMatchObject(refused);
    expect(undo(met(added, label("d", "4", "theirs")))).toMatchObject(refused);
  });

  it("is taken where the other did something else: beside it, in another part, under another name", () => {
    const beside = undo(met(move("c", null), label("b", "2", "theirs")));
    expect(beside.ok && keysOf(beside.value.document)).toBe("abc");
    const rename: Edit = { path: ["visits", "a", "key"], kind: "change", from: "a", to: "first" };
    const renamed = undo(met(label("a", "1", "x"), rename));
    expect(renamed.ok && renamed.value.document).toEqual({
      visits: [{ key: "first", label: "1" }, ...(visits as { visits: Json[] }).visits.slice(1)],
    });
    // The visit it stood after is gone: it comes back at the end.
    const gone: Edit = { path: ["visits", "a"], kind: "remove", value: { key: "a", label: "1" } };
    const removed = undo(met({ path: ["visits", "b"], kind: "remove", value: { key: "b", label: "2" } }, gone));
    expect(removed.ok && keysOf(removed.value.document)).toBe("cb");
  });

  it("renames back what was renamed, so that who writes in the part finds it", () => {
    const made = applyEdits(startSession(visits), [
      { path: ["visits", "b", "key"], kind: "change", from: "b", to: "second" },
    ]);
    expect(made.ok && made.value.done[0]?.edits).toEqual([
      { path: ["visits", "second", "key"], kind: "change", from: "second", to: "b" },
    ]);
  });
});
