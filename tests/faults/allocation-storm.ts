import { setTimeout as delay } from "node:timers/promises";
import { isUnavailable, openDatabase } from "../../packages/db/src/index.ts";
import { simulationGenerator } from "../../packages/randomization/src/index.ts";
import type { HttpClient } from "../../scripts/load/http-client.mjs";
import type { Installation } from "../../scripts/load/installation.mjs";
import type { TrialStudy } from "../../scripts/load/trial-study.mjs";
import { answers, until } from "../launcher/start-kendali.ts";
import { ask, startDevices, type Devices, type Told } from "./allocation-devices.ts";
import type { Run } from "./allocation-faults.ts";
import { studyIdOf } from "./allocation-record.ts";
import { makeRequests, participantsFor, type AllocationRequest } from "./allocation-requests.ts";
import { armsOf, earlyReveal, startWitness, type EarlyReveal } from "./allocation-witness.ts";

export type StormPlan = {
  readonly requests: number;
  readonly width: number;
  readonly webKills: number;
  readonly databaseKills: number;
  readonly seed: number;
};

export type Storm = Run & {
  readonly failed: Devices["memory"]["failed"];
  readonly witnessed: number;
  readonly seconds: number;
};

/**
 * Devices ask for allocations over every web process while processes are killed in their middle, evenly spread in an order
 * of the seed. Some of the commands are delivered once more at the end, when all is quiet.
 */
export async function allocateInStorm(place: Installation, trial: TrialStudy, plan: StormPlan): Promise<Storm> {
  const generator = simulationGenerator(BigInt(plan.seed));
  const participants = await trial.participantsAtGate(participantsFor(plan.requests));
  const numbers = participants.map(({ number }) => number);
  const requests = makeRequests(numbers, plan.requests, generator);
  const clients = await Promise.all(place.webs.map(({ address }) => trial.signIn(plan.width, address)));
  const studyId = await inDatabase(place, (db) => studyIdOf(db, trial.key));
  const kills = orderOfKills(plan, generator.nextBelow);
  const started = performance.now();
  const devices = startDevices(trial.key, requests, { clients, width: plan.width });
  const { told, failed } = devices.memory;
  const witness = startWitness(place.databaseUrl, studyId, told);
  const early: EarlyReveal[] = [];
  let witnessed = 0;
  try {
    for (const [index, kind] of kills.entries())
      early.push(...(await killInTheMiddle(place, devices, { ...plan, kills: kills.length, index, kind, studyId })));
    devices.release(requests.length);
    await devices.done;
  } finally {
    devices.release(requests.length);
    await devices.done.catch(() => undefined);
    witnessed = await witness.stop();
  }
  const seconds = (performance.now() - started) / 1000;
  const again = await deliverAgain(trial.key, requests, clients);
  for (const client of clients) client.close();
  return { requests, told: [...told, ...again], early: [...witness.early, ...early], failed, witnessed, seconds };
}

/** `web` for the web processes in turn, `database` for the one they share. */
function orderOfKills(
  { webKills, databaseKills }: StormPlan,
  nextBelow: (n: number) => number,
): readonly ("web" | "database")[] {
  const left = { web: webKills, database: databaseKills };
  return Array.from({ length: webKills + databaseKills }, () => {
    const kind = nextBelow(left.web + left.database) < left.web ? "web" : "database";
    left[kind] -= 1;
    return kind;
  });
}

/**
 * Waits until its share of the requests is answered and everything is up, kills while the devices are sending, and asks
 * the database once it is back: everything that was told before the kill must have been committed.
 */
async function killInTheMiddle(
  place: Installation,
  { memory, release, check }: Devices,
  kill: StormPlan & {
    readonly kills: number;
    readonly index: number;
    readonly kind: "web" | "database";
    readonly studyId: string;
  },
): Promise<readonly EarlyReveal[]> {
  const share = Math.round((kill.requests * (kill.index + 1)) / (kill.kills + 1));
  // The devices find more to send than can be answered before the kill: each kill hits requests under way.
  release(share + 2 * kill.width);
  await until(async () => {
    check();
    return memory.told.length >= share && (await isUp(place));
  }, 180_000);
  const before = memory.told.length;
  const web = place.webs[kill.index % place.webs.length];
  const pid = kill.kind === "web" ? web?.pid() : place.databasePid();
  if (pid === undefined) throw new Error("no process to kill");
  process.kill(pid, "SIGKILL");
  await until(() => isUp(place), 180_000);
  const told = memory.told.slice(0, before);
  const stored = await onceBack(() => inDatabase(place, (db) => armsOf(db, kill.studyId, told)));
  return told.flatMap((one: Told) => earlyReveal(one, stored));
}

async function isUp(place: Installation): Promise<boolean> {
  const up = await Promise.all(place.webs.map(({ address }) => answers(address)));
  return up.every(Boolean);
}

/** A web process can still answer for a moment after the database was killed: who asks the database waits for it itself. */
async function onceBack<T>(ask: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      if (attempt >= 600 || !isUnavailable(error)) throw error;
      await delay(100);
    }
  }
}

async function inDatabase<T>(
  { databaseUrl }: Installation,
  act: (db: ReturnType<typeof openDatabase>) => Promise<T>,
): Promise<T> {
  const db = openDatabase(databaseUrl, { connections: 1 });
  try {
    return await act(db);
  } finally {
    await db.close();
  }
}

/** Every twentieth command once more: its answer is the one it had. */
async function deliverAgain(
  study: string,
  requests: readonly AllocationRequest[],
  clients: readonly HttpClient[],
): Promise<readonly Told[]> {
  const again: Told[] = [];
  const failed = { notSent: 0, noAnswer: 0, unavailable: 0 };
  for (const [index, request] of requests.entries())
    if (index % 20 === 0) again.push(await ask(study, request, { clients, first: index, failed }));
  return again;
}
