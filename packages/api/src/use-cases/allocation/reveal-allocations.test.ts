import { randomUUID } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import { readAllocations, findStudy } from "@kendali/db";
import { readJson, sha256Hex } from "@kendali/domain";
import { readAllocationBundle, verifyBundle } from "@kendali/randomization";
import { afterAll, beforeAll, expect, test } from "vitest";
import { referenceProtocol, roles, World, type StudyRole, type StudyWorld } from "../../testing/study-world.ts";
import { lockStudy, unblindStudy } from "../study/close-study.ts";
import { describeBundle } from "./describe-bundle.ts";
import { revealAllocations } from "./reveal-allocations.ts";

let database: TestDatabase;
let world: World;
let study: StudyWorld;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await World.open(database);
  study = await world.study({ key: "revealed", protocol: referenceProtocol("oxytocin-rct") });
  for (let count = 0; count < 5; count += 1) await study.allocated();
});
afterAll(() => database.drop());

const reveal = (role: StudyRole) => world.run(study.people[role], revealAllocations, { study: study.key });
const describeFor = (role: StudyRole) => world.run(study.people[role], describeBundle, { study: study.key });
const codesOf = async (ask: typeof reveal | typeof describeFor = reveal) => {
  const answers = await Promise.all(roles.map(async (role) => [role, await ask(role)] as const));
  return Object.fromEntries(answers.map(([role, answer]) => [role, answer.ok ? "revealed" : answer.refusal.code]));
};
const revealEvents = () =>
  database.client`SELECT event FROM audit_event WHERE event LIKE '%"allocation.reveal"%'`.then((rows) => rows);

/** What only somebody can do who owns the database and turns its guards off. */
const asDatabaseOwner = (statement: string) =>
  database.client.begin(async (tx) => {
    await tx`SET LOCAL ROLE NONE`;
    await tx`ALTER TABLE allocation.allocation DISABLE TRIGGER USER`;
    await tx.unsafe(statement);
    await tx`ALTER TABLE allocation.allocation ENABLE TRIGGER USER`;
  });

const before = {
  investigator: "study_not_unblinded",
  data_manager: "study_not_unblinded",
  statistician: "study_not_unblinded",
  coordinator: "not_allowed",
  provider: "not_allowed",
  assessor: "not_allowed",
  randomization_officer: "not_allowed",
};

test("the secret stays sealed until lock and unblinding, then everything derives from it", async () => {
  const closing = { study: study.key, reason: "complete" };
  expect(await codesOf()).toEqual(before);
  await world.must(study.people.data_manager, lockStudy, { commandId: randomUUID(), ...closing });
  expect(await codesOf()).toEqual(before);
  expect(await codesOf(describeFor)).toEqual(before);
  expect(await revealEvents()).toEqual([]);
  await world.must(study.people.investigator, unblindStudy, { commandId: randomUUID(), ...closing });
  expect(await codesOf()).toEqual({
    ...before,
    investigator: "revealed",
    data_manager: "revealed",
    statistician: "revealed",
  });

  const { text, sha256, commitment } = await world.must(study.people.statistician, revealAllocations, {
    study: study.key,
  });
  expect(sha256).toBe(sha256Hex(text));
  expect(String((await revealEvents()).at(-1)?.event)).toContain(sha256);
  const document = readJson(text);
  if (!document.ok) throw new Error("no JSON");
  const bundle = readAllocationBundle(document.value);
  if (!bundle.ok) throw new Error(JSON.stringify(bundle.refusal));
  expect(verifyBundle(bundle.value)).toEqual({ commitmentHolds: true, differences: [], checked: 5 });
  expect(bundle.value.commitment).toBe(commitment);
  const stored = await findStudy(database.drizzle, study.key);
  const rows = await database.drizzle.transaction((tx) => readAllocations(tx, stored?.id ?? ""));
  expect(new Map(bundle.value.allocations.map(({ participant, armKey }) => [participant, armKey]))).toEqual(
    new Map([...rows.values()].map(({ participant, arm }) => [participant, arm])),
  );
});

test("the file is described, with the hash it will have, without giving or recording anything", async () => {
  const events = (await revealEvents()).length;
  const described = await world.must(study.people.investigator, describeBundle, { study: study.key });
  expect(await codesOf(describeFor)).toMatchObject({ data_manager: "revealed", coordinator: "not_allowed" });
  expect((await revealEvents()).length).toBe(events);
  const given = await world.must(study.people.data_manager, revealAllocations, { study: study.key });
  const { text, ...rest } = given;
  expect(described).toEqual({ ...rest, bytes: Buffer.byteLength(text) });
  expect(rest.fileName).toBe("revealed-allocations.json");
  expect(JSON.stringify(described)).not.toMatch(/massage|usual|secret|nonce/u);
});

test("a row that vanished from the database is missed, and one that was changed there is named", async () => {
  const { text } = await world.must(study.people.statistician, revealAllocations, { study: study.key });
  const read = readAllocationBundle(JSON.parse(text));
  if (!read.ok) throw new Error("not read");
  const [first] = read.value.allocations;
  if (first === undefined) throw new Error("no rows");
  const other = study.protocol.arms.find((arm) => arm.key !== first.armKey)?.key ?? "";
  const rebuilt = async () => {
    const again = await world.must(study.people.statistician, revealAllocations, { study: study.key });
    const bundle = readAllocationBundle(JSON.parse(again.text));
    if (!bundle.ok) throw new Error("not read");
    return verifyBundle(bundle.value).differences;
  };
  await asDatabaseOwner(`UPDATE allocation.allocation SET arm = '${other}' WHERE participant = '${first.participant}'`);
  expect(await rebuilt()).toMatchObject([
    { kind: "arm_differs", participant: first.participant, recorded: other, expected: first.armKey },
  ]);
  await asDatabaseOwner(`DELETE FROM allocation.allocation WHERE participant = '${first.participant}'`);
  expect(await rebuilt()).toContainEqual(
    expect.objectContaining({ kind: "slot_missing", stratumKey: first.stratumKey, slot: first.slot }),
  );
});
