import { randomUUID } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { referenceProtocol, refusalOf, World } from "../../testing/study-world.ts";
import { freezeSnapshot } from "../snapshot/freeze-snapshot.ts";
import { pilotStatistics } from "./pilot-statistics.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("a pilot's numbers come from its newest frozen data, with the kind of the data", async () => {
  const world = await World.open(database);
  const study = await world.study({ key: "pilot", protocol: referenceProtocol("oxytocin-pretest-posttest") });
  const { statistician, investigator, data_manager } = study.people;
  const ask = (account: string, more: object = {}) =>
    world.run(account, pilotStatistics, { study: study.key, ...more });
  const freeze = (name: string) =>
    world.must(statistician, freezeSnapshot, {
      commandId: randomUUID(),
      study: study.key,
      name,
      reason: "test",
      withArm: true,
    });
  expect(refusalOf(await ask(statistician)).code).toBe("pilot_not_frozen");
  const values: readonly (readonly [number, number])[] = [
    [10, 25],
    [14, 22],
    [20, 41],
    [31, 38],
  ];
  const women: string[] = [];
  for (const [before] of values) {
    const participant = await study.enrol();
    women.push(participant);
    for (const form of ["characteristics", "lactation"]) await study.save(participant, "pretest", form);
    await study.save(participant, "pretest", "milk_volume", { milk_volume_ml: before });
  }
  await freeze("before anybody was measured again");
  expect(refusalOf(await ask(investigator)).code).toBe("analysis_not_possible");
  for (let session = 1; session <= 7; session += 1) {
    for (const participant of women) await study.save(participant, `session_${session}`, "massage_session");
    study.nextDay();
  }
  for (const [index, [, after]] of values.entries())
    await study.save(women[index] ?? "", "posttest", "milk_volume", { milk_volume_ml: after });
  const { id } = await freeze("everybody");
  for (const account of [statistician, investigator, data_manager]) {
    const answer = await ask(account);
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
    const { statistics, snapshot } = answer.value;
    expect(snapshot).toMatchObject({ id, name: "everybody" });
    expect(statistics).toMatchObject({
      outcome: "milk_volume",
      participants: 4,
      pairs: 4,
      kind: "simulated",
      change: { mean: 12.75 },
    });
    // By hand: differences 15, 8, 21, 7; their deviations from 12.75 squared sum to 128.75.
    expect(statistics.change.sd).toBeCloseTo(Math.sqrt(128.75 / 3), 10);
    expect(statistics.before.sd).toBeCloseTo(Math.sqrt((8.75 ** 2 + 4.75 ** 2 + 1.25 ** 2 + 12.25 ** 2) / 3), 10);
    // t(0.975, 3) = 3.182446.
    expect(statistics.change.upper - statistics.change.mean).toBeCloseTo((3.182446 * Math.sqrt(128.75 / 3)) / 2, 4);
  }
  expect(refusalOf(await ask(statistician, { outcome: "milk_category" }))).toMatchObject({
    code: "analysis_not_possible",
    params: { reason: "coded_score" },
  });
  expect(refusalOf(await ask(statistician, { snapshot: randomUUID() })).code).toBe("not_found");
  expect(refusalOf(await ask(study.people.provider)).code).toBe("not_allowed");
});
