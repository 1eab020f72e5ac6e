import { randomUUID } from "node:crypto";
import { verifyAudit } from "@kendali/db";
import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { perform } from "../../perform.ts";
import { referenceProtocol, refusalOf, World, type StudyWorld } from "../../testing/study-world.ts";
import { lockVisit } from "../visit/lock-visit.ts";
import { recordEnd } from "../participant/record-end.ts";
import { recordMissed } from "../visit/record-missed.ts";
import { getEntry } from "./get-entry.ts";
import { saveEntry } from "./save-entry.ts";

let database: TestDatabase;
let world: World;
let study: StudyWorld;
let participant: string;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await World.open(database);
  study = await world.study({ key: "pilot", protocol: referenceProtocol("oxytocin-pretest-posttest") });
});
beforeEach(async () => {
  participant = await study.enrol();
});
afterAll(() => database.drop());

const rowsOf = async (number: string) =>
  Number((await database.client`SELECT count(*) AS n FROM form_entry WHERE participant = ${number}`)[0]?.n);
const eventsOf = async (number: string) =>
  Number(
    (await database.client`SELECT count(*) AS n FROM audit_event WHERE chain = ${number} AND action = 'entry.save'`)[0]
      ?.n,
  );

describe("a command delivered more than once", () => {
  test("has one effect and the same answer, two hundred times", async () => {
    const input = study.saveInput(participant, "pretest", "characteristics");
    const first = await world.must(study.people.coordinator, saveEntry, input);
    for (let round = 0; round < 200; round += 1) {
      world.instant = new Date(Date.parse(world.instant) + 1000).toISOString();
      expect(await world.must(study.people.coordinator, saveEntry, input)).toEqual(first);
    }
    expect([await rowsOf(participant), await eventsOf(participant)]).toEqual([1, 1]);
  });

  test("from sixteen connections at once, has one effect and sixteen equal answers", async () => {
    const input = study.saveInput(participant, "pretest", "characteristics");
    const answers = await Promise.all(
      Array.from({ length: 16 }, () => world.must(study.people.coordinator, saveEntry, input)),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect([await rowsOf(participant), await eventsOf(participant)]).toEqual([1, 1]);
  });

  test("with other content is refused and changes nothing", async () => {
    const input = study.saveInput(participant, "pretest", "characteristics");
    await world.must(study.people.coordinator, saveEntry, input);
    const other = { ...input, values: { ...input.values, age_years: 30 } };
    expect(refusalOf(await world.run(study.people.coordinator, saveEntry, other)).code).toBe("command_id_reused");
  });

  test("is still answered after the visit was locked", async () => {
    const inputs = [];
    for (const { form } of study.protocol.visits[0]?.forms ?? []) {
      const input = study.saveInput(participant, "pretest", form);
      inputs.push({ by: study.filler(form), input, answer: await world.must(study.filler(form), saveEntry, input) });
    }
    await world.must(study.people.coordinator, lockVisit, {
      commandId: randomUUID(),
      study: "pilot",
      participant,
      visit: "pretest",
    });
    for (const { by, input, answer } of inputs) expect(await world.must(by, saveEntry, input)).toEqual(answer);
    const change = {
      ...study.saveInput(participant, "pretest", "characteristics"),
      baseRevision: 2,
      changeReason: "typing error",
    };
    expect(refusalOf(await world.run(study.people.coordinator, saveEntry, change)).code).toBe("entry_locked");
  });
});

describe("two people at one form", () => {
  test("the second, on the old revision, is told the new one and overwrites nothing", async () => {
    await study.save(participant, "pretest", "characteristics");
    const change = (age: number, baseRevision: number) => ({
      ...study.saveInput(participant, "pretest", "characteristics", { age_years: age }),
      baseRevision,
      changeReason: "asked again",
    });
    const results = await Promise.all(
      [change(31, 1), change(32, 1)].map((input) => world.run(study.people.coordinator, saveEntry, input)),
    );
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(results.flatMap((result) => (result.ok ? [] : [result.refusal.code]))).toEqual(["revision_conflict"]);
    expect(refusalOf(await world.run(study.people.coordinator, saveEntry, change(33, 0)))).toMatchObject({
      code: "revision_conflict",
      params: { revision: 2 },
    });
  });

  test("a change needs a reason and keeps what was before in the trail", async () => {
    await study.save(participant, "pretest", "characteristics");
    const input = { ...study.saveInput(participant, "pretest", "characteristics", { age_years: 40 }), baseRevision: 1 };
    expect(refusalOf(await world.run(study.people.coordinator, saveEntry, input)).code).toBe("change_reason_required");
    await world.must(study.people.coordinator, saveEntry, {
      ...input,
      commandId: randomUUID(),
      changeReason: "misread card",
    });
    const [event] =
      await database.client`SELECT event FROM audit_event WHERE chain = ${participant} AND action = 'entry.save' ORDER BY sequence DESC LIMIT 1`;
    expect(JSON.parse(String(event?.event))).toMatchObject({
      data: { changeReason: "misread card", changes: { age_years: { old: 17, new: 40 } } },
    });
  });
});

describe("what the rules refuse", () => {
  test("values out of hard range: every problem with its item, and nothing is stored", async () => {
    const input = study.saveInput(participant, "pretest", "characteristics", {
      age_years: 5,
      parity: 99,
      education: 77,
    });
    const refusal = refusalOf(await world.run(study.people.coordinator, saveEntry, input));
    expect(refusal.code).toBe("values_invalid");
    expect(refusal.problems?.map((problem) => problem.path).sort()).toEqual(["age_years", "education", "parity"]);
    expect(await rowsOf(participant)).toBe(0);
  });

  test("an unusual value needs a reason, then is kept with it", async () => {
    const input = study.saveInput(participant, "pretest", "characteristics", { age_years: 50 });
    const refusal = refusalOf(await world.run(study.people.coordinator, saveEntry, input));
    expect(refusal.problems).toMatchObject([{ path: "age_years", code: "reason_required" }]);
    const saved = await world.must(study.people.coordinator, saveEntry, {
      ...input,
      commandId: randomUUID(),
      softReasons: { age_years: "card checked" },
    });
    expect(saved.discrepancies).toMatchObject([{ path: "age_years", reason: "card checked" }]);
  });

  test("a session before the baseline, and one out of turn unless the miss is recorded", async () => {
    const session = (visit: string) =>
      world.run(study.people.provider, saveEntry, study.saveInput(participant, visit, "massage_session"));
    expect(refusalOf(await session("session_1")).code).toBe("baseline_incomplete");
    await study.visit(participant, "pretest");
    study.nextDay();
    expect(refusalOf(await session("session_2"))).toMatchObject({
      code: "visit_out_of_order",
      params: { before: "session_1" },
    });
    const missed = { study: "pilot", participant, visit: "session_1", on: study.today, reason: "visit not possible" };
    await world.must(study.people.provider, recordMissed, { commandId: randomUUID(), ...missed });
    expect((await session("session_2")).ok).toBe(true);
    expect(refusalOf(await session("session_3")).code).toBe("visit_not_yet_due");
  });

  test("who gave a session does not measure, who measured the pretest gives no session", async () => {
    await study.visit(participant, "pretest");
    const both = await world.account(`changes-${randomUUID().slice(0, 8)}`);
    await world.grant(both, "pilot", "provider", study.site);
    await world.must(both, saveEntry, study.saveInput(participant, "session_1", "massage_session"));
    await database.client.unsafe(`UPDATE role_assignment SET role = 'assessor' WHERE account_id = '${both}'`);
    study.nextDay(7);
    for (const day of [2, 3, 4, 5, 6, 7]) {
      const missed = { study: "pilot", participant, visit: `session_${day}`, on: study.today, reason: "ill" };
      await world.must(study.people.provider, recordMissed, { commandId: randomUUID(), ...missed });
    }
    const measure = study.saveInput(participant, "posttest", "milk_volume");
    expect(refusalOf(await world.run(both, saveEntry, measure)).code).toBe("performer_cannot_assess");
    expect((await world.run(study.people.assessor, saveEntry, measure)).ok).toBe(true);
  });

  test("a form of another role, and anything after withdrawal", async () => {
    const milk = study.saveInput(participant, "pretest", "milk_volume");
    expect(refusalOf(await world.run(study.people.provider, saveEntry, milk)).code).toBe("not_allowed");
    const end = { study: "pilot", participant, kind: "withdrawal", on: study.today, reason: "no time" } as const;
    await world.must(study.people.coordinator, recordEnd, { commandId: randomUUID(), ...end });
    study.nextDay();
    const late = study.saveInput(participant, "pretest", "characteristics");
    expect(refusalOf(await world.run(study.people.coordinator, saveEntry, late)).code).toBe("participant_ended");
  });

  test("any JSON in the values is answered with problems, never with a failure", async () => {
    const strange: unknown[] = [
      { age_years: { m: "nonsense" } },
      { age_years: "\ud800" },
      { __proto__: 1 },
      { constructor: {} },
      { age_years: [1, [2]] },
      { nope: null, other: 1 },
    ];
    for (const values of strange) {
      const input = { ...study.saveInput(participant, "pretest", "characteristics"), values: values as never };
      expect(refusalOf(await world.run(study.people.coordinator, saveEntry, input)).code).toBe("values_invalid");
    }
  });
});

test("a form comes back with what was saved and what its expressions look at", async () => {
  await study.visit(participant, "pretest");
  const asked = { study: "pilot", participant, visit: "pretest", form: "milk_volume" };
  const view = await world.must(study.people.assessor, getEntry, asked);
  expect(view).toMatchObject({ revision: 1, status: "complete", initials: "S.R.", performedBy: study.people.assessor });
  expect(Object.keys(view.context.values)).toEqual(["delivery_at"]);
  expect(view.values.postpartum_h).toBe(0);
});

test("row and event stand under one time, though the clock moves on between two looks at it", async () => {
  let looks = 0;
  const now = () => new Date(Date.parse(world.instant) + (looks += 1)).toISOString();
  const input = study.saveInput(participant, "pretest", "characteristics");
  const who = { accountId: study.people.coordinator };
  const saved = await perform({ ...world.server, now }, who, saveEntry, input);
  expect([saved.ok, looks > 1]).toEqual([true, true]);
  const [event] = await database.client<
    { column: string; text: string }[]
  >`SELECT recorded_at AS column, event::jsonb ->> 'at' AS text FROM audit_event WHERE chain = ${participant} AND action = 'entry.save'`;
  expect(new Date(event?.column ?? 0)).toEqual(new Date(event?.text ?? 1));
});

test("after all of this every chain verifies", async () => {
  const [row] = await database.client`SELECT id FROM study WHERE key = 'pilot'`;
  const verified = await verifyAudit(database, String(row?.id));
  expect(verified.breaks).toEqual([]);
  expect(verified.events).toBeGreaterThan(30);
});
