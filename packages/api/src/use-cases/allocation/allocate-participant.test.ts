import { randomUUID } from "node:crypto";
import { readAllocations, readSealedList } from "@kendali/db";
import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import type { EntryValues } from "@kendali/domain";
import { firstAllocations } from "@kendali/randomization";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openList } from "../../allocation-list.ts";
import { referenceProtocol, refusalOf, World, type StudyWorld } from "../../testing/study-world.ts";
import { saveEntry } from "../entry/save-entry.ts";
import { lockVisit } from "../visit/lock-visit.ts";
import { allocateParticipant } from "./allocate-participant.ts";

let database: TestDatabase;
let world: World;
let study: StudyWorld;

beforeAll(async () => {
  database = await createTestDatabase({ connections: 64 });
  world = await World.open(database);
  study = await world.study({ key: "trial", protocol: referenceProtocol("oxytocin-rct") });
});
afterAll(() => database.drop());

async function readyParticipant(parity: number): Promise<string> {
  const participant = await study.enrol();
  for (const { form } of study.protocol.visits[0]?.forms ?? [])
    await study.save(participant, "pretest", form, form === "characteristics" ? { parity } : {});
  await study.lockBaseline(participant);
  return participant;
}

const studyId = async () => String((await database.client`SELECT id FROM study WHERE key = 'trial'`)[0]?.id);
const allocations = async () => database.drizzle.transaction(async (tx) => readAllocations(tx, await studyId()));

describe("the gates before allocation", () => {
  test("baseline complete, then locked, and only then", async () => {
    const participant = await study.enrol();
    const ask = () =>
      world.run(study.people.coordinator, allocateParticipant, {
        commandId: randomUUID(),
        study: "trial",
        participant,
      });
    expect(refusalOf(await ask()).code).toBe("baseline_incomplete");
    await study.visit(participant, "pretest");
    expect(refusalOf(await ask()).code).toBe("baseline_not_locked");
    await study.lockBaseline(participant);
    const allocated = await ask();
    expect(allocated.ok).toBe(true);
    const change = {
      ...study.saveInput(participant, "pretest", "characteristics"),
      baseRevision: 2,
      changeReason: "x",
    };
    expect(refusalOf(await world.run(study.people.coordinator, saveEntry, change)).code).toBe("entry_locked");
  });

  test("the answer that decides the stratum, before the baseline is locked", async () => {
    const protocol = referenceProtocol("oxytocin-rct");
    for (const item of protocol.forms.flatMap((form) => form.sections.flatMap((section) => section.items)))
      if (item.key === "parity") item.missingReasons = ["unknown"];
    const unanswered = await world.study({ key: "unanswered", protocol });
    const participant = await unanswered.enrol();
    for (const { form } of protocol.visits[0]?.forms ?? [])
      await unanswered.save(
        participant,
        "pretest",
        form,
        form === "characteristics" ? { parity: { m: "unknown" } } : {},
      );
    const lock = () =>
      world.run(unanswered.people.coordinator, lockVisit, {
        commandId: randomUUID(),
        study: "unanswered",
        participant,
        visit: "pretest",
      });
    const refusal = refusalOf(await lock());
    expect(refusal.code).toBe("strata_missing");
    expect(refusal.params).toMatchObject({ item: "parity_group", "label:id": "Kelompok paritas" });
    await world.must(unanswered.people.coordinator, saveEntry, {
      ...unanswered.saveInput(participant, "pretest", "characteristics", { parity: 2 }),
      baseRevision: 1,
      changeReason: "asked again",
    });
    expect((await lock()).ok).toBe(true);
  });
});

describe("after allocation", () => {
  test("an answer that decided the stratum stays, with words of its own, also through a calculation", async () => {
    const participant = await readyParticipant(1);
    const change = (by: string, changed: EntryValues, form = "characteristics") =>
      world
        .run(by, saveEntry, {
          ...study.saveInput(participant, "pretest", form, { parity: 1, ...changed }),
          baseRevision: 1,
          changeReason: "typing error",
        })
        .then(refusalOf);
    const { coordinator, provider } = study.people;
    expect((await change(coordinator, { parity: 3 })).code).toBe("entry_locked");
    await study.allocate(participant);
    const refusal = await change(coordinator, { parity: 3 });
    expect([refusal.code, refusal.params["item"]]).toEqual(["stratum_fixed", "parity"]);
    expect((await change(coordinator, { age_years: 33 })).code).toBe("entry_locked");
    expect((await change(coordinator, {})).code).toBe("entry_locked");
    // Who may not fill the form learns nothing of what is in it.
    expect((await change(provider, { parity: 3 })).code).toBe("entry_locked");
  });
});

test("one participant asked for from sixty-four connections is allocated once, and all are told the same", async () => {
  const participant = await readyParticipant(1);
  const before = (await allocations()).size;
  const answers = await Promise.all(Array.from({ length: 64 }, () => study.allocate(participant)));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect((await allocations()).size).toBe(before + 1);
});

test("many at once, each twice: no slot skipped, none given twice, each as the sealed list says", async () => {
  const participants = [];
  for (let index = 0; index < 32; index += 1) participants.push(await readyParticipant((index % 2) + 1));
  const commands = participants.flatMap((participant) => {
    const input = { commandId: randomUUID(), study: "trial", participant };
    return [input, input];
  });
  const answers = await Promise.all(
    commands.map((input) => world.must(study.people.coordinator, allocateParticipant, input)),
  );
  for (let index = 0; index < answers.length; index += 2) expect(answers[index]).toEqual(answers[index + 1]);
  const id = await studyId();
  const list = await database.drizzle.transaction((tx) => readSealedList(tx, id));
  if (list === null) throw new Error("no list");
  const open = openList(list, world.server.keys.sealKey);
  const rows = [...(await allocations()).values()];
  const strata = new Set(rows.map((row) => row.stratum));
  expect(strata.size).toBe(2);
  for (const stratum of strata) {
    const mine = rows.filter((row) => row.stratum === stratum).toSorted((a, b) => a.slot - b.slot);
    expect(mine.map((row) => row.slot)).toEqual(mine.map((_row, index) => index));
    expect(mine.map((row) => row.arm)).toEqual(firstAllocations({ ...open, stratumKey: stratum, count: mine.length }));
  }
});

test("the seed lies sealed: neither it nor a coming slot can be read without the key", async () => {
  const id = await studyId();
  const list = await database.drizzle.transaction((tx) => readSealedList(tx, id));
  if (list === null) throw new Error("no list");
  expect(() => openList(list, new Uint8Array(32).fill(8))).toThrow("does not open");
  expect(() => openList({ ...list, studyId: randomUUID() }, world.server.keys.sealKey)).toThrow("does not open");
  expect(list.commitment).toMatch(/^[0-9a-f]{64}$/);
  await expect(database.client`SELECT * FROM allocation.sealed_list`).rejects.toThrow("permission denied");
});
