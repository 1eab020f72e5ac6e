import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { findStudy, listApprovals, readCommitment, verifyAudit } from "@kendali/db";
import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ApproverOrder } from "./testing/approver-process.ts";
import { referenceProtocol, World } from "./testing/study-world.ts";
import { createStudy } from "./use-cases/study/create-study.ts";
import { goLive, type GoLiveAnswer } from "./use-cases/study/go-live.ts";

let database: TestDatabase;
let world: World;
const protocol = referenceProtocol("oxytocin-rct");

beforeAll(async () => {
  database = await createTestDatabase();
  world = await World.open(database);
});
afterAll(() => database.drop());

type Draft = { readonly key: string; readonly id: string; readonly approvers: readonly [string, string] };

async function draft(key: string): Promise<Draft> {
  await world.must(world.administrator, createStudy, { commandId: randomUUID(), key, kind: "simulated", protocol });
  const approvers: [string, string] = [await world.account(`first.${key}`), await world.account(`second.${key}`)];
  for (const account of approvers) await world.grant(account, key, "investigator", null);
  return { key, id: (await findStudy(database.drizzle, key))?.id ?? "", approvers };
}

type Said = {
  readonly account: string;
  readonly commandId: string;
  readonly answer?: GoLiveAnswer;
  readonly refusal?: string;
};
type Approver = {
  readonly child: ChildProcessWithoutNullStreams;
  readonly go: () => void;
  readonly said: () => readonly Said[];
};

/** A process of its own with its connections open, waiting to send what it was given. */
async function approver(study: Draft, approvals: ApproverOrder["approvals"]): Promise<Approver> {
  const order: ApproverOrder = {
    url: database.url,
    sealKey: 7,
    instant: world.instant,
    study: study.key,
    approvals,
  };
  const script = fileURLToPath(new URL("./testing/approver-process.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", script, JSON.stringify(order)]);
  let text = "";
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  await new Promise<void>((resolve, reject) => {
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      if (text.startsWith("ready\n")) resolve();
    });
    child.once("exit", () => reject(new Error(`the approver ended by itself: ${errors}`)));
  });
  child.removeAllListeners("exit");
  return {
    child,
    go: () => child.stdin.write("go\n"),
    said: () =>
      text
        .split("\n")
        .slice(1, -1)
        .map((line) => JSON.parse(line) as Said),
  };
}

const commitmentOf = (study: Draft) => database.drizzle.transaction((tx) => readCommitment(tx, study.id));
const approvalsOf = (study: Draft) => listApprovals(database.drizzle, study.id, ["investigator"]);
const eventsOf = (study: Draft) =>
  database.client`SELECT event::jsonb -> 'data' AS data FROM audit_event WHERE study_id = ${study.id} AND action = 'study.goLive' ORDER BY sequence`;
const receiptsOf = async (study: Draft) =>
  (await database.client`SELECT command_id FROM receipt WHERE study_id = ${study.id} AND answer LIKE '%"needed"%'`)
    .length;

test("two accounts approve at one moment from two processes, every command again and again: one list", async () => {
  const study = await draft("at-once");
  // Four commands of each account, each delivered twice by each of two processes: 32 requests.
  const commands = study.approvers.flatMap((account) =>
    Array.from({ length: 4 }, () => ({ account, commandId: randomUUID() })),
  );
  const processes = await Promise.all([0, 1].map(() => approver(study, [...commands, ...commands.toReversed()])));
  const closed = Promise.all(processes.map(({ child }) => once(child, "close")));
  for (const { go } of processes) go();
  await closed;
  const said = processes.flatMap((one) => one.said());
  expect(said).toHaveLength(32);
  const accepted = said.filter((one) => one.answer !== undefined);
  expect(new Set(accepted.map((one) => one.commandId)).size, "accepted commands").toBe(2);
  expect(new Set(accepted.map((one) => one.account)).size, "accounts among them").toBe(2);
  expect(accepted, "each is answered at all its four deliveries").toHaveLength(8);
  const answers = new Set(accepted.map((one) => JSON.stringify(one.answer)));
  expect(answers.size, "and each time with the same").toBe(2);
  const refused = said.flatMap((one) => one.refusal ?? []);
  expect([...new Set(refused)].filter((code) => !["already_approved", "study_already_live"].includes(code))).toEqual(
    [],
  );
  const commitment = (await commitmentOf(study))?.commitment;
  expect(accepted.flatMap((one) => one.answer?.commitment ?? [])).toEqual(Array(4).fill(commitment));
  expect((await eventsOf(study)).map((row) => (row.data as GoLiveAnswer).commitment)).toEqual([null, commitment]);
  expect(await approvalsOf(study)).toHaveLength(2);
  expect(await receiptsOf(study)).toBe(2);
  expect((await verifyAudit(database, study.id)).breaks).toEqual([]);
});

test("killed in the middle of the second approval, nothing is half done; sent again, the study opens once", async () => {
  const study = await draft("killed");
  const [first, second] = study.approvers;
  await world.must(first, goLive, { commandId: randomUUID(), study: study.key });
  const commandId = randomUUID();
  const killed = await approver(study, [{ account: second, commandId }]);
  // Whoever holds the end of the study's chain stops the approval where its list, its status and its rows are written.
  const { client } = database;
  let backend = 0;
  await client
    .begin(async (tx) => {
      await tx`SELECT append_audit(${study.id}, 'study', NULL, 'test', NULL, now(), '{}')`;
      const [me] = await tx`SELECT pg_backend_pid() AS pid`;
      killed.go();
      await waitUntil(async () => {
        const [waiting] =
          await client`SELECT pid FROM pg_locks WHERE NOT granted AND ${Number(me?.pid)}::int = ANY (pg_blocking_pids(pid))`;
        backend = Number(waiting?.pid ?? 0);
        return backend > 0;
      });
      const gone = once(killed.child, "close");
      killed.child.kill("SIGKILL");
      await gone;
      throw new Error("let go");
    })
    .catch((error: unknown) => expect(String(error)).toBe("Error: let go"));
  await waitUntil(async () => (await client`SELECT 1 FROM pg_locks WHERE pid = ${backend}`).length === 0);
  expect(killed.said()).toEqual([]);
  expect((await findStudy(database.drizzle, study.key))?.status).toBe("draft");
  expect(await commitmentOf(study)).toBeNull();
  expect((await approvalsOf(study)).map((row) => row.accountId)).toEqual([first]);
  expect(await eventsOf(study)).toHaveLength(1);
  expect(await receiptsOf(study)).toBe(1);
  const answer = await world.must(second, goLive, { commandId, study: study.key });
  expect(answer).toEqual({
    status: "live",
    approvals: 2,
    needed: 2,
    commitment: (await commitmentOf(study))?.commitment,
  });
  expect(await world.must(second, goLive, { commandId, study: study.key })).toEqual(answer);
  expect(await eventsOf(study)).toHaveLength(2);
  expect((await verifyAudit(database, study.id)).breaks).toEqual([]);
});

async function waitUntil(holds: () => Promise<boolean>): Promise<void> {
  // Two minutes at least: a machine under load is slow, and slow is no fault of what is tested.
  for (let tries = 0; !(await holds()); tries += 1) {
    if (tries > 6000) throw new Error("waited too long");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
