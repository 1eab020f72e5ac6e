import { countTouched, insertEntry } from "@kendali/db";
import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import { protocolHash, type EntryValues, type TouchedSet } from "@kendali/domain";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { manyParticipants } from "../../testing/many-participants.ts";
import { referenceProtocol, World } from "../../testing/study-world.ts";

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
  code: fc.option(fc.integer({ min: 1, max: 3 })),
});
const wholeForm = fc
  .constantFrom(...forms)
  .map((form): Omit<TouchedSet, "id"> => ({ items: [{ form, item: null }], code: null }));
const hidden = fc.record({ visits: fc.subarray(visits), forms: fc.subarray(forms) });

type Entry = {
  readonly participant: number;
  readonly visit: string;
  readonly form: string;
  readonly values: Readonly<Record<string, unknown>>;
};

/** The same count, entry by entry. */
function countOneByOne(seen: readonly Entry[], set: Omit<TouchedSet, "id">) {
  const held = seen.map((entry) => ({
    entry,
    answers: set.items
      .filter(({ form }) => form === entry.form)
      .flatMap(({ item }) => (item === null ? Object.values(entry.values) : [entry.values[item]]))
      .filter((value) => {
        if (value === undefined) return false;
        return set.code === null || value === set.code || (Array.isArray(value) && value.includes(set.code));
      }).length,
    isWhole: set.items.some(({ form, item }) => item === null && form === entry.form),
  }));
  const touched = held.filter(({ answers, isWhole }) => answers > 0 || isWhole);
  return {
    entries: touched.length,
    values: held.reduce((sum, { answers }) => sum + answers, 0),
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
      fc.array(fc.oneof(answersTo, wholeForm), { minLength: 1 }),
      hidden,
      async (all, some, hide) => {
        const sets = some.map((set, index) => ({ id: String(index), ...set }));
        const nothing = { entries: 0, values: 0, participants: 0 };
        const seen = all.filter(({ visit, form }) => !hide.visits.includes(visit) && !hide.forms.includes(form));
        const counting = world.server.db.drizzle.transaction(async (tx) => {
          for (const entry of all) await insertEntry(tx, stored(entry));
          const told = { visits: new Set(hide.visits), forms: new Set(hide.forms) };
          const counted = await countTouched(tx, studyId, sets, told);
          expect(sets.map(({ id }) => counted[id] ?? nothing)).toEqual(sets.map((set) => countOneByOne(seen, set)));
          throw rolledBack;
        });
        await expect(counting).rejects.toBe(rolledBack);
      },
    ),
    { numRuns: 30 },
  );
}, 60_000);
