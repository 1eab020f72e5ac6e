import { randomUUID } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import type { BlindingLevel } from "@kendali/domain";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { referenceProtocol, refusalOf, World, type StudyRole, type StudyWorld } from "../../testing/study-world.ts";
import { grantRole, revokeRole } from "../account/account-use-cases.ts";
import { acknowledgeNotice, listNotices } from "../notice/notices.ts";
import { getParticipant } from "../participant/read-participants.ts";
import { sessionMe } from "../session/session-use-cases.ts";
import { getStudy } from "../study/get-study.ts";
import { decideMasking, requestMasking } from "./change-masking.ts";
import { listMasking } from "./list-masking.ts";

let database: TestDatabase;
let world: World;
let study: StudyWorld;
let secondManager: string;
const key = "mask-trial";

beforeAll(async () => {
  database = await createTestDatabase();
  world = await World.open(database);
  study = await world.study({ key, protocol: referenceProtocol("oxytocin-rct") });
  secondManager = await world.account("second-manager");
  await world.grant(secondManager, key, "data_manager", null);
});
afterAll(() => database.drop());

const list = (account = study.people.investigator) => world.must(account, listMasking, { study: key });
async function grantOf(account: string): Promise<string> {
  return (await list()).assignments.find((one) => one.account === account)?.grant ?? "";
}
const ask = async (requester: string, account: string, level: BlindingLevel) =>
  world.run(requester, requestMasking, {
    commandId: randomUUID(),
    study: key,
    grant: await grantOf(account),
    level,
    reason: "wrote the randomization page by mistake",
  });
const decide = (decider: string, request: string, decision: "approve" | "decline", reason?: string) =>
  world.run(decider, decideMasking, {
    commandId: randomUUID(),
    study: key,
    request,
    decision,
    ...(reason === undefined ? {} : { reason }),
  });
const sightOf = async (account: string) => (await world.must(account, getStudy, { study: key })).viewer;
const give = (account: string, role: StudyRole) =>
  world.run(world.administrator, grantRole, { commandId: randomUUID(), account, study: key, role, site: null });

describe("masking of an assignment", () => {
  test("changes by two persons, for the next request, and is told without an arm", async () => {
    const { statistician, investigator, data_manager: manager } = study.people;
    const { participant } = await study.allocated();
    const asked = await ask(investigator, statistician, "none");
    if (!asked.ok) throw new Error(JSON.stringify(asked.refusal));
    expect((await sightOf(statistician)).isMasked).toBe(true);
    expect(refusalOf(await ask(manager, statistician, "own_act")).code).toBe("masking_request_open");
    expect(refusalOf(await decide(investigator, asked.value.request, "approve")).code).toBe("second_person_needed");
    expect(refusalOf(await decide(study.people.coordinator, asked.value.request, "approve")).code).toBe("not_allowed");
    expect((await sightOf(statistician)).isMasked).toBe(true);

    const both = await Promise.all([
      decide(manager, asked.value.request, "approve"),
      decide(secondManager, asked.value.request, "approve"),
    ]);
    expect(both.filter((answer) => answer.ok)).toHaveLength(1);
    expect(both.filter((answer) => !answer.ok).map((answer) => refusalOf(answer).code)).toEqual([
      "masking_request_decided",
    ]);
    expect(await sightOf(statistician)).toMatchObject({ isMasked: false, canSeeArm: true, blinding: "none" });
    const me = await world.must(statistician, sessionMe, undefined);
    expect(me.studies.map((one) => one.blinding)).toEqual(["none"]);
    // The investigator who asked stays masked.
    expect((await world.must(investigator, getParticipant, { study: key, participant })).arm).toBe("hidden");

    const { notices } = await world.must(investigator, listNotices, { study: key });
    expect(notices.map(({ kind, acknowledgedAt }) => [kind, acknowledgedAt])).toEqual([["masking_changed", null]]);
    const notice = notices[0]?.id ?? "";
    const acknowledge = { commandId: randomUUID(), study: key, notice };
    const first = await world.must(investigator, acknowledgeNotice, acknowledge);
    expect(await world.must(investigator, acknowledgeNotice, acknowledge)).toEqual(first);
    const after = await world.must(investigator, listNotices, { study: key });
    expect(after.notices.map((one) => one.acknowledgedAt)).toEqual([first.acknowledgedAt]);
    const unknown = { commandId: randomUUID(), study: key, notice: randomUUID() };
    expect(refusalOf(await world.run(investigator, acknowledgeNotice, unknown)).code).toBe("not_found");
  });

  test("never goes back, not by asking and not in the database", async () => {
    const { statistician, investigator } = study.people;
    for (const level of ["blind", "own_act", "none"] as const)
      expect(refusalOf(await ask(investigator, statistician, level)).code).toBe("masking_one_way");
    const grant = await grantOf(statistician);
    await expect(
      database.client.unsafe(`UPDATE role_assignment SET blinding = 'blind' WHERE id = '${grant}'`),
    ).rejects.toThrow("one way");
    for (const table of ["masking_request", "masking_decision", "notice", "notice_acknowledgement"]) {
      await expect(database.client.unsafe(`DELETE FROM ${table}`)).rejects.toThrow("permission denied");
      await expect(database.client.unsafe(`UPDATE ${table} SET study_id = study_id`)).rejects.toThrow(
        "permission denied",
      );
    }
  });

  test("is neither asked for nor decided by the person it is about", async () => {
    const { investigator, data_manager: manager } = study.people;
    expect(refusalOf(await ask(manager, manager, "none")).code).toBe("masking_own_assignment");
    const asked = await ask(investigator, manager, "none");
    if (!asked.ok) throw new Error("not asked");
    expect(refusalOf(await decide(manager, asked.value.request, "approve")).code).toBe("masking_own_assignment");
    expect((await decide(secondManager, asked.value.request, "decline", "not needed")).ok).toBe(true);
    expect((await sightOf(manager)).isMasked).toBe(true);
    const about = (await list()).requests.find((request) => request.account === manager);
    expect(about?.decision).toMatchObject({ decision: "decline", reason: "not needed", by: secondManager });
  });

  test("gives no reason that names an arm", async () => {
    const { investigator, assessor } = study.people;
    const grant = await grantOf(assessor);
    const input = { commandId: randomUUID(), study: key, grant, level: "none", reason: "saw Usual Care" } as const;
    expect(refusalOf(await world.run(investigator, requestMasking, input)).code).toBe("text_names_arm");
    const asked = await ask(investigator, assessor, "none");
    if (!asked.ok) throw new Error("not asked");
    expect(refusalOf(await decide(secondManager, asked.value.request, "decline", "usual_care")).code).toBe(
      "text_names_arm",
    );
    expect((await decide(secondManager, asked.value.request, "decline")).ok).toBe(true);
  });

  test("whose role ended can only be declined", async () => {
    const person = await world.account("leaving-statistician");
    await world.grant(person, key, "statistician", null);
    const grant = await grantOf(person);
    const asked = await ask(study.people.investigator, person, "none");
    if (!asked.ok) throw new Error("not asked");
    await world.must(world.administrator, revokeRole, { commandId: randomUUID(), study: key, grant });
    expect(refusalOf(await decide(secondManager, asked.value.request, "approve")).code).toBe(
      "masking_assignment_ended",
    );
    expect((await decide(secondManager, asked.value.request, "decline")).ok).toBe(true);
  });

  test("of another study, or of no study, is not found", async () => {
    const other = await world.study({ key: "mask-other", protocol: referenceProtocol("oxytocin-rct") });
    const asked = await ask(study.people.investigator, study.people.assessor, "none");
    if (!asked.ok) throw new Error("not asked");
    const foreign = { commandId: randomUUID(), study: other.key, request: asked.value.request, decision: "approve" };
    expect(
      refusalOf(await world.run(other.people.data_manager, decideMasking, { ...foreign, decision: "approve" })).code,
    ).toBe("not_found");
    expect((await decide(secondManager, asked.value.request, "decline")).ok).toBe(true);
  });

  test("is no matter where there is one group", async () => {
    const single = await world.study({ key: "mask-single", protocol: referenceProtocol("oxytocin-pretest-posttest") });
    const page = await world.must(single.people.investigator, listMasking, { study: single.key });
    expect(page.isMasked).toBe(false);
    expect(page.assignments.flatMap((one) => one.mayRequest)).toEqual([]);
    const grant = page.assignments.find((one) => one.role === "assessor")?.grant ?? "";
    const input = { commandId: randomUUID(), study: single.key, grant, level: "none", reason: "x" } as const;
    expect(refusalOf(await world.run(single.people.investigator, requestMasking, input)).code).toBe(
      "allocation_not_in_design",
    );
  });
});

describe("who has known arms", () => {
  test("stays unmasked in the study, whatever roles come and go", async () => {
    const person = await world.account("was-coordinator");
    await world.grant(person, key, "coordinator", null);
    await world.must(world.administrator, revokeRole, {
      commandId: randomUUID(),
      study: key,
      grant: await grantOf(person),
    });
    expect(refusalOf(await give(person, "data_manager")).code).toBe("account_unmasked");
    expect((await give(person, "provider")).ok).toBe(true);
    // The provider's own level is `own_act`, but what the coordinator saw she still knows.
    expect((await sightOf(person)).canSeeArm).toBe(true);
  });

  test("whose level was changed does not get it back by losing the role and being given it again", async () => {
    const { statistician } = study.people;
    const grant = await grantOf(statistician);
    await world.must(world.administrator, revokeRole, { commandId: randomUUID(), study: key, grant });
    expect(refusalOf(await give(statistician, "statistician")).code).toBe("account_unmasked");
  });

  test("and who is masked is not unmasked by ending the masked role first", async () => {
    const person = await world.account("was-manager");
    await world.grant(person, key, "data_manager", null);
    const ended = { study: key, grant: await grantOf(person) };
    await world.must(world.administrator, revokeRole, { commandId: randomUUID(), ...ended });
    expect(refusalOf(await give(person, "coordinator")).code).toBe("account_masked");
    expect((await give(person, "statistician")).ok).toBe(true);
  });

  test("and who is masked is not unmasked in passing by a role that shows arms", async () => {
    const { data_manager: manager } = study.people;
    expect(refusalOf(await give(manager, "coordinator")).code).toBe("account_masked");
    expect((await give(manager, "statistician")).ok).toBe(true);
    expect((await sightOf(manager)).isMasked).toBe(true);
  });
});

test("two roles given at once are given one after the other: what may not be held together is not", async () => {
  const account = await world.account("given-twice");
  const given = await Promise.all(
    (["assessor", "provider", "coordinator", "assessor"] as const).map((role) => give(account, role)),
  );
  const granted = given.filter((answer) => answer.ok);
  expect(granted.length).toBeGreaterThanOrEqual(1);
  const roles = (await list()).assignments.filter((one) => one.account === account).map(({ role }) => role);
  expect(roles.length).toBe(granted.length);
  expect(roles.includes("assessor") && roles.length > 1).toBe(false);
});
