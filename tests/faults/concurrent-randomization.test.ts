import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { HttpClient } from "../../scripts/load/http-client.mjs";
import { openInstallation, type Installation } from "../../scripts/load/installation.mjs";
import { makeTrial, minimization, openAdministrator } from "../../scripts/load/trial-study.mjs";
import { expectNoFaults, findAllocationFaults } from "./allocation-faults.ts";
import { readAllocationRecord } from "./allocation-record.ts";
import { allocateInStorm, type Storm } from "./allocation-storm.ts";

/** What the campaign asks for; npm test is content with a few hundred requests and a kill of each kind. */
const isCampaign = process.env["KENDALI_F14_REQUESTS"] !== undefined;
const plan = {
  width: 64,
  requests: Number(process.env["KENDALI_F14_REQUESTS"] ?? "800"),
  webKills: Number(process.env["KENDALI_F14_WEB_KILLS"] ?? "3"),
  databaseKills: Number(process.env["KENDALI_F14_DATABASE_KILLS"] ?? "1"),
  seed: Number(process.env["KENDALI_F14_SEED"] ?? "20261122"),
};
const timeout = isCampaign ? 3_600_000 : 300_000;

let place: Installation;
let administrator: HttpClient;
let hasFailed = false;
const closing: (() => Promise<void> | void)[] = [];

beforeAll(async () => {
  place = await openInstallation(isCampaign ? say : () => undefined, { webs: 2, mortal: true });
  closing.push(() => place.close({ keepData: hasFailed }));
  administrator = await openAdministrator(place.address, place.setupToken);
  closing.push(administrator.close);
});

afterAll(async () => {
  for (const close of closing.toReversed()) await close();
});

test("kill -9 of web servers and database while 64 connections allocate in four strata", { timeout }, async () => {
  await expectTrueRecord({ key: "f14-blocks" }, plan);
});

test("the same under minimization, where every allocation waits for the one before it", { timeout }, async () => {
  const share = (count: number): number => Math.ceil(count / 5);
  const smaller = {
    requests: share(plan.requests),
    webKills: share(plan.webKills),
    databaseKills: share(plan.databaseKills),
  };
  await expectTrueRecord({ key: "f14-minimization", allocation: minimization }, { ...plan, ...smaller });
});

async function expectTrueRecord(study: Parameters<typeof makeTrial>[2], own: typeof plan): Promise<void> {
  hasFailed = true;
  const trial = await makeTrial(place, administrator, study);
  const storm = await allocateInStorm(place, trial, own);
  trial.close();
  expect(storm.failed.noAnswer, "the kills hit no request under way: the test saw nothing").toBeGreaterThan(0);
  expect(storm.witnessed, "every answer is witnessed").toBe(own.requests);
  const record = await readAllocationRecord(place, study.key);
  const strata = new Set(record.allocations.map(({ stratum }) => stratum));
  expect(strata.size, "participants of four strata were allocated").toBe(4);
  if (isCampaign) say(summaryOf(study.key, storm, record.allocations.length));
  expectNoFaults(
    `F14, ${study.key}`,
    findAllocationFaults(record, storm),
    `Seed ${own.seed}; data kept in ${place.dataDirectory}`,
  );
  expect(uncaughtIn(place), `errors that nobody caught, in ${place.dataDirectory}/log/web.log`).toEqual([]);
  hasFailed = false;
}

/** A kill may end requests with 503; it may never leave an error that no request is answered for. */
function uncaughtIn({ dataDirectory }: Installation): readonly string[] {
  const lines = readFileSync(join(dataDirectory, "log", "web.log"), "utf8").split("\n");
  return lines.filter((line) => /uncaught|unhandled/iu.test(line)).slice(0, 5);
}

function summaryOf(key: string, { told, failed, requests, seconds }: Storm, allocations: number): string {
  const times = told
    .slice(0, requests.length)
    .map(({ milliseconds }) => milliseconds)
    .toSorted((a, b) => a - b);
  const at = (share: number): string => `${(times[Math.floor(times.length * share)] ?? 0).toFixed(0)} ms`;
  const lost = `${failed.noAnswer} deliveries lost their connection, ${failed.notSent} met nobody, ${failed.unavailable} got 503`;
  return `${key}: ${requests.length} requests, ${allocations} allocations in ${seconds.toFixed(0)} s, outages included; p50 ${at(0.5)}, p99 ${at(0.99)}; ${lost}`;
}

function say(message: string): void {
  process.stdout.write(`  ${message}\n`);
}
