import { canonicalJson, type Json } from "@kendali/domain";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  acceptOthers,
  acceptSent,
  type DraftSync,
  editDraft,
  editTo,
  ownEdits,
  rebaseOnOthers,
  sendWaiting,
  settleConflict,
  startSync,
  stepDraft,
} from "./draft-sync.ts";
import type { Edit } from "./edit-session.ts";
import { mergeEdits } from "./merge-edits.ts";

type Member = { readonly key: string; readonly label: string };
type Study = { readonly title: string; readonly first: readonly Member[]; readonly second: readonly Member[] };

const keys = ["a", "b", "c", "d", "e", "f"] as const;
const member: fc.Arbitrary<Member> = fc.record({ key: fc.constantFrom(...keys), label: fc.constantFrom("x", "y") });
const list = fc.uniqueArray(member, { selector: ({ key }) => key, minLength: 1, maxLength: 4 });
const study: fc.Arbitrary<Study> = fc.record({ title: fc.constant("t"), first: list, second: list });
const kinds = [
  "title",
  "label",
  "label",
  "rename",
  "add",
  "remove",
  "move",
  "undo",
  "send",
  "send",
  "poll",
  "settle",
] as const;
const act = fc.record({
  kind: fc.constantFrom(...kinds),
  who: fc.constantFrom(0, 1),
  part: fc.constantFrom("first" as const, "second" as const),
  at: fc.nat(10),
  key: fc.constantFrom(...keys),
  takesMine: fc.boolean(),
});
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** A draft at the server: its document and every step that led there. */
type Server = { document: Json; readonly steps: (readonly Edit[])[] };

const since = ({ steps }: Server, revision: number): readonly Edit[] => steps.slice(revision - 1).flat();
const revisionOf = ({ steps }: Server): number => steps.length + 1;

function value<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: unknown },
): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}

/** Sends what waits, as the pages do: what is refused is put on top of what the others did. */
function sent(sync: DraftSync, server: Server): DraftSync {
  const going = sendWaiting(sync, "command", 2000);
  if (going.sending === null) return going;
  const others = since(server, going.revision);
  const merged = mergeEdits(server.document, others, going.sending.edits);
  if (!merged.ok) {
    const path = String(merged.refusal.params["path"] ?? "").split("/");
    return value(rebaseOnOthers(going, revisionOf(server), others, path));
  }
  server.document = merged.value.document;
  server.steps.push(merged.value.edits);
  const accepted = acceptSent(going, revisionOf(server), others);
  if (accepted.ok) return accepted.value;
  return value(rebaseOnOthers({ ...going, sending: null }, revisionOf(server), since(server, going.revision)));
}

const polled = (sync: DraftSync, server: Server): DraftSync =>
  value(acceptOthers(sync, revisionOf(server), since(server, sync.revision)));

function edited(sync: DraftSync, { kind, part, at, key }: Act, words: string): DraftSync {
  const { document } = sync.session;
  const members = (document as unknown as Study)[part];
  const one = members[at % Math.max(1, members.length)];
  const path = [part, one?.key ?? ""];
  const isFree = members.every((other) => other.key !== key);
  const edit = ((): Edit | null => {
    if (kind === "title") return editTo(document, ["title"], words);
    if (kind === "add") return isFree ? editTo(document, [part, key], { key, label: words }) : null;
    if (one === undefined) return null;
    if (kind === "label") return editTo(document, [...path, "label"], words);
    if (kind === "rename") return isFree ? editTo(document, [...path, "key"], key) : null;
    if (kind === "remove") return editTo(document, path, undefined);
    return { path, kind: "move", after: members.find((other) => other !== one)?.key ?? null };
  })();
  const made = edit === null ? null : editDraft(sync, [edit], null);
  return made?.ok === true ? made.value : sync;
}

const wordsIn = (...values: readonly unknown[]): readonly string[] => JSON.stringify(values).match(/typed \d+/g) ?? [];
const contested = ({ conflicts }: DraftSync) => conflicts.flatMap(({ mine, earlier }) => [mine ?? null, ...earlier]);

/** What one has typed and the server does not have: shown, or waiting for a choice. */
function unsaved(sync: DraftSync): readonly string[] {
  const own = new Set(wordsIn(ownEdits(sync)));
  return [...wordsIn(sync.session.document).filter((words) => own.has(words)), ...wordsIn(contested(sync))];
}

describe("two people who edit one draft", () => {
  it("lose nothing that they typed, and have one document in the end", () => {
    let met = 0;
    fc.assert(
      fc.property(study, fc.array(act, { minLength: 10, maxLength: 60 }), (start, acts) => {
        const server: Server = { document: start as unknown as Json, steps: [] };
        const both = [startSync(server.document, 1), startSync(server.document, 1)];
        acts.forEach((one, index) => {
          const sync = both[one.who] ?? startSync(server.document, 1);
          const isHeard = one.kind === "send" || one.kind === "poll";
          const typed = unsaved(sync);
          const next = (() => {
            if (one.kind === "send") return sent(sync, server);
            if (one.kind === "poll") return polled(sync, server);
            if (one.kind === "undo") {
              const made = stepDraft(sync, "back");
              return made.ok ? made.value : sync;
            }
            const [conflict] = sync.conflicts;
            if (one.kind !== "settle") return edited(sync, one, `typed ${index}`);
            return conflict === undefined
              ? sync
              : settleConflict(sync, conflict.path, one.takesMine ? "mine" : "theirs");
          })();
          both[one.who] = next;
          met += next.conflicts.length;
          if (!isHeard) return;
          const there = new Set(wordsIn(next.session.document, contested(next)));
          expect(typed.filter((words) => !there.has(words))).toEqual([]);
        });
        for (let round = 0; round < 3; round++) {
          for (const who of [0, 1]) {
            let sync = both[who] ?? startSync(server.document, 1);
            for (const { path } of sync.conflicts) sync = settleConflict(sync, path, "theirs");
            both[who] = sent(sync, server);
          }
        }
        const texts = both.map((sync) => canonicalJson(polled(sync, server).session.document));
        expect(texts).toEqual([canonicalJson(server.document), canonicalJson(server.document)]);
      }),
      { numRuns: 300 },
    );
    expect(met).toBeGreaterThan(50);
  });
});
