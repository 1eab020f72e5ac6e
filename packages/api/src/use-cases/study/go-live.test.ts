import { randomUUID } from "node:crypto";
import { findStudy, insertProtocolVersion, readSealedList } from "@kendali/db";
import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import { canonicalJson, protocolHash, type Protocol, type StudyKind } from "@kendali/domain";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openList } from "../../allocation-list.ts";
import { referenceProtocol, refusalOf, World, type StudyRole } from "../../testing/study-world.ts";
import { disableAccount, listAccounts, revokeRole } from "../account/account-use-cases.ts";
import { getCommitment } from "../allocation/get-commitment.ts";
import { listAudit } from "../audit/list-audit.ts";
import { createStudy } from "./create-study.ts";
import { goLiveState } from "./go-live-state.ts";
import { goLive } from "./go-live.ts";
import { withdrawApproval } from "./withdraw-approval.ts";

let database: TestDatabase;
let world: World;
const trial = referenceProtocol("oxytocin-rct");
const oneGroup = referenceProtocol("oxytocin-pretest-posttest");
const everyRole = ["investigator", "coordinator", "provider", "assessor", "data_manager", "statistician"] as const;
const seeds = ["ab".repeat(32), "cd".repeat(32)] as const;

beforeAll(async () => {
  database = await createTestDatabase({ connections: 16 });
  world = await World.open(database);
});
afterAll(() => database.drop());

type Draft = { readonly key: string; readonly people: Readonly<Record<StudyRole, string>>; readonly by: World };

/** A study with one account for each role, which nobody has approved. */
async function draft(
  key: string,
  protocol: Protocol,
  kind: StudyKind = "simulated",
  by: World = world,
): Promise<Draft> {
  await by.must(by.administrator, createStudy, { commandId: randomUUID(), key, kind, protocol });
  const people = {} as Record<StudyRole, string>;
  for (const role of everyRole) {
    people[role] = await by.account(`${role.replaceAll("_", "-")}.${key}`);
    await by.grant(people[role], key, role, null);
  }
  return { key, people, by };
}

type Request = { readonly commandId?: string; readonly publishedSeed?: string; readonly protocolHash?: string };
const approve = ({ key, by }: Draft, account: string, request: Request = {}) =>
  by.run(account, goLive, { commandId: randomUUID(), study: key, ...request });
const stateOf = ({ key, people, by }: Draft) => by.must(people.investigator, goLiveState, { study: key });
const codeOf = async (result: ReturnType<typeof approve>) => refusalOf(await result).code;
const idOf = async ({ key }: Draft) => (await findStudy(database.drizzle, key))?.id ?? "";
const listOf = async (study: Draft) => {
  const id = await idOf(study);
  return database.drizzle.transaction((tx) => readSealedList(tx, id));
};

describe("a study that allocates", () => {
  test("is opened by the second of two accounts, with the promise that everybody in it can read", async () => {
    const study = await draft("trial", trial);
    const { investigator, data_manager } = study.people;
    expect(await approve(study, investigator)).toMatchObject({
      value: { status: "draft", approvals: 1, needed: 2, commitment: null },
    });
    expect(await listOf(study)).toBeNull();
    expect(await stateOf(study)).toMatchObject({ status: "draft", missing: 1, approvals: [{ isMine: true }] });
    const opened = await approve(study, data_manager);
    expect(opened).toMatchObject({ value: { status: "live", approvals: 2, needed: 2 } });
    const list = await listOf(study);
    if (list === null || !opened.ok) throw new Error("no list");
    expect(openList(list, world.server.keys.sealKey).secret).toHaveLength(32);
    expect(list).toMatchObject({ commitment: opened.value.commitment, publishedSeed: false });
    const views = [];
    for (const role of everyRole) views.push(await world.must(study.people[role], getCommitment, { study: study.key }));
    expect(views[0]).toEqual({
      commitment: list.commitment,
      algorithmVersion: expect.any(String) as string,
      protocolHash: protocolHash(trial),
      madeAt: world.instant,
      approvals: [
        { name: "investigator.trial", role: "investigator", at: world.instant },
        { name: "data-manager.trial", role: "data_manager", at: world.instant },
      ],
      sites: trial.sites.length,
      strataFactors: trial.allocation?.strata.length,
      hasPublishedSeed: false,
      isUnblinded: false,
    });
    for (const view of views) expect(JSON.stringify(view)).toBe(JSON.stringify(views[0]));
    for (const arm of trial.arms) expect(JSON.stringify(views)).not.toContain(arm.key);
    expect(await codeOf(approve(study, investigator))).toBe("study_already_live");
    expect(
      refusalOf(await world.run(investigator, withdrawApproval, { commandId: randomUUID(), study: study.key })).code,
    ).toBe("study_already_live");
    const { events } = await world.must(data_manager, listAudit, { study: study.key });
    const [second, first] = events.filter((event) => event.action === "study.goLive");
    expect(first).toMatchObject({ account: investigator, data: { status: "draft", commitment: null } });
    expect(second).toMatchObject({ account: data_manager, data: { status: "live", commitment: list.commitment } });
  });

  test("is not opened by one person twice; a command sent again is answered as before", async () => {
    const study = await draft("one-person", trial);
    const { investigator } = study.people;
    await world.grant(investigator, study.key, "data_manager", null);
    const commandId = randomUUID();
    const first = await approve(study, investigator, { commandId });
    expect(await codeOf(approve(study, investigator))).toBe("already_approved");
    expect(await approve(study, investigator, { commandId })).toEqual(first);
    expect(await stateOf(study)).toMatchObject({ missing: 1, mayApprove: false, commitment: null });
    expect(await listOf(study)).toBeNull();
  });

  test("is approved by an investigator or a data manager, and by nobody else", async () => {
    const study = await draft("others", trial);
    for (const role of ["coordinator", "provider", "assessor", "statistician"] as const)
      expect(await codeOf(approve(study, study.people[role])), role).toBe("not_allowed");
    expect(await codeOf(approve(study, world.administrator))).toBe("not_found");
    expect(refusalOf(await world.run(study.people.assessor, getCommitment, { study: study.key })).code).toBe(
      "study_not_live",
    );
  });

  test("takes an approval back while it is a draft", async () => {
    const study = await draft("withdrawn", trial);
    const { investigator, data_manager } = study.people;
    const withdraw = (account: string) =>
      world.run(account, withdrawApproval, { commandId: randomUUID(), study: study.key });
    expect(refusalOf(await withdraw(investigator)).code).toBe("approval_missing");
    await approve(study, investigator);
    expect(refusalOf(await withdraw(data_manager)).code).toBe("approval_missing");
    expect(await withdraw(investigator)).toMatchObject({ value: { status: "draft", approvals: 0, needed: 2 } });
    expect(await approve(study, data_manager)).toMatchObject({ value: { status: "draft", approvals: 1 } });
    expect(await approve(study, investigator)).toMatchObject({ value: { status: "live", approvals: 2 } });
  });

  test("a published seed is the same in both approvals", async () => {
    const study = await draft("seeded", trial);
    const { investigator, data_manager } = study.people;
    await approve(study, investigator, { publishedSeed: seeds[0] });
    expect(await codeOf(approve(study, data_manager, { publishedSeed: seeds[1] }))).toBe("approval_seed_differs");
    expect(await codeOf(approve(study, data_manager))).toBe("approval_seed_differs");
    expect(await stateOf(study)).toMatchObject({
      publishedSeed: seeds[0],
      maySeed: true,
      mayApprove: false,
      missing: 1,
    });
    expect(await approve(study, data_manager, { publishedSeed: seeds[0] })).toMatchObject({
      value: { status: "live" },
    });
    expect(await world.must(study.people.coordinator, getCommitment, { study: study.key })).toMatchObject({
      hasPublishedSeed: true,
    });
    const list = await listOf(study);
    if (list === null) throw new Error("no list");
    expect(Buffer.from(openList(list, world.server.keys.sealKey).secret).toString("hex")).toBe(seeds[0]);
  });
});

describe("an approval", () => {
  test("falls when the document changes", async () => {
    const study = await draft("changed", trial);
    const { investigator, data_manager } = study.people;
    await approve(study, investigator);
    const changed: Protocol = { ...trial, version: "9.0.0" };
    const hash = protocolHash(changed);
    const studyId = await idOf(study);
    const version = { studyId, hash, version: changed.version, document: canonicalJson(changed) };
    await insertProtocolVersion(database.drizzle, { ...version, createdAt: world.instant });
    await database.client`UPDATE study SET protocol_hash = ${hash} WHERE id = ${studyId}`;
    expect(await stateOf(study)).toMatchObject({
      missing: 2,
      protocolHash: hash,
      approvals: [],
      lapsed: [{ name: "investigator.changed", why: "document" }],
    });
    expect(await codeOf(approve(study, data_manager, { protocolHash: protocolHash(trial) }))).toBe("revision_conflict");
    expect(await approve(study, data_manager, { protocolHash: hash })).toMatchObject({ value: { approvals: 1 } });
    expect(await approve(study, investigator)).toMatchObject({ value: { status: "live", approvals: 2 } });
  });

  test("counts no more when the role ended or the account was disabled, and is not among those who opened the study", async () => {
    const study = await draft("left", trial);
    const { investigator, data_manager } = study.people;
    const third = await world.account("third");
    await world.grant(third, study.key, "investigator", null);
    await approve(study, investigator);
    await disable(investigator);
    expect(await world.must(third, goLiveState, { study: study.key })).toMatchObject({
      missing: 2,
      lapsed: [{ name: "investigator.left", why: "account" }],
    });
    await approve(study, data_manager);
    await endRole(study, data_manager);
    const fourth = await world.account("fourth");
    await world.grant(fourth, study.key, "data_manager", null);
    expect(await approve(study, third)).toMatchObject({ value: { status: "draft", approvals: 1 } });
    expect(await approve(study, fourth)).toMatchObject({ value: { status: "live", approvals: 2 } });
    const { approvals } = await world.must(third, getCommitment, { study: study.key });
    expect(approvals.map((approval) => approval.name)).toEqual(["third", "fourth"]);
    expect(await world.must(third, goLiveState, { study: study.key })).toMatchObject({ missing: 0, lapsed: [] });
  });

  test("is not brought back by a role given anew: who left and returned approves again", async () => {
    const study = await draft("returned", trial);
    const { investigator, data_manager } = study.people;
    await approve(study, investigator);
    world.instant = "2026-03-02T04:00:00.000Z";
    await endRole(study, investigator);
    await world.grant(investigator, study.key, "investigator", null);
    expect(await approve(study, data_manager)).toMatchObject({ value: { status: "draft", approvals: 1 } });
    expect(await world.must(data_manager, goLiveState, { study: study.key })).toMatchObject({
      missing: 1,
      lapsed: [{ name: "investigator.returned", why: "account" }],
    });
    expect(await approve(study, investigator)).toMatchObject({ value: { status: "live", approvals: 2 } });
  });

  test("is never changed nor removed", async () => {
    const study = await draft("kept", trial);
    await approve(study, study.people.investigator);
    for (const statement of ["UPDATE study_approval SET kind = 'withdrawn'", "DELETE FROM study_approval"])
      await expect(database.client.unsafe(statement), statement).rejects.toThrow(/permission denied/);
    await expect(
      database.client`INSERT INTO study_approval (study_id, sequence, kind, protocol_hash, account_id, role, published_seed, recorded_at)
        VALUES (${await idOf(study)}, 2, 'approved', 'h', ${study.people.data_manager}, 'data_manager', 'no seed', now())`,
    ).rejects.toThrow(/study_approval_published_seed_check/);
  });
});

async function disable(account: string): Promise<void> {
  await world.must(world.administrator, disableAccount, { commandId: randomUUID(), account });
}

async function endRole(study: Draft, account: string): Promise<void> {
  const accounts = await world.must(world.administrator, listAccounts, undefined);
  const grant = accounts.find((one) => one.id === account)?.grants.find((one) => one.study === study.key)?.id ?? "";
  await world.must(world.administrator, revokeRole, { commandId: randomUUID(), study: study.key, grant });
}

describe("a study of one group", () => {
  test("is opened by one account, promises no list and takes no seed", async () => {
    const study = await draft("one-group", oneGroup);
    expect(await stateOf(study)).toMatchObject({ needed: 1, missing: 1, maySeed: false });
    expect(refusalOf(await approve(study, study.people.data_manager, { publishedSeed: seeds[0] }))).toMatchObject({
      code: "invalid_input",
      params: { field: "publishedSeed" },
    });
    expect(await approve(study, study.people.data_manager)).toMatchObject({
      value: { status: "live", approvals: 1, needed: 1, commitment: null },
    });
    expect(refusalOf(await world.run(study.people.investigator, getCommitment, { study: study.key })).code).toBe(
      "allocation_not_in_design",
    );
  });
});

describe("a study of real persons", () => {
  test("opens under an ethics approval that stands, and never by a published seed", async () => {
    const real = world.bySystemClock();
    const committee = { id: "KEPK", en: "KEPK" };
    const expired = { committee, number: "1", approvedOn: "2020-01-01", expiresOn: "2020-12-31" };
    const without = await draft("no-ethics", { ...trial, ethics: null }, "live", real);
    const ended = await draft("old-ethics", { ...trial, ethics: expired }, "live", real);
    const approved = await draft("ethics", { ...trial, ethics: { ...expired, expiresOn: "2099-12-31" } }, "live", real);
    expect(await codeOf(approve(without, without.people.investigator))).toBe("ethics_missing");
    expect(refusalOf(await approve(ended, ended.people.investigator))).toEqual({
      code: "ethics_expired",
      params: { on: "2020-12-31" },
    });
    expect(await stateOf(ended)).toMatchObject({
      ethicsNeeded: true,
      obstacles: [{ code: "ethics_expired", params: { on: "2020-12-31" } }],
    });
    const { investigator, data_manager } = approved.people;
    expect(await codeOf(approve(approved, investigator, { publishedSeed: seeds[0] }))).toBe("invalid_input");
    expect(await codeOf(approve(approved, investigator))).toBe("findings_open");
    await real.sign(investigator, approved.key);
    await approve(approved, investigator);
    expect(await approve(approved, data_manager)).toMatchObject({ value: { status: "live" } });
  });
});
