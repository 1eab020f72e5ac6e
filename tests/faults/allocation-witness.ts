import { setTimeout as delay } from "node:timers/promises";
import { isUnavailable, openDatabase, type Database } from "../../packages/db/src/index.ts";
import { readBody, type Told } from "./allocation-devices.ts";
import { asAllocator } from "./allocation-record.ts";

/** An answer for which the database, asked after it had arrived, had no committed allocation, or another arm. */
export type EarlyReveal = { readonly participant: string; readonly told: string; readonly stored: string | null };

/**
 * Asks the database by a connection of its own about every answer that has arrived, moments after it has: what was told
 * must be committed by then. While the database is down it waits, and asks again after the recovery.
 */
export function startWitness(databaseUrl: string, studyId: string, told: readonly Told[]) {
  const db = openDatabase(databaseUrl, { connections: 1 });
  const early: EarlyReveal[] = [];
  let [witnessed, isStopping] = [0, false];
  const watch = async (): Promise<void> => {
    while (!isStopping || witnessed < told.length) {
      const arrived = told.slice(witnessed);
      const stored = await armsOf(db, studyId, arrived).catch(nullWhileDown);
      if (stored !== null) {
        early.push(...arrived.flatMap((one) => earlyReveal(one, stored)));
        witnessed += arrived.length;
      }
      await delay(15);
    }
  };
  const watching = watch();
  // Reported by `stop`; without a listener until then, a rejection would end the process.
  watching.catch(() => undefined);
  return {
    early,
    /** After the last answer: how many were witnessed. */
    stop: async (): Promise<number> => {
      isStopping = true;
      try {
        await watching;
      } finally {
        await db.close();
      }
      return witnessed;
    },
  };
}

/** What is committed of them, by participant. */
export async function armsOf(
  db: Database,
  studyId: string,
  told: readonly Told[],
): Promise<ReadonlyMap<string, string>> {
  if (told.length === 0) return new Map();
  const participants = told.map(({ participant }) => participant);
  const rows = await asAllocator(
    db,
    (sql) =>
      sql<
        { participant: string; arm: string }[]
      >`SELECT participant, arm FROM allocation.allocation WHERE study_id = ${studyId} AND participant = ANY (${participants}::text[])`,
  );
  return new Map(rows.map(({ participant, arm }) => [participant, arm]));
}

export function earlyReveal({ participant, body }: Told, stored: ReadonlyMap<string, string>): readonly EarlyReveal[] {
  const told = readBody(body).arm?.key ?? "no arm";
  return stored.get(participant) === told ? [] : [{ participant, told, stored: stored.get(participant) ?? null }];
}

/** The database was killed under the question; everything else is a fault of this test. */
function nullWhileDown(error: unknown): null {
  if (isUnavailable(error)) return null;
  throw error;
}
