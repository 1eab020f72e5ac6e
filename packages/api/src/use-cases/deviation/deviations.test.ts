import { randomUUID } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import { deviationKinds, type DeviationKind } from "@kendali/domain";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildStudyData } from "../../study-data.ts";
import { referenceProtocol, refusalOf, World, type StudyWorld } from "../../testing/study-world.ts";
import { allocateParticipant } from "../allocation/allocate-participant.ts";
import { listAudit } from "../audit/list-audit.ts";
import { saveEntry } from "../entry/save-entry.ts";
import { getParticipant } from "../participant/read-participants.ts";
import { getOverview } from "../study/get-overview.ts";
import { listToday } from "../today/list-today.ts";
import { getDeviation, listDeviations } from "./read-deviations.ts";
import { previewDeviation, reportDeviation } from "./report-deviation.ts";
import { reviewDeviation } from "./review-deviation.ts";

let database: TestDatabase;
let world: World;
let study: StudyWorld;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await World.open(database);
  study = await world.study({ key: "errors", protocol: referenceProtocol("oxytocin-rct") });
});
afterAll(() => database.drop());

const told = (participant: string, kind: DeviationKind, facts: object = {}) => ({
  commandId: randomUUID(),
  study: study.key,
  participant,
  kind,
  foundOn: study.today,
  description: "Noticed when the list was compared with the notes.",
  ...facts,
});
const report = (participant: string, kind: DeviationKind, facts: object = {}, by = study.people.coordinator) =>
  world.run(by, reportDeviation, told(participant, kind, facts));
const mustReport = (participant: string, kind: DeviationKind, facts: object = {}) =>
  world.must(study.people.coordinator, reportDeviation, told(participant, kind, facts));
const codeOf = async (result: ReturnType<typeof report>) => refusalOf(await result).code;
const read = (participant: string) =>
  world.must(study.people.coordinator, getParticipant, { study: study.key, participant });
/** What only somebody sees and does who owns the database. */
const asDatabaseOwner = (statement: string) =>
  database.client.begin(async (tx) => {
    await tx`SET LOCAL ROLE NONE`;
    return tx.unsafe(statement);
  });
const allocationOf = async (participant: string) => [
  ...(await asDatabaseOwner(
    `SELECT stratum, slot, arm FROM allocation.allocation WHERE participant = '${participant}'`,
  )),
];

describe("each kind", () => {
  const criterion = referenceProtocol("oxytocin-rct").eligibility.criteria[0]?.key ?? "";
  const facts: Record<DeviationKind, (other: string, recorded: string) => object> = {
    wrong_stratum: (_other, recorded) => ({ strata: { parity_group: recorded === "1" ? "2" : "1" } }),
    ineligible: () => ({ criteria: [criterion] }),
    duplicate: (other) => ({ related: other }),
    wrong_person: (other) => ({ related: other }),
    card_out_of_order: () => ({}),
    card_wrong_pile: () => ({}),
    other: () => ({}),
  };

  test.each(deviationKinds)("%s is shown before it is recorded, then kept; slot and arm stay", async (kind) => {
    const { participant } = await study.allocated();
    const { participant: other } = await study.allocated();
    const before = await allocationOf(participant);
    const stratum = JSON.parse(String(before[0]?.["stratum"])) as { parity_group: string };
    const given = facts[kind](other, String(stratum.parity_group));
    const { commandId: _command, ...asked } = told(participant, kind, given);
    const preview = await world.must(study.people.coordinator, previewDeviation, asked);
    expect(await world.must(study.people.coordinator, listDeviations, { study: study.key, participant })).toMatchObject(
      { deviations: [] },
    );
    const opened = await mustReport(participant, kind, given);
    expect({ retired: preview.retired, kept: preview.kept }).toEqual({ retired: opened.retired, kept: opened.kept });
    const view = await world.must(study.people.investigator, getDeviation, {
      study: study.key,
      deviation: opened.deviation,
    });
    expect(view).toMatchObject({ participant, kind, status: "open", strata: preview.strata, reviews: [] });
    expect(await allocationOf(participant)).toEqual(before);
    const { events } = await world.must(study.people.data_manager, listAudit, { study: study.key, chain: participant });
    expect(events.find((event) => event.action === "deviation.report")?.data).toMatchObject({
      deviation: opened.deviation,
      kind,
    });
  });
});

describe("refused", () => {
  test("before allocation, for unknown numbers, and for a second number that does not exist or is the same", async () => {
    const waiting = await study.enrol();
    const { participant } = await study.allocated();
    expect(await codeOf(report(waiting, "other"))).toBe("not_allocated");
    expect(await codeOf(report("MLT-998-0", "other"))).toBe("not_found");
    expect(await codeOf(report(participant, "duplicate", { related: "MLT-998-0" }))).toBe("related_unknown");
    expect(await codeOf(report(participant, "duplicate", { related: participant }))).toBe("related_same");
    expect(await codeOf(report(participant, "wrong_person"))).toBe("invalid_input");
  });

  test("with a stratum as recorded, a date to come, and a text that names a group", async () => {
    const { participant } = await study.allocated();
    const [row] = await allocationOf(participant);
    const { site: _site, ...recorded } = JSON.parse(String(row?.["stratum"])) as Record<string, unknown>;
    const strata = Object.fromEntries(Object.entries(recorded).map(([item, level]) => [item, String(level)]));
    expect(await codeOf(report(participant, "wrong_stratum", { strata }))).toBe("stratum_unchanged");
    expect(await codeOf(report(participant, "other", { foundOn: "2031-01-01" }))).toBe("date_in_future");
    expect(await codeOf(report(participant, "other", { foundOn: "2026-01-01" }))).toBe("date_before_allocation");
    const naming = report(participant, "other", { description: "She got oxytocin massage." });
    expect(await codeOf(naming)).toBe("text_names_arm");
    const page = await world.must(study.people.coordinator, listDeviations, { study: study.key, participant });
    expect(page.deviations).toEqual([]);
  });

  test("for a participant of another site, told as herself or as the second", async () => {
    const { participant } = await study.allocated();
    const elsewhere = await world.account("elsewhere");
    await world.grant(elsewhere, study.key, "coordinator", "kenanga");
    expect(await codeOf(report(participant, "other", {}, elsewhere))).toBe("not_found");
  });
});

describe("told twice", () => {
  test("one command has one effect and one answer", async () => {
    const { participant } = await study.allocated();
    const input = told(participant, "card_out_of_order");
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => world.must(study.people.coordinator, reportDeviation, input)),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const page = await world.must(study.people.coordinator, listDeviations, { study: study.key, participant });
    expect(page.deviations).toHaveLength(1);
  });

  test("a pair told from both sides at once is retired once", async () => {
    const { participant: first } = await study.allocated();
    const { participant: second } = await study.allocated();
    const results = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        index % 2 === 0
          ? report(first, "duplicate", { related: second })
          : report(second, "duplicate", { related: first }),
      ),
    );
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    for (const result of results)
      if (!result.ok) expect(["participant_is_duplicate", "deviation_open"]).toContain(result.refusal.code);
    expect((await read(second)).ends).toEqual([{ kind: "duplicate", on: study.today, reason: first, note: null }]);
    expect((await read(first)).ends).toEqual([]);
  });

  test("two devices that report one error at once record it once", async () => {
    const { participant } = await study.allocated();
    const results = await Promise.all(Array.from({ length: 6 }, () => report(participant, "card_wrong_pile")));
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    for (const result of results) if (!result.ok) expect(result.refusal.code).toBe("deviation_open");
  });
});

describe("a second number of one woman", () => {
  test("is closed everywhere: no visit is due, nothing more is entered, and she is counted once", async () => {
    const { participant: first } = await study.allocated();
    const before = await world.must(study.people.coordinator, getOverview, { study: study.key });
    const { participant: second } = await study.allocated();
    const opened = await mustReport(second, "duplicate", { related: first });
    expect(opened).toMatchObject({ retired: second, kept: first });
    expect((await read(second)).status).toBe("duplicate");
    study.nextDay();
    const save = study.saveInput(second, "day_8", "milk_volume");
    expect(refusalOf(await world.run(study.people.assessor, saveEntry, save)).code).toBe("participant_ended");
    const today = await world.must(study.people.coordinator, listToday, { study: study.key });
    expect(JSON.stringify(today)).not.toContain(second);
    const again = { commandId: randomUUID(), study: study.key, participant: second };
    expect((await world.run(study.people.coordinator, allocateParticipant, again)).ok).toBe(true);
    const after = await world.must(study.people.coordinator, getOverview, { study: study.key });
    const entered = (overview: typeof after) => overview.flow.groups.reduce((sum, group) => sum + group.entered, 0);
    expect(entered(after)).toBe(entered(before));
    expect(after.flow.notAllocated?.parts.some((part) => part.reason === "duplicate")).toBe(true);
    expect(after.recruitment.total).toBe(before.recruitment.total);
  });
});

describe("a review", () => {
  const review = (by: string, deviation: string, close: boolean, note = "Looked at; nothing else follows.") =>
    world.run(by, reviewDeviation, { commandId: randomUUID(), study: study.key, deviation, note, close });

  test("adds notes until one closes, and then the error may be told anew", async () => {
    const { participant } = await study.allocated();
    const { deviation } = await mustReport(participant, "card_out_of_order");
    const { people } = study;
    expect(refusalOf(await review(people.coordinator, deviation, false)).code).toBe("not_allowed");
    expect(refusalOf(await review(people.data_manager, deviation, false, "usual care")).code).toBe("text_names_arm");
    expect((await review(people.data_manager, deviation, false)).ok).toBe(true);
    expect(await codeOf(report(participant, "card_out_of_order"))).toBe("deviation_open");
    const closing = await Promise.all(Array.from({ length: 4 }, () => review(people.investigator, deviation, true)));
    expect(closing.filter((result) => result.ok)).toHaveLength(1);
    for (const result of closing) if (!result.ok) expect(result.refusal.code).toBe("deviation_closed");
    const view = await world.must(people.coordinator, getDeviation, { study: study.key, deviation });
    expect(view.status).toBe("closed");
    expect(view.reviews.map((one) => one.closes)).toEqual([false, true]);
    await mustReport(participant, "card_out_of_order");
  });

  test("of a deviation that does not exist is refused", async () => {
    expect(refusalOf(await review(study.people.investigator, randomUUID(), true)).code).toBe("not_found");
  });
});

test("the list is read page by page, the newest first, each once, and counts what is open", async () => {
  const { participant } = await study.allocated();
  for (let index = 0; index < 55; index += 1) await mustReport(participant, "other");
  const ask = (cursor?: { at: string; id: string }) =>
    world.must(study.people.investigator, listDeviations, {
      study: study.key,
      participant,
      ...(cursor === undefined ? {} : { cursor }),
    });
  const first = await ask();
  expect(first.deviations).toHaveLength(50);
  const second = await ask(first.nextCursor ?? undefined);
  expect(second.nextCursor).toBeNull();
  const all = [...first.deviations, ...second.deviations];
  expect(new Set(all.map((one) => one.deviation)).size).toBe(55);
  expect(first.open).toBeGreaterThanOrEqual(55);
});

test("who is masked reads the same as who is not", async () => {
  const pages = await Promise.all(
    [study.people.coordinator, study.people.investigator, study.people.data_manager].map((account) =>
      world.must(account, listDeviations, { study: study.key }),
    ),
  );
  expect(pages[1]).toEqual(pages[2]);
  expect(pages[0]?.deviations.map((one) => one.deviation)).toEqual(pages[1]?.deviations.map((one) => one.deviation));
  expect(JSON.stringify(pages)).not.toMatch(/oxytocin_massage|usual_care/);
});

test("nothing recorded can be changed or removed", async () => {
  for (const table of ["deviation", "deviation_review"])
    for (const act of [`DELETE FROM ${table}`, `TRUNCATE ${table} CASCADE`])
      await expect(asDatabaseOwner(act), act).rejects.toThrow(/rows are never changed|refused/);
  await expect(asDatabaseOwner("UPDATE deviation SET description = 'x'")).rejects.toThrow("rows are never changed");
});

test("the dataset carries the errors, and the true stratum beside the one of the sequence", async () => {
  const { id, protocol } = await studyScope();
  const data = await buildStudyData(
    world.server.db,
    { id, kind: "simulated", protocol, unblindedAt: null },
    { withArm: true },
  );
  const wrong = data.deviations?.find((one) => one.kind === "wrong_stratum");
  expect(wrong?.strata).toMatchObject({ recorded: expect.anything(), corrected: expect.anything() });
  expect(data.guesses).toBeUndefined();
});

async function studyScope() {
  const [row] = await database.client`SELECT id FROM study WHERE key = ${study.key}`;
  return { id: String(row?.["id"]), protocol: study.protocol };
}
