import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import { placedItems, type Protocol } from "@kendali/domain";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { referenceProtocol, refusalOf, World, type StudyWorld } from "../../testing/study-world.ts";
import { saveEntry } from "../entry/save-entry.ts";
import { lockVisit } from "./lock-visit.ts";

let database: TestDatabase;
let world: World;
let study: StudyWorld;

/** Parity may be looked up later, and months of breastfeeding before only where there were any. */
function lateAnswers(): Protocol {
  const protocol = referenceProtocol("oxytocin-pretest-posttest");
  for (const { item } of placedItems(protocol))
    if (["parity", "bf_months_before"].includes(item.key)) item.requiredBy = "visit_lock";
  return protocol;
}

beforeAll(async () => {
  database = await createTestDatabase();
  world = await World.open(database);
  study = await world.study({ key: "late", protocol: lateAnswers() });
});
afterAll(() => database.drop());

test("a form is saved without an answer that is due at the lock; the lock waits for it and names it", async () => {
  const participant = await study.enrol();
  const lock = () =>
    world.run(study.people.coordinator, lockVisit, {
      commandId: randomUUID(),
      study: study.key,
      participant,
      visit: "pretest",
    });
  const first = study.saveInput(participant, "pretest", "characteristics", { bf_experience: true });
  const { parity: _later, ...without } = first.values;
  const saved = await world.must(study.filler("characteristics"), saveEntry, { ...first, values: without });
  const others = study.protocol.visits.find(({ key }) => key === "pretest")?.forms ?? [];
  for (const { form } of others) if (form !== "characteristics") await study.save(participant, "pretest", form);

  const refused = refusalOf(await lock());
  expect(refused.code).toBe("visit_incomplete");
  const label = (key: string) => placedItems(study.protocol).find(({ item }) => item.key === key)?.item.label;
  expect(refused.params["open:id"]).toBe(`${label("parity")?.id}; ${label("bf_months_before")?.id}`);

  const complete = { ...first, commandId: randomUUID(), baseRevision: saved.revision, changeReason: "from the record" };
  const values = { ...first.values, bf_experience: false };
  await world.must(study.filler("characteristics"), saveEntry, { ...complete, values });
  expect((await lock()).ok).toBe(true);
});
