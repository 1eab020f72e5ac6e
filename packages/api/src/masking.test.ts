import { randomUUID } from "node:crypto";
import { updateAccount } from "@kendali/db";
import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import type { Protocol } from "@kendali/domain";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hashPassword } from "./auth/passwords.ts";
import { RefusalError } from "./trpc.ts";
import { referenceProtocol, refusalOf, World, type StudyRole, type StudyWorld } from "./testing/study-world.ts";
import { getEntry } from "./use-cases/entry/get-entry.ts";
import { saveEntry } from "./use-cases/entry/save-entry.ts";
import { unmaskParticipant } from "./use-cases/masking/unmask.ts";
import { recordEnd } from "./use-cases/participant/record-end.ts";
import { freezeSnapshot } from "./use-cases/snapshot/freeze-snapshot.ts";
import { downloadSnapshot } from "./use-cases/snapshot/download-snapshot.ts";
import { lockStudy, unblindStudy } from "./use-cases/study/close-study.ts";
import { recordMissed } from "./use-cases/visit/record-missed.ts";

/** Words that occur nowhere but in the arms: whoever receives one has been told. */
const canaries = { treated: "quokkaarm", control: "wombatarm" };
const canary = /quokkaarm|wombatarm/i;
/** What exists only for the treated arm. */
const treatedOnly = /session_\d|massage_session|care_received|intervention_session/;
const password = "asked again before an arm is shown";
const masked = ["investigator", "assessor", "data_manager", "statistician"] as const;

let database: TestDatabase;
let world: World;
let study: StudyWorld;
const byArm: Record<string, string> = {};

function canaryProtocol(): Protocol {
  const text = JSON.stringify(referenceProtocol("oxytocin-rct"));
  const protocol = JSON.parse(
    text.replaceAll("oxytocin_massage", canaries.treated).replaceAll("usual_care", canaries.control),
  ) as Protocol;
  const renamed = (label: string) => ({ id: `Kelompok ${label}`, en: `Group ${label}` });
  return { ...protocol, arms: protocol.arms.map((arm) => ({ ...arm, label: renamed(arm.key) })) };
}

beforeAll(async () => {
  database = await createTestDatabase();
  world = await World.open(database);
  study = await world.study({ key: "canary-trial", protocol: canaryProtocol() });
  const participants: string[] = [];
  while (Object.keys(byArm).length < 2 || participants.length < 4) {
    const { participant, arm } = await study.allocated();
    participants.push(participant);
    byArm[arm] ??= participant;
  }
  const treated = byArm[canaries.treated] ?? "";
  await study.save(treated, "session_1", "massage_session");
  study.nextDay();
  const missed = { study: study.key, participant: treated, visit: "session_2", on: study.today, reason: "ill" };
  await world.must(study.people.provider, recordMissed, { commandId: randomUUID(), ...missed });
  const ended = {
    study: study.key,
    participant: treated,
    kind: "discontinuation",
    on: study.today,
    reason: "no wish",
  } as const;
  await world.must(study.people.coordinator, recordEnd, { commandId: randomUUID(), ...ended });
  study.nextDay(6);
  for (const participant of participants) await study.visit(participant, "day_8");
  await updateAccount(database.drizzle, study.people.investigator, { passwordHash: await hashPassword(password) });
  for (const participant of Object.values(byArm))
    await world.must(study.people.investigator, unmaskParticipant, {
      commandId: randomUUID(),
      study: study.key,
      participant,
      password,
      category: "medical_emergency",
      reason: "asked by the ward at night",
    });
});
afterAll(() => database.drop());

type Caller = Awaited<ReturnType<World["caller"]>>;

/** Every answer a role can get about the study, refusals included, as the bytes of their JSON. */
async function everyAnswer(role: StudyRole): Promise<Map<string, string>> {
  const caller: Caller = await world.caller(study.people[role]);
  const answers = new Map<string, string>();
  const record = async (name: string, call: () => Promise<unknown>): Promise<void> => {
    try {
      answers.set(name, JSON.stringify(await call()) ?? "");
    } catch (error) {
      const refusal = error instanceof Error && error.cause instanceof RefusalError ? error.cause.refusal : null;
      if (refusal === null) throw error;
      answers.set(name, JSON.stringify(refusal));
    }
  };
  const base = { study: study.key };
  await record("session.me", () => caller.session.me());
  await record("study.get", () => caller.study.get(base));
  await record("study.overview", () => caller.study.overview(base));
  await record("participant.list", () => caller.participant.list(base));
  await record("today.list", () => caller.today.list(base));
  await record("screening.list", () => caller.screening.list(base));
  await record("audit.list", () => caller.audit.list(base));
  await record("snapshot.list", () => caller.snapshot.list(base));
  await record("masking.list", () => caller.masking.list(base));
  await record("masking.unmaskings", () => caller.masking.unmaskings(base));
  await record("notice.list", () => caller.notice.list(base));
  for (const [arm, participant] of Object.entries(byArm)) {
    const who = { ...base, participant };
    await record(`participant.get ${arm}`, () => caller.participant.get(who));
    await record(`participant.identity ${arm}`, () => caller.participant.identity(who));
    await record(`allocation.get ${arm}`, () => caller.allocation.get(who));
    await record(`audit.list ${arm}`, () => caller.audit.list({ ...base, chain: participant }));
    for (const visit of study.protocol.visits)
      for (const { form } of visit.forms)
        await record(`entry.get ${arm} ${visit.key} ${form}`, () =>
          caller.entry.get({ ...who, visit: visit.key, form }),
        );
  }
  return answers;
}

describe.each(masked)("the %s of a trial in progress", (role) => {
  test("receives no arm in any answer", async () => {
    const told = [...(await everyAnswer(role))].filter(([, answer]) => canary.test(answer)).map(([name]) => name);
    // The name of the question holds the arm's key; the answer must not.
    expect(told).toEqual([]);
  });

  test("receives nothing that only the treated have", async () => {
    const answers = [...(await everyAnswer(role))].filter(([name]) => !name.startsWith("entry.get"));
    expect(answers.filter(([, answer]) => treatedOnly.test(answer)).map(([name]) => name)).toEqual([]);
  });

  test("is told of a session what is told of a visit that does not exist", async () => {
    const participant = byArm[canaries.treated] ?? "";
    const ask = (visit: string, form: string) =>
      world.run(study.people[role], getEntry, { study: study.key, participant, visit, form });
    expect(await ask("session_1", "massage_session")).toEqual(await ask("session_99", "massage_session"));
    expect(await ask("session_1", "massage_session")).toEqual(await ask("session_1", "no_such_form"));
  });
});

test("an assessor who names a session in a save learns nothing, for either arm", async () => {
  const answers = [];
  for (const participant of Object.values(byArm)) {
    const input = {
      ...study.saveInput(participant, "day_8", "milk_volume"),
      visit: "session_1",
      form: "massage_session",
    };
    answers.push(refusalOf(await world.run(study.people.assessor, saveEntry, input)));
  }
  expect(answers[0]).toEqual(answers[1]);
  expect(answers[0]?.code).toBe("visit_not_in_schedule");
});

test("a masked investigator who records an end cannot sound out sessions by its date", async () => {
  const participant = byArm[canaries.treated] ?? "";
  const input = {
    commandId: randomUUID(),
    study: study.key,
    participant,
    kind: "withdrawal",
    on: "2026-03-02",
    reason: "moved",
  } as const;
  const refusal = refusalOf(await world.run(study.people.investigator, recordEnd, input));
  expect(JSON.stringify(refusal)).not.toMatch(treatedOnly);
});

test("a masked investigator who records a discontinuation is not told that there is one already", async () => {
  const answers: unknown[] = [];
  for (const participant of [byArm[canaries.treated] ?? "", byArm[canaries.control] ?? ""]) {
    const input = { study: study.key, participant, kind: "discontinuation", reason: "no wish" } as const;
    const ask = (on: string) =>
      world.run(study.people.investigator, recordEnd, { commandId: randomUUID(), ...input, on });
    answers.push(
      JSON.stringify([await ask("2031-01-01"), await ask("1999-01-01"), await ask(study.today)]).replaceAll(
        participant,
        "",
      ),
    );
  }
  expect(answers[0]).toBe(answers[1]);
  const kept = await database.client`SELECT happened_on::text AS day, recorded_by FROM participant_event
    WHERE participant = ${byArm[canaries.treated] ?? ""} AND kind = 'discontinuation'`;
  expect(kept.map(({ recorded_by }) => String(recorded_by))).toEqual([study.people.coordinator]);
});

test("nobody who knows an arm writes it where masked colleagues read", async () => {
  const { participant } = await study.allocated();
  const about = { study: study.key, participant, on: study.today };
  const naming = "Ibu minta pindah dari Kelompok QUOKKAARM";
  const end = (told: { kind: "withdrawal" | "discontinuation"; reason: string; note?: string }) =>
    world.run(study.people.coordinator, recordEnd, { commandId: randomUUID(), ...about, ...told });
  expect(refusalOf(await end({ kind: "withdrawal", reason: naming }))).toMatchObject({
    code: "text_names_arm",
    params: { field: "reason" },
  });
  expect(refusalOf(await end({ kind: "withdrawal", reason: "moved", note: naming })).params).toEqual({ field: "note" });
  const late = { ...study.saveInput(participant, "pretest", "confounders"), baseRevision: 1, changeReason: naming };
  expect(refusalOf(await world.run(study.people.coordinator, saveEntry, late)).code).toBe("entry_locked");
  expect((await end({ kind: "discontinuation", reason: naming })).ok).toBe(false);
  const waiting = await study.enrol();
  await study.save(waiting, "pretest", "confounders");
  const changed = { ...study.saveInput(waiting, "pretest", "confounders"), baseRevision: 1, changeReason: naming };
  expect(refusalOf(await world.run(study.people.coordinator, saveEntry, changed)).params).toEqual({
    field: "changeReason",
  });
  study.nextDay(8);
  const missed = { commandId: randomUUID(), ...about, on: study.today, visit: "day_8", reason: "moved", note: naming };
  expect(refusalOf(await world.run(study.people.coordinator, recordMissed, missed)).code).toBe("text_names_arm");
});

test("the provider sees the sessions of those who have them, and of the others nothing", async () => {
  const caller = await world.caller(study.people.provider);
  const treated = await caller.participant.get({ study: study.key, participant: byArm[canaries.treated] ?? "" });
  const control = await caller.participant.get({ study: study.key, participant: byArm[canaries.control] ?? "" });
  expect(treated.schedule.filter((visit) => visit.kind === "intervention_session")).toHaveLength(7);
  expect(control.schedule.filter((visit) => visit.kind === "intervention_session")).toHaveLength(0);
  expect(control.arm).toBe("hidden");
  await expect(caller.allocation.get({ study: study.key, participant: byArm[canaries.control] ?? "" })).rejects.toThrow(
    "arm_masked",
  );
});

test("the provider does not read the outcomes of a mother she treated", async () => {
  const participant = byArm[canaries.treated] ?? "";
  const asked = { study: study.key, participant, visit: "day_8", form: "milk_volume" };
  expect(refusalOf(await world.run(study.people.provider, getEntry, asked)).code).toBe("not_allowed");
});

test("nobody is told block sizes, nor any other setting of the scheme", async () => {
  for (const role of ["investigator", "coordinator", "provider", "assessor", "data_manager", "statistician"] as const) {
    const view = await (await world.caller(study.people[role])).study.get({ study: study.key });
    expect(Object.keys(view.protocol.allocation ?? {})).toEqual(["scheme", "ratio", "strata", "afterVisit"]);
  }
});

test("public rows of the database hold no arm, not even in receipts and events", async () => {
  const tables =
    await database.client`SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`;
  expect(tables.length).toBeGreaterThan(15);
  for (const { table_name: table } of tables) {
    // The protocol itself names its arms; that is no secret and is shown to nobody who is masked.
    if (table === "protocol_version") continue;
    const rows = await database.client.unsafe(`SELECT t::text AS row FROM public.${String(table)} t`);
    expect(
      rows.filter((row) => canary.test(String(row.row))),
      String(table),
    ).toEqual([]);
  }
});

test("the arm enters a snapshot only after lock and recorded unblinding", async () => {
  const freeze = (role: StudyRole, name: string, withArm: boolean) =>
    world.run(study.people[role], freezeSnapshot, {
      commandId: randomUUID(),
      study: study.key,
      name,
      reason: "test",
      withArm,
    });
  expect(refusalOf(await freeze("statistician", "early", true)).code).toBe("snapshot_masked");
  const pooled = await freeze("statistician", "pooled", false);
  if (!pooled.ok) throw new Error("not frozen");
  const caller = await world.caller(study.people.statistician);
  const results = await caller.analysis.run({ study: study.key, snapshot: pooled.value.id });
  expect(results.results.isMasked).toBe(true);
  expect(JSON.stringify(results)).not.toMatch(canary);
  const download = await world.must(study.people.statistician, downloadSnapshot, {
    study: study.key,
    snapshot: pooled.value.id,
  });
  expect(download.fileName).toMatch(/pooled/);
  const unblind = { study: study.key, reason: "the data are final" };
  expect(
    refusalOf(await world.run(study.people.investigator, unblindStudy, { commandId: randomUUID(), ...unblind })).code,
  ).toBe("study_not_locked");
  await world.must(study.people.data_manager, lockStudy, {
    commandId: randomUUID(),
    study: study.key,
    reason: "complete",
  });
  expect(refusalOf(await freeze("statistician", "locked", true)).code).toBe("snapshot_masked");
  await world.must(study.people.investigator, unblindStudy, { commandId: randomUUID(), ...unblind });
  const open = await freeze("statistician", "final", true);
  if (!open.ok) throw new Error("not frozen");
  const final = await caller.analysis.run({ study: study.key, snapshot: open.value.id });
  expect(final.results.isMasked).toBe(false);
  expect(JSON.stringify(final)).toMatch(canary);
});
