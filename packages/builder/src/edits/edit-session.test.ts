import { diffJson } from "@kendali/domain";
import { describe, expect, it } from "vitest";
import { applyEdits, redo, startSession, undo } from "./edit-session.ts";

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
