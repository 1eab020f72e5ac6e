import { randomUUID } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import { addDays } from "@kendali/domain";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { referenceProtocol, refusalOf, World, type StudyWorld } from "../../testing/study-world.ts";
import { listAudit } from "../audit/list-audit.ts";
import { recordConsent } from "../consent/record-consent.ts";
import { recordScreening } from "../screening/record-screening.ts";
import { delegate, endDelegation, listTeam, recordTraining } from "./team.ts";

let database: TestDatabase;
let world: World;
let study: StudyWorld;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await World.open(database);
  const protocol = referenceProtocol("oxytocin-rct");
  study = await world.study({
    key: "team",
    protocol: {
      ...protocol,
      roles: protocol.roles.map((line) =>
        line.role === "provider" ? { ...line, training: { id: "Pelatihan pijat", en: "Massage course" } } : line,
      ),
    },
  });
});
afterAll(() => database.drop());

const team = () => world.must(study.people.investigator, listTeam, { study: study.key });
const accountOf = (role: "provider" | "assessor") => study.people[role];
const give = (account: string, task: "sessions" | "outcomes", facts: object = {}) =>
  world.run(study.people.investigator, delegate, {
    commandId: randomUUID(),
    study: study.key,
    account,
    task,
    site: null,
    from: study.today,
    ...facts,
  });

describe("team", () => {
  test("lists who works as what, and what is missing in writing", async () => {
    const { members, gaps } = await team();
    const provider = members.find(({ account }) => account === accountOf("provider"));
    expect(provider?.roles.map(({ role }) => role)).toEqual(["provider"]);
    expect(gaps).toContainEqual({ code: "training_missing", role: "provider", account: accountOf("provider") });
    expect(gaps).toContainEqual({ code: "delegation_missing", role: "assessor", account: accountOf("assessor") });
    expect(gaps.some(({ code }) => code === "role_empty")).toBe(false);
  });

  test("training and delegation close the gaps; a command delivered again has one effect", async () => {
    const training = {
      commandId: randomUUID(),
      study: study.key,
      account: accountOf("provider"),
      role: "provider" as const,
      topic: "Pelatihan pijat",
      completedOn: study.today,
      evidence: "Sertifikat 12",
    };
    const first = await world.must(study.people.investigator, recordTraining, training);
    expect(await world.must(study.people.investigator, recordTraining, training)).toEqual(first);
    expect((await give(accountOf("provider"), "sessions")).ok).toBe(true);
    const { members, gaps } = await team();
    expect(gaps.filter((gap) => "account" in gap && gap.account === accountOf("provider"))).toEqual([]);
    expect(members.find(({ account }) => account === accountOf("provider"))?.training).toHaveLength(1);
  });

  test("refuses a task to who has no role for it, a second one, a future training and a stranger", async () => {
    expect(refusalOf(await give(accountOf("assessor"), "sessions")).code).toBe("delegation_role_missing");
    expect(refusalOf(await give(accountOf("provider"), "sessions")).code).toBe("delegation_exists");
    expect(refusalOf(await give(randomUUID(), "sessions")).code).toBe("not_found");
    const future = await world.run(study.people.investigator, recordTraining, {
      commandId: randomUUID(),
      study: study.key,
      account: accountOf("provider"),
      role: "provider",
      topic: "Pelatihan",
      completedOn: "2091-01-01",
      evidence: "–",
    });
    expect(refusalOf(future)).toMatchObject({ code: "date_in_future", params: { date: "2091-01-01" } });
  });

  test("names what somebody was trained in, and no participant", async () => {
    const number = await study.enrol();
    const trained = (text: { readonly topic?: string; readonly evidence?: string }) =>
      world.run(study.people.coordinator, recordTraining, {
        commandId: randomUUID(),
        study: study.key,
        account: accountOf("assessor"),
        role: "assessor",
        topic: "Pijat oksitosin",
        completedOn: study.today,
        evidence: "Sertifikat pijat oksitosin 2026",
        ...text,
      });
    expect(await trained({})).toMatchObject({ ok: true });
    for (const field of ["topic", "evidence"] as const)
      expect(refusalOf(await trained({ [field]: `pijat oksitosin untuk ${number.toLowerCase()}` }))).toEqual({
        code: "text_names_participant",
        params: { field },
      });
    const { coordinator } = study.people;
    const declined = { declined: true as const, reason: `Seperti ${number}: dipijat` };
    const screening = await world.run(coordinator, recordScreening, {
      commandId: randomUUID(),
      study: study.key,
      site: study.site,
      answers: study.eligibleAnswers(),
      decision: declined,
    });
    expect(refusalOf(screening).code).toBe("text_names_participant");
    const consented = await world.run(coordinator, recordConsent, {
      commandId: randomUUID(),
      study: study.key,
      screening: await study.screen(),
      version: study.protocol.consent.version,
      language: "id",
      decision: "declined",
      purposes: [],
      signedOn: study.today,
      reason: declined.reason,
    });
    expect(refusalOf(consented).code).toBe("text_names_participant");
  });

  test("refuses a task at a site where she has no role for it", async () => {
    const elsewhere = referenceProtocol("oxytocin-rct").sites.find(({ key }) => key !== study.site)?.key ?? "";
    expect(refusalOf(await give(accountOf("assessor"), "outcomes", { site: elsewhere })).code).toBe(
      "delegation_role_missing",
    );
  });

  test("of two delegations of one task at once one is made", async () => {
    const both = await Promise.all([give(accountOf("assessor"), "outcomes"), give(accountOf("assessor"), "outcomes")]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test("ends once, with a reason; the log keeps it and the trail says it", async () => {
    const { members } = await team();
    const [held] = members.find(({ account }) => account === accountOf("assessor"))?.delegations ?? [];
    const end = () =>
      world.run(study.people.investigator, endDelegation, {
        commandId: randomUUID(),
        study: study.key,
        delegation: held?.id ?? "",
        on: study.today,
        reason: "Pindah tugas",
      });
    expect((await end()).ok).toBe(true);
    expect(refusalOf(await end()).code).toBe("delegation_ended");
    const after = (await team()).members.find(({ account }) => account === accountOf("assessor"))?.delegations[0];
    expect(after?.end).toEqual({ on: study.today, reason: "Pindah tugas" });
    const { events } = await world.must(study.people.investigator, listAudit, { study: study.key });
    expect(events.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["team.recordTraining", "team.delegate", "team.endDelegation"]),
    );
  });

  test("takes no year that nobody means, no delegation of before today and none that begins in the far future", async () => {
    const train = (completedOn: string, facts: object = {}) =>
      world.run(study.people.investigator, recordTraining, {
        commandId: randomUUID(),
        study: study.key,
        account: accountOf("assessor"),
        role: "assessor",
        topic: "Pelatihan",
        completedOn,
        evidence: "Sertifikat",
        ...facts,
      });
    for (const year of ["0001", "0202", "9999"])
      expect(refusalOf(await train(`${year}-01-01`))).toMatchObject({ code: "invalid_input" });
    expect(refusalOf(await train("1949-12-31")).code).toBe("training_too_early");
    for (const topic of ["\u200b", "\u202e \u2060", "\u3164"])
      expect(refusalOf(await train(study.today, { topic })).code).toBe("invalid_input");
    const [first, last] = [study.today, addDays(study.today, 366)];
    for (const from of [addDays(first, -1), addDays(last, 1)])
      expect(refusalOf(await give(accountOf("assessor"), "outcomes", { from }))).toEqual({
        code: "delegation_not_from_today",
        params: { field: "from", first, last },
      });
    expect((await give(accountOf("assessor"), "outcomes", { from: addDays(first, 1) })).ok).toBe(true);
  });
});
