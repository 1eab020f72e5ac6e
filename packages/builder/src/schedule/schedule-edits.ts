import { diffJson, type Json, type Protocol, type Visit } from "@kendali/domain";
import type { Edit } from "../edits/edit-session.ts";
import { proposeKey } from "../forms/propose-key.ts";

/** Changes visits in one way (a run of sessions has its window, hours and arms in common). */
export function changeVisits(
  protocol: Pick<Protocol, "visits">,
  visits: readonly string[],
  change: (visit: Visit) => Visit,
): readonly Edit[] {
  return editVisits(protocol, (visit) => (visits.includes(visit.key) ? change(visit) : visit));
}

/** A visit like another, right after it and `days` later, under a key that is free. */
export function addVisitAfter(
  protocol: Pick<Protocol, "visits">,
  after: string | null,
  visit: Omit<Visit, "key">,
  wish: string,
): { readonly edits: readonly Edit[]; readonly key: string } {
  const key = freeKey(new Set(protocol.visits.map((one) => one.key)), wish);
  const index = after === null ? -1 : protocol.visits.findIndex((one) => one.key === after);
  const next = protocol.visits.toSpliced(index + 1, 0, { ...visit, key });
  return { edits: diffVisits(protocol, next), key };
}

/** Takes visits out. What refers to them is left to be mended and is listed among the problems. */
export function removeVisits(protocol: Pick<Protocol, "visits">, visits: readonly string[]): readonly Edit[] {
  return diffVisits(
    protocol,
    protocol.visits.filter(({ key }) => !visits.includes(key)),
  );
}

/** Puts a run of visits one place earlier or later among the others. */
export function shiftVisits(
  protocol: Pick<Protocol, "visits">,
  run: readonly string[],
  neighbour: readonly string[],
  direction: "earlier" | "later",
): readonly Edit[] {
  const moved = protocol.visits.filter(({ key }) => run.includes(key));
  const rest = protocol.visits.filter(({ key }) => !run.includes(key));
  const edge = direction === "earlier" ? neighbour[0] : neighbour.at(-1);
  const index = rest.findIndex(({ key }) => key === edge);
  if (index < 0) return [];
  return diffVisits(protocol, rest.toSpliced(direction === "earlier" ? index : index + 1, 0, ...moved));
}

/** Most sessions a run may get from here; more are made by hand. */
export const mostSessions = 200;

/**
 * Gives a run of sessions another length: the last ones go, or further ones follow at the distance of the last two days (one
 * day where there is only one session). Labels that count ("hari ke-3 dari 7") count anew.
 */
export function resizeSessions(
  protocol: Pick<Protocol, "visits">,
  run: readonly Visit[],
  count: number,
): readonly Edit[] {
  const last = run.at(-1);
  if (last === undefined || count < 1 || count > mostSessions) return [];
  const step = Math.max(1, last.day - (run.at(-2)?.day ?? last.day - 1));
  const keys = new Set(protocol.visits.map(({ key }) => key));
  const made = run.slice(0, count);
  while (made.length < count) {
    const previous = made.at(-1) ?? last;
    const key = freeKey(keys, previous.key.replace(/_?\d+$/, "") + `_${made.length + 1}`);
    keys.add(key);
    made.push({ ...previous, key, day: previous.day + step });
  }
  const counted = made.map((visit, index) => ({
    ...visit,
    label: {
      id: recount(visit.label.id, { from: run.length, to: count, place: index + 1 }),
      en: recount(visit.label.en, { from: run.length, to: count, place: index + 1 }),
    },
  }));
  const start = protocol.visits.findIndex(({ key }) => key === run[0]?.key);
  return diffVisits(protocol, protocol.visits.toSpliced(start, run.length, ...counted));
}

/** Writes "3 dari 7" and "3 of 7" with the new place and number. */
function recount(label: string, { from, to, place }: { from: number; to: number; place: number }): string {
  return label.replaceAll(
    new RegExp(`(\\d+)( dari | of )${from}(?!\\d)`, "g"),
    (_all, _number, word: string) => `${place}${word}${to}`,
  );
}

/** The words' key, or with the first number that is free after all of it: `day_14_2` is no second day. */
export function freeKey(taken: ReadonlySet<string>, words: string): string {
  const wish = proposeKey(words, () => false, "visit");
  let key = wish;
  for (let number = 2; taken.has(key); number += 1) {
    const tail = `_${number}`;
    key = wish.slice(0, 32 - tail.length) + tail;
  }
  return key;
}

function editVisits(protocol: Pick<Protocol, "visits">, change: (visit: Visit) => Visit): readonly Edit[] {
  return diffVisits(protocol, protocol.visits.map(change));
}

function diffVisits(protocol: Pick<Protocol, "visits">, next: readonly Visit[]): readonly Edit[] {
  return diffJson(protocol.visits as unknown as Json, next as unknown as Json, ["visits"]);
}
