import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { referenceProtocol, World } from "./testing/study-world.ts";
import { getParticipant } from "./use-cases/participant/read-participants.ts";
import { listToday } from "./use-cases/today/list-today.ts";

let database: TestDatabase;
let world: World;
beforeAll(async () => {
  database = await createTestDatabase();
  world = await World.open(database);
});
afterAll(() => database.drop());

test("a mother of the trial goes from screening to her first session", async () => {
  const study = await world.study({ key: "rct-flow", protocol: referenceProtocol("oxytocin-rct") });
  const { participant, arm } = await study.allocated();
  expect(participant).toMatch(/^[A-Z]{3}-001-\d$/);
  expect(study.protocol.arms.map((one) => one.key)).toContain(arm);
  const view = await world.must(study.people.coordinator, getParticipant, { study: "rct-flow", participant });
  expect(view.status).toBe("allocated");
  expect(view.initials).toBe("S.R.");
  const today = await world.must(study.people.provider, listToday, { study: "rct-flow" });
  expect(today.rows.filter((row) => row.kind === "intervention_session").length).toBe(
    arm === "oxytocin_massage" ? 1 : 0,
  );
});
