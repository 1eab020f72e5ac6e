import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "../../packages/db/src/index.ts";
import { openInstallation, type Installation } from "../../scripts/load/installation.mjs";
import { makeTrial, openAdministrator, type TrialStudy } from "../../scripts/load/trial-study.mjs";
import { ask, type Told } from "./allocation-devices.ts";
import { expectNoFaults, findAllocationFaults } from "./allocation-faults.ts";
import { readAllocationRecord, studyIdOf } from "./allocation-record.ts";
import { startWitness } from "./allocation-witness.ts";

const isCampaign = process.env["KENDALI_F15_PARTICIPANTS"] !== undefined;
const participants = Number(process.env["KENDALI_F15_PARTICIPANTS"] ?? "10");
const width = 64;
const study = "f15-race";

let place: Installation;
let trial: TrialStudy;
let hasFailed = false;
const closing: (() => Promise<void> | void)[] = [];

beforeAll(async () => {
  place = await openInstallation(() => undefined, { webs: 2 });
  closing.push(() => place.close({ keepData: hasFailed }));
  const administrator = await openAdministrator(place.address, place.setupToken);
  trial = await makeTrial(place, administrator, { key: study });
  closing.push(trial.close);
  administrator.close();
});

afterAll(async () => {
  for (const close of closing.toReversed()) await close();
});

test("a participant asked for from 64 connections at once is allocated once, and all 64 are told the same", async () => {
  hasFailed = true;
  const numbers = (await trial.participantsAtGate(participants)).map(({ number }) => number);
  const clients = await Promise.all(place.webs.map(({ address }) => trial.signIn(width, address)));
  const requests = numbers.flatMap(requestsFor);
  const told: Told[] = [];
  const failed = { notSent: 0, noAnswer: 0, unavailable: 0 };
  const witness = startWitness(place.databaseUrl, await idOfStudy(), told);
  const started = performance.now();
  for (let from = 0; from < requests.length; from += width) {
    // All at once, half of them by each web process.
    const race = requests.slice(from, from + width).map(async (request, index) => {
      told.push(await ask(study, request, { clients, first: index, failed }));
    });
    await Promise.all(race);
  }
  const seconds = (performance.now() - started) / 1000;
  expect(await witness.stop(), "every answer is witnessed").toBe(requests.length);
  for (const client of clients) client.close();
  expect(failed, "nothing was killed: every delivery is answered").toEqual({ notSent: 0, noAnswer: 0, unavailable: 0 });
  const record = await readAllocationRecord(place, study);
  expect(record.allocations.length, "allocations in the database").toBe(participants);
  if (isCampaign)
    process.stdout.write(
      `  ${participants} participants, each from ${width} connections, in ${seconds.toFixed(0)} s\n`,
    );
  const faults = findAllocationFaults(record, { requests, told, early: witness.early });
  expectNoFaults("F15", faults, `Data kept in ${place.dataDirectory}`);
  hasFailed = false;
}, 3_600_000);

/** Half of the deliveries repeat one command, the others are commands of their own. */
function requestsFor(participant: string) {
  const repeated = randomUUID();
  return Array.from({ length: width }, (_, index) => ({
    participant,
    commandId: index % 4 < 2 ? repeated : randomUUID(),
  }));
}

async function idOfStudy(): Promise<string> {
  const db = openDatabase(place.databaseUrl, { connections: 1 });
  try {
    return await studyIdOf(db, study);
  } finally {
    await db.close();
  }
}
