import type { ServerContext } from "@kendali/api";
import { localDateIn, type LocalDate, type Protocol } from "@kendali/domain";
import { readReconstructions, readReferenceStudy } from "../studies/find-studies.ts";
import { liveThrough } from "./live-through.ts";
import { seedAccounts, type Accounts } from "./seed-accounts.ts";
import { reconstructionKey, seedReconstruction } from "./seed-reconstruction.ts";
import { makeStudy, openStudy } from "./seed-study.ts";
import {
  practiceKey,
  practiceStudy,
  simulatedPilot,
  simulatedTrial,
  type SimulatedStudy,
} from "./simulated-studies.ts";
import { studyState, type StudyState } from "./study-state.ts";

export type Seeded = { readonly key: string; readonly outcome: "made" | "there_already" };
export type SeedReport = { readonly studies: readonly Seeded[] };

/** One study of the demonstration: how it is simulated from its document and the day on which it was made. */
type Demonstration = {
  readonly key: string;
  readonly protocol: Protocol;
  /** Whether what it left tells that everything was done: the last thing that is done in it. */
  readonly isDone: (state: StudyState) => boolean;
  readonly simulate: (protocol: Protocol, today: LocalDate) => SimulatedStudy;
};

/**
 * Fills a demonstration: accounts, the two reference studies with simulated participants, a practice study, and the
 * reconstructions. Every step is a command with an id of its own, so that running it again takes up where it stopped.
 */
export async function seed(server: ServerContext, log: (message: string) => void): Promise<SeedReport> {
  const accounts = await seedAccounts(server);
  const pilot = await readReferenceStudy("oxytocin-pretest-posttest");
  const trial = await readReferenceStudy("oxytocin-rct");
  const reconstructions = await readReconstructions();
  const simulated = (one: Demonstration) => async (): Promise<Seeded> => ({
    key: one.key,
    outcome: await seedSimulated(server, accounts, one, log),
  });
  // The trial takes as long as all the others together: while one lane waits for the database, the other computes.
  const lanes: readonly (readonly (() => Promise<Seeded>)[])[] = [
    [simulated({ key: trial.key, protocol: trial, isDone: isFrozen, simulate: simulatedTrial })],
    [
      simulated({ key: pilot.key, protocol: pilot, isDone: isFrozen, simulate: simulatedPilot }),
      simulated({ key: practiceKey, protocol: trial, isDone: isCounted, simulate: practiceStudy }),
      ...reconstructions.map((one) => async (): Promise<Seeded> => ({
        key: reconstructionKey(one.name),
        outcome: await seedReconstruction(server, accounts, pilot, one),
      })),
    ],
  ];
  const studies = await Promise.all(lanes.map(inTurn));
  return { studies: studies.flat() };
}

async function inTurn(jobs: readonly (() => Promise<Seeded>)[]): Promise<readonly Seeded[]> {
  const done: Seeded[] = [];
  for (const job of jobs) done.push(await job());
  return done;
}

async function seedSimulated(
  server: ServerContext,
  accounts: Accounts,
  { key, protocol, isDone, simulate }: Demonstration,
  log: (message: string) => void,
): Promise<"made" | "there_already"> {
  const before = await studyState(server, key);
  if (before !== null && isDone(before)) return "there_already";
  // A run that was killed on another day, or before an upgrade, is finished from the document and the day it began with.
  const document = before?.protocol ?? protocol;
  const timeZone = document.sites[0]?.timeZone ?? "UTC";
  const study = simulate(document, localDateIn(before?.createdAt ?? server.now(), timeZone));
  log(`${key}: ${study.lives.size} simulated participants`);
  await makeStudy(server, accounts, study, before !== null);
  await openStudy(server, accounts, study);
  await liveThrough(server, accounts, study);
  return "made";
}

const isFrozen = (state: StudyState): boolean => state.snapshots > 0;
const isCounted = (state: StudyState): boolean => state.hasRegisterCounts;
