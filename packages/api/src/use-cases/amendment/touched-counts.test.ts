import { countTouched, insertEntry } from "@kendali/db";
import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import { protocolHash, type EntryValues, type Protocol, type TouchedSet } from "@kendali/domain";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { draftOf, nextVersion } from "../../testing/amending.ts";
import { manyParticipants } from "../../testing/many-participants.ts";
import { referenceProtocol, World } from "../../testing/study-world.ts";
import { previewAmendment } from "./preview-amendment.ts";

let database: TestDatabase;
let world: World;
beforeAll(async () => {
  database = await createTestDatabase();
  world = await World.open(database);
});
afterAll(() => database.drop());

const forms = ["characteristics", "milk_volume", "lactation"];
const items = ["one", "two", "three"];
const visits = ["pretest", "posttest"];

const answer = fc.oneof(
  fc.integer({ min: 1, max: 3 }),
  fc.uniqueArray(fc.integer({ min: 1, max: 3 }), { maxLength: 3 }),
  fc.constantFrom("1", "2"),
  fc.constant({ missing: "refused" }),
);
const entries = fc.uniqueArray(
  fc.record({
    participant: fc.nat({ max: 4 }),
    visit: fc.constantFrom(...visits),
    form: fc.constantFrom(...forms),
    values: fc.dictionary(fc.constantFrom(...items), answer, { noNullPrototype: true }),
  }),
  { selector: ({ participant, visit, form }) => `${participant} ${visit} ${form}`, maxLength: 24 },
);
const member = fc.record({ form: fc.constantFrom(...forms), item: fc.constantFrom(...items) });
const answersTo = fc.record({
  items: fc.uniqueArray(member, { selector: ({ form, item }) => `${form} ${item}`, minLength: 1 }),
  visit: fc.option(fc.constantFrom(...visits)),
  code: fc.option(fc.integer({ min: 1, max: 3 })),
});
const wholeForm = fc
  .record({ form: fc.constantFrom(...forms), visit: fc.option(fc.constantFrom(...visits)) })
  .map(({ form, visit }): Omit<TouchedSet, "id"> => ({ items: [{ form, item: null }], visit, code: null }));
const wholeVisit = fc
  .constantFrom(...visits)
  .map((visit): Omit<TouchedSet, "id"> => ({ items: [{ form: null, item: null }], visit, code: null }));
const hidden = fc.record({ visits: fc.subarray(visits), forms: fc.subarray(forms) });

type Entry = {
  readonly participant: number;
  readonly visit: string;
  readonly form: string;
  readonly values: Readonly<Record<string, unknown>>;
};

/** The same count, entry by entry. */
function countOneByOne(seen: readonly Entry[], set: Omit<TouchedSet, "id">) {
  const isThere = ({ form }: TouchedSet["items"][number], entry: Entry) =>
    (form === null || form === entry.form) && (set.visit === null || set.visit === entry.visit);
  const held = seen.map((entry) => ({
    entry,
    answers: set.items
      .filter((one) => isThere(one, entry))
      .flatMap(({ item }) => (item === null ? Object.values(entry.values) : [entry.values[item]]))
      .filter((value) => {
        if (value === undefined) return false;
        return set.code === null || value === set.code || (Array.isArray(value) && value.includes(set.code));
      }).length,
    isWhole: set.items.some((one) => one.item === null && isThere(one, entry)),
  }));
  const touched = held.filter(({ answers, isWhole }) => answers > 0 || isWhole);
  return {
    entries: touched.length,
    values: held.reduce((sum, { answers }) => sum + answers, 0),
    participants: new Set(touched.map(({ entry }) => entry.participant)).size,
  };
}

/** The same of several sets: each answer, entry and participant that any of them holds, once. */
function countTogether(seen: readonly Entry[], sets: readonly Omit<TouchedSet, "id">[]) {
  const alone = seen.map((entry) => ({
    entry,
    isTouched: sets.some((set) => countOneByOne([entry], set).entries > 0),
    values: Object.entries(entry.values).filter(([item, value]) =>
      sets.some((set) => countOneByOne([{ ...entry, values: { [item]: value } }], set).values > 0),
    ).length,
  }));
  const touched = alone.filter(({ isTouched }) => isTouched);
  return {
    entries: touched.length,
    values: alone.reduce((sum, { values }) => sum + values, 0),
    participants: new Set(touched.map(({ entry }) => entry.participant)).size,
  };
}

/** What is written is taken back, so that every run counts in the same study. */
const rolledBack = new Error("rolled back");

test("each entry and participant is counted once, however many answers of a set they hold, and nothing hidden", async () => {
  const study = await world.study({ key: "counted", protocol: referenceProtocol("oxytocin-pretest-posttest") });
  const numbers = await manyParticipants(study, 5, { visit: "pretest", forms: [] });
  const [row] = await world.server.db.client`SELECT id FROM study WHERE key = ${study.key}`;
  const studyId = String(row?.["id"]);
  const stored = ({ participant, values, ...place }: Entry) => ({
    ...place,
    studyId,
    siteId: study.protocol.sites[0]?.key ?? "",
    participant: numbers[participant] ?? "",
    revision: 1,
    protocolHash: protocolHash(study.protocol),
    status: "complete" as const,
    values: values as EntryValues,
    softReasons: {},
    performedOn: study.today,
    performedBy: study.people.coordinator,
    enteredBy: study.people.coordinator,
    deviceTime: null,
    savedAt: world.instant,
    outOfWindowReason: null,
  });
  await fc.assert(
    fc.asyncProperty(
      entries,
      fc.array(fc.oneof(answersTo, wholeForm, wholeVisit), { minLength: 1 }),
      hidden,
      async (all, some, hide) => {
        const sets = some.map((set, index) => ({ id: String(index), ...set }));
        // Two sets of one id are counted as one, whatever they share.
        const together = sets.map((set) => ({ ...set, id: "together" }));
        const nothing = { entries: 0, values: 0, participants: 0 };
        const seen = all.filter(({ visit, form }) => !hide.visits.includes(visit) && !hide.forms.includes(form));
        const counting = world.server.db.drizzle.transaction(async (tx) => {
          for (const entry of all) await insertEntry(tx, stored(entry));
          const told = { visits: new Set(hide.visits), forms: new Set(hide.forms) };
          const counted = await countTouched(tx, studyId, sets, told);
          expect(sets.map(({ id }) => counted[id] ?? nothing)).toEqual(sets.map((set) => countOneByOne(seen, set)));
          const both = await countTouched(tx, studyId, together, told);
          expect(both["together"] ?? nothing).toEqual(countTogether(seen, some));
          throw rolledBack;
        });
        await expect(counting).rejects.toBe(rolledBack);
      },
    ),
    { numRuns: 30 },
  );
}, 60_000);

test("what is said of two questions at once counts both of them, and each woman once", async () => {
  const study = await world.study({ key: "two-gone", protocol: referenceProtocol("oxytocin-pretest-posttest") });
  const numbers = await manyParticipants(study, 5, { visit: "pretest", forms: ["milk_volume"] });
  const gone = ["last_feed_min", "pump_min"];
  const { draft } = await draftOf(
    study,
    nextVersion(study.protocol, (document) => {
      for (const { sections } of document.forms)
        for (const section of sections) section.items = section.items.filter(({ key }) => !gone.includes(key));
    }),
  );
  const seen = await world.must(study.people.investigator, previewAmendment, { study: study.key, draft });
  const rows = await database.client`SELECT count(*) FILTER (WHERE "values" ? 'last_feed_min')::int AS one,
    count(*) FILTER (WHERE "values" ? 'pump_min')::int AS other FROM form_entry
    WHERE study_id = (SELECT id FROM study WHERE key = ${study.key}) AND form = 'milk_volume'`;
  const values = Number(rows[0]?.["one"]) + Number(rows[0]?.["other"]);
  expect(values).toBeGreaterThan(numbers.length);
  const retired = seen.changes.filter(({ statement }) => statement === "item_retired");
  expect(retired).toHaveLength(2);
  const own = retired.filter(({ problems }) => problems.length === 0);
  expect(own).toHaveLength(2);
  expect(seen.happens).toContainEqual({
    statement: "item_retired",
    touched: { entries: 5, values, participants: 5, visits: 0 },
  });
}, 30_000);

test("taking away a visit, or a form of one, counts the answers of its forms", async () => {
  const study = await world.study({ key: "visit-gone", protocol: referenceProtocol("oxytocin-pretest-posttest") });
  const planned = ["characteristics", "milk_volume"];
  const numbers = await manyParticipants(study, 4, { visit: "pretest", forms: planned });
  const rows = await database.client`SELECT form, (SELECT count(*)::int FROM jsonb_object_keys("values")) AS n
    FROM form_entry WHERE study_id = (SELECT id FROM study WHERE key = ${study.key}) AND visit = 'pretest'`;
  const answered = (form: string | null) =>
    rows.filter((row) => form === null || row["form"] === form).reduce((sum, row) => sum + Number(row["n"]), 0);
  const touchedBy = async (path: string, change: (document: Protocol) => void) => {
    const { draft } = await draftOf(study, nextVersion(study.protocol, change));
    const seen = await world.must(study.people.investigator, previewAmendment, { study: study.key, draft });
    return seen.changes.find((one) => one.path.join("/") === path)?.touched;
  };
  const gone = await touchedBy("visits/pretest", (d) => (d.visits = d.visits.filter(({ key }) => key !== "pretest")));
  expect(gone).toMatchObject({ values: answered(null), participants: numbers.length, visits: numbers.length });
  expect(answered(null)).toBeGreaterThan(answered("milk_volume"));
  const unplanned = await touchedBy("visits/pretest/forms/milk_volume", (d) => {
    for (const visit of d.visits) visit.forms = visit.forms.filter(({ form }) => form !== "milk_volume");
  });
  expect(unplanned).toEqual({
    entries: numbers.length,
    values: answered("milk_volume"),
    participants: numbers.length,
    visits: numbers.length,
  });
}, 30_000);
