import { randomUUID } from "node:crypto";
import { findStudy, readAllocations, readSealedList } from "@kendali/db";
import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import type { AllocationPlan } from "@kendali/domain";
import {
  adaptiveAllocation,
  firstAllocations,
  readAllocationBundle,
  schemes,
  verifyBundle,
  type AllocationBundle,
  type LoggedAllocation,
} from "@kendali/randomization";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openList } from "../../allocation-list.ts";
import { referenceProtocol, World, type StudyWorld } from "../../testing/study-world.ts";
import { lockStudy, unblindStudy } from "../study/close-study.ts";
import { revealAllocations } from "./reveal-allocations.ts";

let database: TestDatabase;
let world: World;

beforeAll(async () => {
  database = await createTestDatabase({ connections: 16 });
  world = await World.open(database);
});
afterAll(() => database.drop());

const settings: Readonly<Record<AllocationPlan["scheme"], Partial<AllocationPlan>>> = {
  simple: {},
  permuted_blocks: { blockSizes: [4, 6] },
  big_stick: { maximumImbalance: 2 },
  efron: { coin: { numerator: 2, denominator: 3 } },
  urn: { urn: { initial: 1, added: 2 } },
  maximal: { maximumImbalance: 2, sequenceLength: 8 },
  minimization: { coin: { numerator: 4, denominator: 5 }, measure: "range" },
};

async function trialBy(scheme: AllocationPlan["scheme"], key: string): Promise<StudyWorld> {
  const protocol = referenceProtocol("oxytocin-rct");
  if (protocol.allocation === null) throw new Error("no allocation");
  const { ratio, strata, afterVisit } = protocol.allocation;
  const allocation = { scheme, ratio, strata, afterVisit, ...settings[scheme] };
  return world.study({ key, protocol: { ...protocol, allocation } });
}

async function ready(study: StudyWorld, parity: number): Promise<string> {
  const participant = await study.enrol();
  for (const { form } of study.protocol.visits[0]?.forms ?? [])
    await study.save(participant, "pretest", form, form === "characteristics" ? { parity } : {});
  await study.lockBaseline(participant);
  return participant;
}

async function recorded(study: StudyWorld) {
  const found = await findStudy(database.drizzle, study.key);
  const id = found?.id ?? "";
  const row = await database.drizzle.transaction((tx) => readSealedList(tx, id));
  if (row === null) throw new Error("no list");
  const rows = [...(await database.drizzle.transaction((tx) => readAllocations(tx, id))).values()];
  return { list: openList(row, world.server.keys.sealKey), rows: rows.toSorted((a, b) => a.slot - b.slot) };
}

async function revealed(study: StudyWorld): Promise<AllocationBundle> {
  const { text } = await world.must(study.people.statistician, revealAllocations, { study: study.key });
  const bundle = readAllocationBundle(JSON.parse(text));
  if (!bundle.ok) throw new Error(JSON.stringify(bundle.refusal));
  return bundle.value;
}

async function close(study: StudyWorld): Promise<void> {
  const closing = { study: study.key, reason: "complete" };
  await world.must(study.people.data_manager, lockStudy, { commandId: randomUUID(), ...closing });
  await world.must(study.people.investigator, unblindStudy, { commandId: randomUUID(), ...closing });
}

describe.each(Object.keys(settings) as AllocationPlan["scheme"][])("a trial by %s", (scheme) => {
  test("allocates each participant as the sealed list says, and is verified when it is revealed", async () => {
    const study = await trialBy(scheme, `by-${scheme.replaceAll("_", "-")}`);
    const participants = [];
    for (const parity of [1, 2, 1, 1, 2, 1]) participants.push(await ready(study, parity));
    await Promise.all(participants.map((participant) => study.allocate(participant)));

    const { list, rows } = await recorded(study);
    expect(list.scheme).toBe(scheme);
    expect(rows.map(({ participant }) => participant).toSorted()).toEqual(participants.toSorted());
    const strata = [...new Set(rows.map(({ stratum }) => stratum))];
    expect(strata).toHaveLength(2);
    if (schemes[scheme].adaptive) {
      const log: LoggedAllocation[] = [];
      rows.forEach(({ slot, stratum, arm, list: taken }, index) => {
        expect([slot, taken]).toEqual([index, "study"]);
        expect(arm).toBe(adaptiveAllocation({ ...list, stratumKey: stratum, earlier: log }).armKey);
        log.push({ stratumKey: stratum, armKey: arm });
      });
    } else {
      for (const stratum of strata) {
        const mine = rows.filter((row) => row.stratum === stratum);
        expect(mine.map(({ slot, list: taken }) => [slot, taken])).toEqual(mine.map((_row, index) => [index, stratum]));
        const stated = firstAllocations({ ...list, stratumKey: stratum, count: mine.length });
        expect(mine.map(({ arm }) => arm)).toEqual(stated);
      }
    }
    await close(study);
    expect(verifyBundle(await revealed(study))).toEqual({ commitmentHolds: true, differences: [], checked: 6 });
  });
});

describe("minimization under load", () => {
  let study: StudyWorld;
  let participants: readonly string[];

  beforeAll(async () => {
    study = await trialBy("minimization", "under-load");
    const made: string[] = [];
    for (let index = 0; index < 60; index += 1) made.push(await ready(study, (index % 3) + 1));
    participants = made;
  });

  test("sixty from sixteen connections, each asked for twice, stand in one sequence that the log alone explains", async () => {
    const answers = await Promise.all(
      participants.flatMap((participant) => [study.allocate(participant), study.allocate(participant)]),
    );
    for (let index = 0; index < answers.length; index += 2) expect(answers[index]).toEqual(answers[index + 1]);
    const { list, rows } = await recorded(study);
    expect(rows.map(({ slot }) => slot)).toEqual(participants.map((_participant, index) => index));
    const log: LoggedAllocation[] = [];
    for (const { stratum, arm } of rows) {
      expect(arm).toBe(adaptiveAllocation({ ...list, stratumKey: stratum, earlier: log }).armKey);
      log.push({ stratumKey: stratum, armKey: arm });
    }
  });

  test("is revealed as a bundle that derives, and in which a changed arm, stratum or row is told", async () => {
    await close(study);
    const bundle = await revealed(study);
    expect(verifyBundle(bundle)).toEqual({ commitmentHolds: true, differences: [], checked: 60 });
    expect(bundle.strata.map(({ stratumKey }) => stratumKey)).not.toContain("study");
    const arms = study.protocol.arms.map(({ key }) => key);
    const row = 37;
    const taken = bundle.allocations[row];
    if (taken === undefined) throw new Error("no row");
    const other = arms.find((arm) => arm !== taken.armKey) ?? "";
    const changedArm = bundle.allocations.with(row, { ...taken, armKey: other });
    expect(verifyBundle({ ...bundle, allocations: changedArm }).differences).toMatchObject([
      { kind: "arm_differs", row, participant: taken.participant, recorded: other, expected: taken.armKey },
    ]);
    const stratum = bundle.strata.find(({ stratumKey }) => stratumKey !== taken.stratumKey)?.stratumKey ?? "";
    const changedStratum = bundle.allocations.with(row, { ...taken, stratumKey: stratum });
    expect(verifyBundle({ ...bundle, allocations: changedStratum }).differences).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: "stratum_count_differs", stratumKey: taken.stratumKey }),
        expect.objectContaining({ kind: "stratum_count_differs", stratumKey: stratum }),
      ]),
    );
    const gone = verifyBundle({ ...bundle, allocations: bundle.allocations.toSpliced(row, 1) });
    expect(gone.checked).toBe(row);
    expect(gone.differences).toContainEqual(expect.objectContaining({ kind: "slot_missing", slot: row }));
  });
});
