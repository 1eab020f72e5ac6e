import { randomUUID } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { referenceProtocol, refusalOf, World } from "./testing/study-world.ts";
import { getParticipant } from "./use-cases/participant/read-participants.ts";
import { getOverview } from "./use-cases/study/get-overview.ts";
import { grantRole, revokeRole } from "./use-cases/account/account-use-cases.ts";
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

test("the overview counts what happened, and names what needs a person", async () => {
  const study = await world.study({ key: "rct-overview", protocol: referenceProtocol("oxytocin-rct") });
  const { participant } = await study.allocated();
  const waiting = await study.enrol();
  await study.visit(waiting, "pretest");
  await study.screen({ ...study.eligibleAnswers(), baby_blues: true });
  const open = await study.screen();
  study.nextDay(12);
  const overview = await world.must(study.people.coordinator, getOverview, { study: "rct-overview" });
  expect(overview.flow).toMatchObject({ screened: 4, enrolled: 2, ineligible: { total: 1 }, pending: 1 });
  expect(overview.recruitment).toMatchObject({ counts: "allocated", total: 1, target: 120 });
  expect(overview.attention.find((one) => one.kind === "baseline_to_lock")).toMatchObject({
    count: 1,
    participants: [waiting],
  });
  expect(overview.attention.find((one) => one.kind === "to_consent")).toMatchObject({ screenings: [open] });
  expect(overview.attention.find((one) => one.kind === "visits_overdue")).toMatchObject({
    participants: [participant],
  });
  const masked = await world.must(study.people.investigator, getOverview, { study: "rct-overview" });
  expect(masked.isMasked).toBe(true);
  expect(masked.flow.groups).toHaveLength(1);
  expect(overview.flow.groups).toHaveLength(2);
});

test("who once treated in a study is not made its assessor, in whatever order the roles come and go", async () => {
  const study = await world.study({ key: "rct-roles", protocol: referenceProtocol("oxytocin-rct") });
  const person = await world.account("moving");
  const give = (role: "provider" | "assessor") =>
    world.run(world.administrator, grantRole, {
      commandId: randomUUID(),
      account: person,
      study: study.key,
      role,
      site: "melati",
    });
  const first = await give("provider");
  if (!first.ok) throw new Error("not granted");
  expect(refusalOf(await give("assessor")).code).toBe("roles_not_separate");
  await world.must(world.administrator, revokeRole, {
    commandId: randomUUID(),
    study: study.key,
    grant: first.value.id,
  });
  expect(refusalOf(await give("assessor")).code).toBe("roles_not_separate");
});
