import { canonicalJson, type Json } from "@kendali/domain";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  acceptOthers,
  type DraftSync,
  editDraft,
  editTo,
  forgetStep,
  recallHistory,
  startSync,
  stepDraft,
} from "./draft-sync.ts";
import { applyShared } from "./apply-shared.ts";
import { boundedHistory, type Edit, type EditHistory } from "./edit-session.ts";

type Member = { readonly key: string; readonly label: string; readonly note?: string };
type Study = { readonly title: string; readonly first: readonly Member[]; readonly second: readonly Member[] };

const text = fc.string({ maxLength: 5 });
const keys = ["a", "b", "c", "d", "e", "f"] as const;
const member: fc.Arbitrary<Member> = fc.record(
  { key: fc.constantFrom(...keys), label: text, note: text },
  { requiredKeys: ["key", "label"] },
);
const list = fc.uniqueArray(member, { selector: ({ key }) => key, maxLength: 5 });
const study: fc.Arbitrary<Study> = fc.record({ title: text, first: list, second: list });

const act = fc.record({
  kind: fc.constantFrom("title", "label", "note", "rename", "add", "remove", "move", "whole", "undo", "redo", "reload"),
  part: fc.constantFrom("first" as const, "second" as const),
  at: fc.nat(10),
  words: text,
  key: fc.constantFrom(...keys),
});
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** The edit that an act is on a document; null where it is none. */
function editOf(document: Json, { kind, part, at, words, key }: Act): Edit | null {
  const members = (document as unknown as Study)[part];
  const one = members[at % Math.max(1, members.length)];
  if (kind === "title") return editTo(document, ["title"], words);
  if (kind === "whole") return editTo(document, [part], []);
  if (kind === "add") return editTo(document, [part, key], { key, label: words });
  if (one === undefined) return null;
  const path = [part, one.key];
  const isFree = members.every((other) => other.key !== key);
  const after = members.filter((other) => other !== one)[at % members.length]?.key ?? null;
  switch (kind) {
    case "label":
      return editTo(document, [...path, "label"], words);
    case "note":
      return editTo(document, [...path, "note"], words === "" ? undefined : words);
    case "rename":
      return isFree ? editTo(document, [...path, "key"], key) : null;
    case "remove":
      return editTo(document, path, undefined);
    case "move":
      return { path, kind: "move", after };
    default:
      return null;
  }
}

function edited(sync: DraftSync, edit: Edit | null, mergeKey: string | null): DraftSync | null {
  const made = edit === null ? null : editDraft(sync, [edit], mergeKey);
  return made?.ok === true ? made.value : null;
}

const whole = { steps: 1000, characters: 1_000_000 };

/** The page is opened anew: the device has the history and what is not sent, the server the document. */
function reloaded({ session, revision, confirmed, waiting }: DraftSync): DraftSync {
  const kept = JSON.parse(JSON.stringify(boundedHistory(session, whole))) as EditHistory;
  return recallHistory({ ...startSync(session.document, revision), confirmed, waiting }, kept);
}

/** Each step of a page has a name of its own; a page that is loaded anew counts from the first again. */
function* stepNames(): Generator<string, string> {
  for (let step = 1; ; step++) yield `typing ${step}`;
}

describe("the way back and forth", () => {
  it("restores the canonical bytes, whatever was done, undone, done again and loaded anew", () => {
    fc.assert(
      fc.property(study, fc.array(act, { minLength: 5, maxLength: 40 }), (start, acts) => {
        let sync = startSync(start as unknown as Json, 1);
        // What the documents were, by the number of steps that lead there; the model that the session is held against.
        let states = [canonicalJson(sync.session.document)];
        let now = 0;
        let names = stepNames();
        for (const one of acts) {
          if (one.kind === "reload") {
            sync = reloaded(sync);
            names = stepNames();
          } else if (one.kind === "undo" || one.kind === "redo") {
            const isBack = one.kind === "undo";
            const made = stepDraft(sync, isBack ? "back" : "forth");
            if (!made.ok) throw new Error(`a step that does not fit: ${JSON.stringify(made.refusal)}`);
            sync = made.value;
            now = isBack ? Math.max(0, now - 1) : Math.min(states.length - 1, now + 1);
          } else {
            const made = edited(sync, editOf(sync.session.document, one), names.next().value);
            if (made === null) continue;
            sync = made;
            now += 1;
            states = [...states.slice(0, now), canonicalJson(sync.session.document)];
          }
          expect(canonicalJson(sync.session.document)).toBe(states[now]);
        }
        while (now > 0) {
          const made = stepDraft(sync, "back");
          sync = made.ok ? made.value : sync;
          now -= 1;
          expect(canonicalJson(sync.session.document)).toBe(states[now]);
        }
        // What is sent leads from the server's document to the one that is shown.
        const sent = applyShared(sync.confirmed, sync.waiting);
        expect(sent.ok && canonicalJson(sent.value)).toBe(canonicalJson(sync.session.document));
      }),
      { numRuns: 300 },
    );
  });

  it("never takes back what somebody else wrote since", () => {
    const theirs = fc.array(act, { minLength: 1, maxLength: 6 });
    const mine = fc.array(act, { minLength: 1, maxLength: 12 });
    let refused = 0;
    fc.assert(
      fc.property(study, mine, theirs, (start, own, others) => {
        let sync = startSync(start as unknown as Json, 1);
        for (const one of own) sync = edited(sync, editOf(sync.session.document, one), null) ?? sync;
        sync = { ...sync, confirmed: sync.session.document, waiting: [] };
        let marked = 0;
        let other = startSync(sync.confirmed, 1);
        for (const one of others) {
          const words = `theirs ${marked}`;
          const edit = editOf(other.session.document, { ...one, words });
          const made =
            one.kind === "title" || one.kind === "label" || one.kind === "move" ? edited(other, edit, null) : null;
          if (made === null) continue;
          other = made;
          marked += 1;
        }
        const met = acceptOthers(sync, 2, other.waiting);
        if (!met.ok) throw new Error("the edits of the other fit the document that both have");
        sync = met.value;
        const written = (document: Json) =>
          canonicalJson(document)
            .match(/theirs \d/g)
            ?.toSorted() ?? [];
        const before = written(sync.session.document);
        for (const way of ["back", "forth"] as const) {
          for (let step = 0; step < own.length; step++) {
            const made = stepDraft(sync, way);
            if (!made.ok) refused += 1;
            sync = made.ok ? made.value : forgetStep(sync, way);
            expect(written(sync.session.document)).toEqual(before);
          }
        }
      }),
      { numRuns: 200 },
    );
    expect(refused).toBeGreaterThan(20);
  });

  it("is kept within bounds, the steps nearest to now first", () => {
    let sync = startSync({ title: "" }, 1);
    for (let step = 1; step <= 30; step++) {
      sync = edited(sync, editTo(sync.session.document, ["title"], String(step)), null) ?? sync;
    }
    expect(boundedHistory(sync.session, { steps: 10, characters: 1_000_000 }).done).toEqual(
      sync.session.done.slice(-10),
    );
    const small = boundedHistory(sync.session, { steps: 100, characters: 500 });
    expect(JSON.stringify(small.done).length).toBeLessThan(510);
    expect(small.done).toEqual(sync.session.done.slice(-small.done.length));
    expect(small.done.length).toBeGreaterThan(2);
  });
});
