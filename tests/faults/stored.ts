import { createHash } from "node:crypto";
import { expect } from "vitest";
import { openDatabase } from "../../packages/db/src/index.ts";
import { withDatabase } from "../../packages/db/src/embedded/index.ts";
import type { SaveCommand } from "../../scripts/load/load-study.mjs";
import type { Acknowledged, SaveAnswer } from "./writers.ts";

type Event = {
  readonly chain: string;
  readonly sequence: number;
  readonly event: string;
  readonly previous_hash: string;
  readonly hash: string;
};

/** What the database of an installation holds of a study's saved forms, read past the application. */
export type Stored = {
  /** By command, of everybody in the study: what it was answered. */
  readonly receipts: ReadonlyMap<string, SaveAnswer>;
  /** By command: how many events say that it was done. */
  readonly events: ReadonlyMap<string, number>;
  /** By participant, visit and form: the revision and the values. */
  readonly entries: ReadonlyMap<
    string,
    { readonly revision: number; readonly values: Readonly<Record<string, unknown>> }
  >;
};

export async function readStored(dataDir: string, studyKey: string, participants: readonly string[]): Promise<Stored> {
  const numbers = [...participants];
  return withDatabase({ dataDir }, async (url) => {
    const db = openDatabase(url, { connections: 1 });
    try {
      const [study] = await db.client<{ id: string }[]>`SELECT id FROM study WHERE key = ${studyKey}`;
      if (study === undefined) throw new Error(`no study ${studyKey}`);
      const entries = await db.client<
        { place: string; revision: number; values: string }[]
      >`SELECT participant || '/' || visit || '/' || form AS place, revision, "values"::text FROM form_entry WHERE study_id = ${study.id} AND participant = ANY (${numbers})`;
      const events = await db.client<
        Event[]
      >`SELECT chain, sequence, event, previous_hash, hash FROM audit_event WHERE study_id = ${study.id} AND chain = ANY (${numbers}) ORDER BY chain, sequence`;
      const receipts = await db.client<
        { command_id: string; answer: string }[]
      >`SELECT command_id, answer::text FROM receipt WHERE study_id = ${study.id}`;
      expectWholeChains(study.id, events);
      const commands = events.flatMap(({ event }) => {
        const { action, data } = JSON.parse(event) as { action: string; data: { commandId?: string } };
        return action === "entry.save" && data.commandId !== undefined ? [data.commandId] : [];
      });
      const counts = new Map<string, number>();
      for (const command of commands) counts.set(command, (counts.get(command) ?? 0) + 1);
      return {
        receipts: new Map(receipts.map((one) => [one.command_id, JSON.parse(one.answer) as SaveAnswer])),
        events: counts,
        entries: new Map(
          entries.map(({ place, revision, values }) => [
            place,
            { revision, values: JSON.parse(values) as Record<string, unknown> },
          ]),
        ),
      };
    } finally {
      await db.close();
    }
  });
}

/** Each chain counts from 1 without a gap, and each event's hash covers the one before it. */
function expectWholeChains(studyId: string, events: readonly Event[]): void {
  let previous: Event | null = null;
  for (const event of events) {
    const before: Event | null = previous?.chain === event.chain ? previous : null;
    expect(event.sequence, event.chain).toBe((before?.sequence ?? 0) + 1);
    expect(event.previous_hash, `${event.chain} ${event.sequence}`).toBe(before?.hash ?? "0".repeat(64));
    const text = [event.previous_hash, studyId, event.chain, event.sequence, event.event].join("\n");
    expect(event.hash, `${event.chain} ${event.sequence}`).toBe(createHash("sha256").update(text).digest("hex"));
    previous = event;
  }
}

/** Everything that was acknowledged is stored as it was acknowledged, and nothing has had its effect twice. */
export function expectNothingLostAndNothingTwice(
  stored: Stored,
  acknowledged: readonly Acknowledged[],
  unanswered: readonly SaveCommand[],
): void {
  const lost = acknowledged.filter(({ command }) => !stored.events.has(command.commandId));
  expect(lost.map(({ command }) => command.commandId)).toEqual([]);
  expect([...stored.events].filter(([, count]) => count !== 1)).toEqual([]);
  for (const { command, answer } of acknowledged) expect(stored.receipts.get(command.commandId)).toEqual(answer);
  const revisions = [...stored.entries.values()].reduce((sum, entry) => sum + entry.revision, 0);
  expect(revisions, "each command moved its form by one revision").toBe(stored.events.size);
  const halves = unanswered.filter(({ commandId }) => stored.receipts.has(commandId) !== stored.events.has(commandId));
  expect(halves, "a receipt without its effect, or the other way round").toEqual([]);
  for (const [place, { command, answer }] of lastOf(acknowledged)) {
    const entry = stored.entries.get(place);
    if (entry?.revision === answer.revision) expect(entry.values, place).toMatchObject(command.values);
    // A command after it that nobody was told about may have been stored: one revision on, never more.
    else expect(entry?.revision, place).toBe(answer.revision + 1);
  }
}

function lastOf(acknowledged: readonly Acknowledged[]): ReadonlyMap<string, Acknowledged> {
  const last = new Map<string, Acknowledged>();
  for (const one of acknowledged) {
    const place = `${one.command.participant}/${one.command.visit}/${one.command.form}`;
    if (one.answer.revision > (last.get(place)?.answer.revision ?? 0)) last.set(place, one);
  }
  return last;
}
