import { randomUUID } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import { lastMeasuredVisit } from "@kendali/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildStudyData } from "../../study-data.ts";
import { referenceProtocol, refusalOf, World, type StudyWorld } from "../../testing/study-world.ts";
import { listAudit } from "../audit/list-audit.ts";
import { recordEnd } from "../participant/record-end.ts";
import { lockStudy, unblindStudy } from "../study/close-study.ts";
import { getGuess, recordGuess } from "./record-guess.ts";

let database: TestDatabase;
let world: World;
let study: StudyWorld;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await World.open(database);
  study = await world.study({ key: "guesses", protocol: referenceProtocol("oxytocin-rct") });
});
afterAll(() => database.drop());

const said = (participant: string, changed: object = {}) => ({
  commandId: randomUUID(),
  study: study.key,
  participant,
  guess: "intervention" as const,
  certainty: "somewhat" as const,
  ...changed,
});
const guess = (participant: string, changed: object = {}, by = study.people.assessor) =>
  world.run(by, recordGuess, said(participant, changed));
const stateOf = (participant: string, by = study.people.assessor) =>
  world.must(by, getGuess, { study: study.key, participant });

/** Allocated and withdrawn, so that the question is due. */
async function left(): Promise<string> {
  const { participant } = await study.allocated();
  await world.must(study.people.coordinator, recordEnd, {
    commandId: randomUUID(),
    study: study.key,
    participant,
    kind: "withdrawal",
    on: study.today,
    reason: "moved",
  });
  return participant;
}

test("is asked after the last measurement, answered once, and never changed", async () => {
  const { participant } = await study.allocated();
  expect(await stateOf(participant)).toMatchObject({ state: "later", refusal: { code: "guess_not_due" }, mine: null });
  expect(refusalOf(await guess(participant)).code).toBe("guess_not_due");
  const last = lastMeasuredVisit(study.protocol);
  study.nextDay((last?.day ?? 1) - 1);
  for (const { form } of last?.forms ?? []) await study.save(participant, last?.key ?? "", form);
  expect(await stateOf(participant)).toMatchObject({ state: "due", refusal: null });
  const input = said(participant, { reason: "She spoke of it." });
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => world.must(study.people.assessor, recordGuess, input)),
  );
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(JSON.stringify(answers)).not.toContain("intervention");
  expect(refusalOf(await guess(participant, { guess: "control" })).code).toBe("guess_recorded");
  expect(await stateOf(participant)).toMatchObject({
    state: "recorded",
    mine: { guess: "intervention", certainty: "somewhat", reason: "She spoke of it.", on: study.today },
  });
});

test("of two assessors at once one is kept, and the other is not told what it says", async () => {
  const participant = await left();
  const second = await world.account("second-assessor");
  await world.grant(second, study.key, "assessor", null);
  const results = await Promise.all([
    guess(participant, { guess: "control" }),
    guess(participant, { guess: "control" }, second),
  ]);
  expect(results.filter((result) => result.ok)).toHaveLength(1);
  const states = await Promise.all([stateOf(participant), stateOf(participant, second)]);
  expect(states.map(({ state }) => state)).toEqual(["recorded", "recorded"]);
  expect(states.filter(({ mine }) => mine !== null)).toHaveLength(1);
});

test("has a certainty exactly when it is a guess, and is nobody else's to give", async () => {
  const participant = await left();
  expect(refusalOf(await guess(participant, { certainty: null })).code).toBe("invalid_input");
  expect(refusalOf(await guess(participant, { guess: "unknown" })).code).toBe("invalid_input");
  expect(refusalOf(await guess(participant, {}, study.people.coordinator)).code).toBe("not_allowed");
  expect((await guess(participant, { guess: "unknown", certainty: null })).ok).toBe(true);
  expect(refusalOf(await guess("MLT-998-0")).code).toBe("not_found");
  expect(refusalOf(await guess(await study.enrol())).code).toBe("not_allocated");
});

test("what is believed stands in no event, and in no dataset before unblinding", async () => {
  const participant = await left();
  await world.must(study.people.assessor, recordGuess, said(participant, { reason: "canary-belief" }));
  const { events } = await world.must(study.people.data_manager, listAudit, { study: study.key, chain: participant });
  expect(events.find((event) => event.action === "guess.record")?.data).toEqual({ guessedOn: study.today });
  expect(JSON.stringify(events)).not.toContain("canary-belief");
  const before = await data(null);
  expect(before.guesses).toBeUndefined();
  const command = { study: study.key, reason: "the end" };
  await world.must(study.people.data_manager, lockStudy, { commandId: randomUUID(), ...command });
  expect(refusalOf(await guess(await lastEnrolled())).code).toBe("study_locked");
  await world.must(study.people.investigator, unblindStudy, { commandId: randomUUID(), ...command });
  expect(refusalOf(await guess(await lastEnrolled())).code).toBe("study_locked");
  expect((await stateOf(await lastEnrolled())).state).toBe("none");
  const after = await data(world.instant);
  expect(after.guesses?.map((one) => one.participant)).toContain(participant);
  await expect(
    database.client.begin(async (tx) => {
      await tx`SET LOCAL ROLE NONE`;
      return tx`DELETE FROM arm_guess`;
    }),
  ).rejects.toThrow("rows are never changed");
});

async function lastEnrolled(): Promise<string> {
  const [row] = await database.client`
    SELECT p.number FROM participant p LEFT JOIN arm_guess g ON g.study_id = p.study_id AND g.participant = p.number
    WHERE g.participant IS NULL ORDER BY p.number DESC LIMIT 1`;
  return String(row?.["number"]);
}

async function data(unblindedAt: string | null) {
  const [row] = await database.client`SELECT id FROM study WHERE key = ${study.key}`;
  const scope = { id: String(row?.["id"]), kind: "simulated" as const, protocol: study.protocol, unblindedAt };
  return buildStudyData(world.server.db, scope, { withArm: true });
}
