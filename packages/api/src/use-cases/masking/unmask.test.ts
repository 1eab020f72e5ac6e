import { randomUUID } from "node:crypto";
import { updateAccount } from "@kendali/db";
import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { hashPassword } from "../../auth/passwords.ts";
import { referenceProtocol, refusalOf, World, type StudyWorld } from "../../testing/study-world.ts";
import { grantRole } from "../account/account-use-cases.ts";
import { getAllocation } from "../allocation/get-allocation.ts";
import { listAudit } from "../audit/list-audit.ts";
import { saveEntry } from "../entry/save-entry.ts";
import { listNotices } from "../notice/notices.ts";
import { getParticipant } from "../participant/read-participants.ts";
import { listUnmaskings } from "./list-unmaskings.ts";
import { unmaskParticipant } from "./unmask.ts";

const password = "a midwife calls at night";
const key = "unmask-trial";
const byArm: Record<string, string> = {};

let database: TestDatabase;
let world: World;
let study: StudyWorld;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await World.open(database);
  const document = JSON.stringify(referenceProtocol("oxytocin-rct"))
    .replaceAll("oxytocin_massage", "quokkaarm")
    .replaceAll("usual_care", "wombatarm");
  study = await world.study({ key, protocol: JSON.parse(document) });
  const passwordHash = await hashPassword(password);
  for (const role of ["investigator", "coordinator", "data_manager"] as const)
    await updateAccount(database.drizzle, study.people[role], { passwordHash });
  while (Object.keys(byArm).length < 2) {
    const { participant, arm } = await study.allocated();
    byArm[arm] ??= participant;
  }
});
afterAll(() => database.drop());
/** A failed try of one test is no failed try of the next. */
beforeEach(() => database.client`DELETE FROM sign_in_attempt`);

type Changes = Partial<Parameters<typeof inputFor>[1]>;
const inputFor = (participant: string, changes: { commandId?: string; password?: string; reason?: string } = {}) => ({
  commandId: randomUUID(),
  study: key,
  participant,
  password,
  category: "medical_emergency" as const,
  reason: "convulsions four hours after the visit",
  ...changes,
});
const unmask = (participant: string, changes: Changes = {}, account = study.people.investigator) =>
  world.run(account, unmaskParticipant, inputFor(participant, changes));
const unmaskings = () => world.must(study.people.data_manager, listUnmaskings, { study: key });
const publicText = async (needle: string): Promise<string[]> => {
  const tables =
    await database.client`SELECT table_schema AS s, table_name AS t FROM information_schema.tables WHERE table_schema IN ('public', 'identity') AND table_type = 'BASE TABLE' AND table_name <> 'protocol_version'`;
  const found: string[] = [];
  for (const { s, t } of tables) {
    if (s === "identity") continue;
    const rows = await database.client.unsafe(`SELECT 1 FROM "${String(t)}" x WHERE strpos(x::text, $1) > 0`, [needle]);
    if (rows.length > 0) found.push(String(t));
  }
  return found;
};

describe("unmasking one participant", () => {
  test("shows each arm once to who gave the password again, and nothing stored holds the arm or the password", async () => {
    const { investigator } = study.people;
    for (const [arm, participant] of Object.entries(byArm)) {
      const input = inputFor(participant);
      const shown = await world.must(investigator, unmaskParticipant, input);
      expect(shown).toEqual({ participant, unmaskedAt: world.instant, arm: { key: arm, label: expect.anything() } });
      const again = refusalOf(await world.run(investigator, unmaskParticipant, input));
      expect(again).toEqual({ code: "unmasking_shown_already", params: { participant } });
      const other = refusalOf(await world.run(investigator, unmaskParticipant, { ...input, reason: "something else" }));
      expect(other.code).toBe("command_id_reused");
      // Neither the page nor the allocation shows it afterwards.
      expect((await world.must(investigator, getParticipant, { study: key, participant })).arm).toBe("hidden");
      expect(refusalOf(await world.run(investigator, getAllocation, { study: key, participant })).code).toBe(
        "not_allowed",
      );
    }
    for (const secret of ["quokkaarm", "wombatarm", password]) expect(await publicText(secret)).toEqual([]);
    const { unmaskings: acts, participants } = await unmaskings();
    expect([acts.length, participants]).toEqual([2, 2]);
    expect(acts[0]).toMatchObject({ by: investigator, category: "medical_emergency" });
    expect(JSON.stringify(acts)).not.toMatch(/quokkaarm|wombatarm/);
  });

  test("is a new, counted act when it is asked anew", async () => {
    const participant = byArm["quokkaarm"] ?? "";
    expect((await unmask(participant)).ok).toBe(true);
    const list = await unmaskings();
    expect([list.unmaskings.length, list.participants]).toEqual([3, 2]);
  });

  test("tells investigators and data managers, without the arm", async () => {
    const { notices } = await world.must(study.people.data_manager, listNotices, { study: key });
    expect(notices.map(({ kind, acknowledgedAt }) => [kind, acknowledgedAt])).toEqual(
      Array.from({ length: 3 }, () => ["participant_unmasked", null]),
    );
    expect(JSON.stringify(notices)).not.toMatch(/quokkaarm|wombatarm/);
    // Who did it knows it.
    const own = await world.must(study.people.investigator, listNotices, { study: key });
    expect(own.notices.every((notice) => notice.acknowledgedAt === notice.at)).toBe(true);
  });

  test("many deliveries of one command at once show the arm once", async () => {
    const before = (await unmaskings()).unmaskings.length;
    const input = inputFor(byArm["wombatarm"] ?? "");
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => world.run(study.people.investigator, unmaskParticipant, input)),
    );
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    for (const answer of answers.filter((one) => !one.ok))
      expect(refusalOf(answer).code).toBe("unmasking_shown_already");
    expect((await unmaskings()).unmaskings.length).toBe(before + 1);
  });
});

describe("unmasking is refused", () => {
  test("without the right password, which counts as a failed sign-in and stands in the trail", async () => {
    const before = (await unmaskings()).unmaskings.length;
    for (const participant of Object.values(byArm)) {
      const refusal = refusalOf(await unmask(participant, { password: "not this one at all" }));
      expect(refusal).toEqual({ code: "password_wrong", params: {} });
      const { events } = await world.must(study.people.data_manager, listAudit, { study: key, chain: participant });
      expect(events[0]).toMatchObject({ action: "masking.unmask", data: { refused: "password_wrong" } });
    }
    const participant = byArm["quokkaarm"] ?? "";
    for (let tries = 0; tries < 3; tries += 1) await unmask(participant, { password: "not this one at all" });
    // The right password does not help while the wait runs, and does when it is over.
    expect(refusalOf(await unmask(participant)).code).toBe("too_many_attempts");
    expect((await unmaskings()).unmaskings.length).toBe(before);
    expect(await publicText("not this one at all")).toEqual([]);
    world.instant = new Date(Date.parse(world.instant) + 3_600_000).toISOString();
    expect((await unmask(participant)).ok).toBe(true);
  });

  test("for who is not allocated, for who sees arms anyway, and for roles without a reason to", async () => {
    const waiting = await study.enrol();
    expect(refusalOf(await unmask(waiting)).code).toBe("not_allocated");
    const { coordinator, data_manager: manager, assessor, provider, statistician } = study.people;
    for (const participant of Object.values(byArm)) {
      expect(refusalOf(await unmask(participant, {}, coordinator))).toEqual({ code: "not_masked", params: {} });
      for (const account of [manager, assessor, provider, statistician])
        expect(refusalOf(await unmask(participant, {}, account)).code).toBe("not_allowed");
    }
    expect(refusalOf(await unmask("MLT-998-0")).code).toBe("not_found");
  });

  test("when its reason names an arm to those who read it", async () => {
    const before = (await unmaskings()).unmaskings.length;
    for (const participant of Object.values(byArm)) {
      const refused = await unmask(participant, { reason: "she is a quokkaarm, as shown before" });
      expect(refusalOf(refused)).toEqual({ code: "text_names_arm", params: { field: "reason" } });
    }
    expect((await unmaskings()).unmaskings.length).toBe(before);
  });

  test("without a reason that somebody else can judge", async () => {
    expect(refusalOf(await unmask(byArm["quokkaarm"] ?? "", { reason: "ill" })).code).toBe("invalid_input");
    expect(refusalOf(await unmask(byArm["quokkaarm"] ?? "", { reason: "              ill" })).code).toBe(
      "invalid_input",
    );
  });
});

describe("who unmasked a participant", () => {
  test("no longer measures her nor types her outcomes, while others do", async () => {
    const double = await world.study({
      key: "double-masked",
      protocol: { ...study.protocol, blinding: { ...study.protocol.blinding, levels: [] } },
    });
    const { coordinator, assessor } = double.people;
    await updateAccount(database.drizzle, coordinator, { passwordHash: await hashPassword(password) });
    const participants = [await double.allocated(), await double.allocated()].map((one) => one.participant);
    const input = { ...inputFor(participants[0] ?? ""), study: double.key };
    expect((await world.run(coordinator, unmaskParticipant, input)).ok).toBe(true);
    double.nextDay(8);
    const type = (participant: string, typist: string) =>
      world.run(typist, saveEntry, {
        ...double.saveInput(participant, "day_8", "milk_volume"),
        performedBy: assessor,
      });
    expect(refusalOf(await type(participants[0] ?? "", coordinator)).code).toBe("unmasked_cannot_assess");
    expect((await type(participants[0] ?? "", assessor)).ok).toBe(true);
    expect((await type(participants[1] ?? "", coordinator)).ok).toBe(true);
  });

  test("gets no further masked role in the study", async () => {
    const input = { commandId: randomUUID(), account: study.people.investigator, study: key, site: null };
    const refused = await world.run(world.administrator, grantRole, { ...input, role: "data_manager" });
    expect(refusalOf(refused).code).toBe("account_unmasked");
  });
});
