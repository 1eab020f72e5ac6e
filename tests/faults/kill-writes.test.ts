import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { HttpClient } from "../../scripts/load/http-client.mjs";
import { enrolMothers, makeLoadStudy, type LoadStudy } from "../../scripts/load/load-study.mjs";
import {
  childrenOf,
  freePort,
  postmasterPid,
  start,
  temporaryDirectory,
  until,
  type Kendali,
} from "../launcher/start-kendali.ts";
import { expectNothingLostAndNothingTwice, readStored } from "./stored.ts";
import { deliverUntilDone, startWriters, type Memory } from "./writers.ts";

/** How long the campaign kills and writes; npm test kills each process a few times and is done. */
const campaignMinutes = Number(process.env["KENDALI_CAMPAIGN_MINUTES"] ?? "0");
const timeout = 180_000 + campaignMinutes * 120_000;
const width = 8;
/** Acknowledged forms between two kills. */
const between = 60;
/** The launcher gives up on a web server that dies five times in a minute. */
const pauseOfCampaign = 20_000;

const data = temporaryDirectory();
let kendali: Kendali;
let study: LoadStudy;
let client: HttpClient;

beforeAll(async () => {
  kendali = await start({ dataDir: data.path, port: await freePort(), args: ["--production"] });
  const setupToken = /\/setup\/([\w-]+)/u.exec(kendali.output())?.[1] ?? "";
  study = await makeLoadStudy(kendali.address, { setupToken, forms: 8, connections: width });
  client = await study.signIn(width);
});

afterAll(async () => {
  await kendali.interrupt();
  data.remove();
});

describe("kill -9 while forms are being saved", () => {
  test("of the web server: nothing acknowledged is lost, nothing is done twice", { timeout }, async () => {
    const memory = await writeAndKill(() => webPid(), 3);
    await expectOneEffectOfEach(memory);
  });

  test("of the database: the same web server goes on, and says 503 while it waits", { timeout }, async () => {
    const web = webPid();
    const reads = startReading();
    const memory = await writeAndKill(() => postmasterPid(data.path), 2);
    const statuses = await reads.stop();
    expect(webPid()).toBe(web);
    expect([...statuses].toSorted()).toEqual(["200", "503 retry-after"]);
    await expectOneEffectOfEach(memory);
  });
});

type Run = Memory & { readonly mothers: readonly string[] };

/** Lets devices save, and kills the process in the middle of it, again and again; each time saving must go on by itself. */
async function writeAndKill(pid: () => number, times: number): Promise<Run> {
  const mothers = await enrolMothers({ key: study.key, client }, 20 + 10 * campaignMinutes, width);
  const writers = startWriters(study, client, mothers, width);
  const { acknowledged } = writers.memory;
  const moreAreSaved = (): Promise<void> => {
    const before = acknowledged.length;
    return until(() => {
      writers.check();
      return acknowledged.length >= before + between;
    });
  };
  const end = Date.now() + campaignMinutes * 60_000;
  for (let kill = 0; kill < times || Date.now() < end; kill += 1) {
    await moreAreSaved();
    process.kill(pid(), "SIGKILL");
    if (campaignMinutes > 0) await delay(pauseOfCampaign);
  }
  await moreAreSaved();
  return { ...(await writers.stop()), mothers };
}

/** What was left without an answer is delivered again, twice: it has one effect, and both deliveries the same answer. */
async function expectOneEffectOfEach({ acknowledged, unanswered, mothers }: Run): Promise<void> {
  expect(unanswered.length, "the kills hit no save under way: the test saw nothing").toBeGreaterThan(0);
  const directory = `${data.path}/production`;
  expectNothingLostAndNothingTwice(await readStored(directory, study.key, mothers), acknowledged, unanswered);
  const replayed = [];
  for (const command of unanswered) {
    const answer = await deliverUntilDone(client, command);
    expect(await deliverUntilDone(client, command)).toEqual(answer);
    replayed.push({ command, answer });
  }
  for (const { command, answer } of acknowledged.slice(-50))
    expect(await deliverUntilDone(client, command)).toEqual(answer);
  const after = await readStored(directory, study.key, mothers);
  expectNothingLostAndNothingTwice(after, [...acknowledged, ...replayed], []);
  expect(after.events.size).toBe(acknowledged.length + unanswered.length);
}

/** A device that reads all the while; answers which statuses it got, and whether a 503 said when to come back. */
function startReading(): { readonly stop: () => Promise<ReadonlySet<string>> } {
  const seen = new Set<string>();
  let isStopping = false;
  const reading = (async () => {
    const path = `/api/trpc/study.get?input=${encodeURIComponent(JSON.stringify({ study: study.key }))}`;
    while (!isStopping) {
      seen.add(await readOnce(path));
      await delay(10);
    }
  })();
  return {
    stop: async () => {
      isStopping = true;
      await reading;
      return seen;
    },
  };
}

async function readOnce(path: string): Promise<string> {
  try {
    const { status, headers } = await client.send("GET", path);
    return headers["retry-after"] === undefined ? String(status) : `${status} retry-after`;
  } catch (error) {
    return `no answer: ${String(error)}`;
  }
}

function webPid(): number {
  const database = postmasterPid(data.path);
  const [web] = childrenOf(kendali.child.pid ?? 0).filter((pid) => pid !== database);
  if (web === undefined) throw new Error("the launcher has no web server");
  return web;
}
