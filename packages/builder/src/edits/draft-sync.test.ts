import type { Json } from "@kendali/domain";
import { describe, expect, it } from "vitest";
import {
  acceptOthers,
  acceptSent,
  type DraftSync,
  editDraft,
  editTo,
  rebaseDraft,
  rebaseOnOthers,
  sendWaiting,
  settleConflict,
  startSync,
  stepDraft,
} from "./draft-sync.ts";
import type { Edit } from "./edit-session.ts";

const start: Json = {
  title: "a",
  visits: [
    { key: "one", label: "x" },
    { key: "two", label: "y" },
  ],
};

function edited(sync: DraftSync, path: readonly string[], value: Json | undefined): DraftSync {
  const edit = editTo(sync.session.document, path, value);
  const made = edit === null ? null : editDraft(sync, [edit], path.join("/"));
  if (made?.ok !== true) throw new Error("the edit does not fit");
  return made.value;
}

const labelTwo = (to: string): Edit => ({ path: ["visits", "two", "label"], kind: "change", from: "y", to });

describe("a draft that is edited here and elsewhere", () => {
  it("sends letters typed while something is on its way as one edit of their own", () => {
    let sync = sendWaiting(edited(startSync(start, 1), ["title"], "ab"), "first", 100);
    sync = edited(edited(sync, ["title"], "abc"), ["title"], "abcd");
    expect(sync.sending?.edits).toEqual([{ path: ["title"], kind: "change", from: "a", to: "ab" }]);
    expect(sync.waiting).toEqual([{ path: ["title"], kind: "change", from: "ab", to: "abcd" }]);
  });

  it("puts others' edits of another place under one's own", () => {
    const sent = sendWaiting(edited(startSync(start, 1), ["title"], "mine"), "first", 100);
    const answered = acceptSent(edited(sent, ["visits", "one", "label"], "x2"), 3, [labelTwo("theirs")]);
    expect(answered.ok && answered.value.session.document).toEqual({
      title: "mine",
      visits: [
        { key: "one", label: "x2" },
        { key: "two", label: "theirs" },
      ],
    });
    expect(answered.ok && answered.value.conflicts).toEqual([]);
    expect(answered.ok && answered.value.waiting).toHaveLength(1);
  });

  it("shows both values where two changed one place, and takes the one chosen", () => {
    const mine = edited(
      edited(startSync(start, 1), ["visits", "two", "label"], "mi"),
      ["visits", "two", "label"],
      "mine",
    );
    const met = acceptOthers(mine, 2, [labelTwo("theirs")]);
    if (!met.ok) throw new Error("refused");
    expect(met.value.conflicts).toMatchObject([{ path: ["visits", "two", "label"], mine: "mine", theirs: "theirs" }]);
    expect(met.value.waiting).toEqual([]);
    const settled = settleConflict(met.value, ["visits", "two", "label"], "mine");
    expect(settled.conflicts).toEqual([]);
    expect(settled.waiting).toEqual([{ path: ["visits", "two", "label"], kind: "change", from: "theirs", to: "mine" }]);
    expect(settleConflict(met.value, ["visits", "two", "label"], "theirs").waiting).toEqual([]);
  });

  it("asks before a part is taken away in which somebody else has just written", () => {
    const mine = edited(startSync(start, 1), ["visits", "two"], undefined);
    const met = acceptOthers(mine, 2, [labelTwo("theirs")]);
    expect(met.ok && met.value.conflicts).toMatchObject([
      { path: ["visits", "two"], mine: undefined, theirs: { key: "two", label: "theirs" } },
    ]);
    const removed = met.ok ? settleConflict(met.value, ["visits", "two"], "mine") : null;
    expect(removed?.session.document).toEqual({ title: "a", visits: [{ key: "one", label: "x" }] });
  });

  it("follows a part that somebody else gave another name meanwhile", () => {
    const rename: Edit = { path: ["visits", "two", "key"], kind: "change", from: "two", to: "second" };
    const typed = edited(startSync(start, 1), ["visits", "two", "label"], "mine");
    const added: Edit = { path: ["visits", "three"], kind: "add", value: { key: "three", label: "z" }, after: "two" };
    const both = editDraft(typed, [added], null);
    if (!both.ok) throw new Error("refused");
    const wanted = [
      { key: "one", label: "x" },
      { key: "second", label: "mine" },
      { key: "three", label: "z" },
    ];
    for (const met of [
      acceptOthers(both.value, 2, [rename]),
      rebaseOnOthers(sendWaiting(both.value, "first", 100), 2, [rename]),
      acceptSent(sendWaiting(both.value, "first", 100), 3, [rename]),
    ]) {
      expect(met.ok && [met.value.session.document, met.value.conflicts]).toEqual([{ title: "a", visits: wanted }, []]);
    }
    // Two names for one part are told with both.
    const mine = edited(startSync(start, 1), ["visits", "two", "key"], "zwei");
    const met = acceptOthers(mine, 2, [rename]);
    expect(met.ok && met.value.conflicts).toMatchObject([
      { path: ["visits", "second", "key"], mine: "zwei", theirs: "second" },
    ]);
  });

  it("asks before a part is taken away that is not as it was seen, also where nobody knows who changed it", () => {
    const mine = edited(startSync(start, 1), ["visits", "two"], undefined);
    const server = { ...start, visits: [{ key: "two", label: "theirs" }] };
    const { conflicts, waiting } = rebaseDraft(mine, server, 7);
    expect([conflicts.map(({ path }) => path.join("/")), waiting]).toEqual([["visits/two"], []]);
  });

  it("sends nothing twice that the server has already, after a reload", () => {
    const kept = edited(startSync(start, 1), ["title"], "mine").waiting;
    const has = { ...(start as object), title: "mine" } as unknown as Json;
    const again = rebaseDraft({ ...startSync(has, 2), waiting: kept }, has, 2);
    expect(again.waiting).toEqual([]);
    expect(again.conflicts).toEqual([]);
  });

  it("keeps a new member whose neighbour was taken away, at the end", () => {
    const sync = startSync(start, 1);
    const added = editDraft(
      sync,
      [{ path: ["visits", "three"], kind: "add", value: { key: "three", label: "z" }, after: "one" }],
      null,
    );
    const met = added.ok
      ? acceptOthers(added.value, 2, [{ path: ["visits", "one"], kind: "remove", value: { key: "one", label: "x" } }])
      : added;
    expect(met.ok && met.value.session.document).toEqual({
      title: "a",
      visits: [
        { key: "two", label: "y" },
        { key: "three", label: "z" },
      ],
    });
  });

  it("never takes a part of somebody else's away for one's own of the same name that was moved or removed", () => {
    const mine = { key: "three", label: "mine" };
    const added = editDraft(
      startSync(start, 1),
      [{ path: ["visits", "three"], kind: "add", value: mine, after: "two" }],
      null,
    );
    const theirs: Edit = {
      path: ["visits", "three"],
      kind: "add",
      value: { key: "three", label: "theirs" },
      after: "two",
    };
    if (!added.ok) throw new Error("refused");
    const moved = editDraft(added.value, [{ path: ["visits", "three"], kind: "move", after: null }], null);
    const met = moved.ok ? acceptOthers(moved.value, 2, [theirs]) : moved;
    expect(met.ok && met.value.conflicts).toMatchObject([
      { path: ["visits", "three"], mine, theirs: { label: "theirs" } },
    ]);
    const removed = acceptOthers(edited(added.value, ["visits", "three"], undefined), 2, [theirs]);
    expect(removed.ok && [removed.value.conflicts, removed.value.waiting]).toEqual([[], []]);
  });

  it("shows beside one's own value what stands at the place by now, under the name that it has by now", () => {
    const met = acceptOthers(edited(startSync(start, 1), ["visits", "two", "label"], "mine"), 2, [labelTwo("theirs")]);
    const later: readonly Edit[] = [
      { path: ["visits", "two", "label"], kind: "change", from: "theirs", to: "theirs, later" },
      { path: ["visits", "two", "key"], kind: "change", from: "two", to: "second" },
    ];
    const again = met.ok ? acceptOthers(met.value, 4, later) : met;
    expect(again.ok && again.value.conflicts).toMatchObject([
      { path: ["visits", "second", "label"], mine: "mine", theirs: "theirs, later" },
    ]);
    const same: Edit = { path: ["visits", "second", "label"], kind: "change", from: "theirs, later", to: "mine" };
    const agreed = again.ok ? acceptOthers(again.value, 5, [same]) : again;
    expect(agreed.ok && agreed.value.conflicts).toEqual([]);
  });

  it("keeps both texts of who wrote once more at a place that waits for a choice, also after a reload", () => {
    const path = ["visits", "two", "label"];
    const met = acceptOthers(edited(startSync(start, 1), path, "mine"), 2, [labelTwo("theirs")]);
    const again = met.ok ? edited(met.value, path, "theirs, mended by me") : startSync(start, 1);
    const later: Edit = { path, kind: "change", from: "theirs", to: "theirs, later" };
    const heard = acceptOthers(again, 3, [later]);
    const wanted = [{ path, mine: "theirs, mended by me", theirs: "theirs, later", earlier: ["mine"] }];
    expect(heard.ok && heard.value.conflicts).toMatchObject(wanted);
    const kept = heard.ok ? heard.value.conflicts.flatMap(({ edits }) => edits) : [];
    const server = heard.ok ? heard.value.confirmed : start;
    expect(rebaseDraft({ ...startSync(server, 3), waiting: kept }, server, 3).conflicts).toMatchObject(wanted);
  });

  it("sends the way back like any other edit", () => {
    const back = stepDraft(edited(startSync(start, 1), ["title"], "b"), "back");
    expect(back.ok && back.value.session.document).toEqual(start);
    expect(back.ok && back.value.waiting).toEqual([{ path: ["title"], kind: "change", from: "a", to: "a" }]);
  });
});
