import { randomUUID } from "node:crypto";
import { verifyAudit } from "@kendali/db";
import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import { protocolHash, type Protocol } from "@kendali/domain";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { amended, itemOf, nextVersion, twoSites, withTemperature } from "../../testing/amending.ts";
import { manyParticipants } from "../../testing/many-participants.ts";
import { refusalOf, World, type StudyWorld } from "../../testing/study-world.ts";
import { listAudit } from "../audit/list-audit.ts";
import { getEntry } from "../entry/get-entry.ts";
import { saveEntry } from "../entry/save-entry.ts";
import { lockVisit } from "../visit/lock-visit.ts";
import { countCaptured } from "./count-captured.ts";
import { listAmendments } from "./list-amendments.ts";
import { previewMove } from "./move-entries.ts";
import { openEntries } from "./open-entries.ts";

let database: TestDatabase;
let world: World;
beforeAll(async () => {
  database = await createTestDatabase();
  world = await World.open(database);
});
afterAll(() => database.drop());

describe("an entry that lacks the answer to a new question", () => {
  let first: StudyWorld;
  let second: StudyWorld;
  let old: string;
  let now: string;
  let open = "";
  let locked = "";
  let count = 0;

  beforeEach(async () => {
    count += 1;
    first = await world.study({ key: `opened-${count}`, protocol: twoSites(), site: null });
    // By turns at two sites: the first and the third of four are at the site where the version comes into force.
    const numbers = await manyParticipants(first, 4, { visit: "pretest", forms: ["characteristics", "milk_volume"] });
    [open = "", locked = ""] = numbers.filter((number) => number.startsWith("MLT"));
    await first.save(locked, "pretest", "lactation");
    await world.must(first.people.coordinator, lockVisit, {
      commandId: randomUUID(),
      study: first.key,
      participant: locked,
      visit: "pretest",
    });
    second = await amended(first, nextVersion(first.protocol, withTemperature), [{ site: "melati", on: first.today }]);
    old = protocolHash(first.protocol);
    now = protocolHash(second.protocol);
  }, 30_000);

  const place = (participant: string) => ({ participant, visit: "pretest", form: "milk_volume" });
  const opening = (participants: readonly string[], more: object = {}) =>
    world.run(first.people.data_manager, openEntries, {
      commandId: randomUUID(),
      study: first.key,
      reason: "The committee asks for the temperature.",
      entries: participants.map(place),
      ...more,
    });
  const shown = (participant: string, more: object = {}) =>
    world.must(first.people.assessor, getEntry, { study: first.key, ...place(participant), ...more });
  const stored = async (participant: string) => {
    const [row] = await database.client`SELECT revision, protocol_hash AS hash, "values" FROM form_entry
      WHERE participant = ${participant} AND form = 'milk_volume' AND study_id = (SELECT id FROM study WHERE key = ${first.key})`;
    return row as unknown as { revision: number; hash: string; values: Record<string, unknown> };
  };
  const answer = async (participant: string, changed: Record<string, unknown>, more: object = {}) => {
    const { values } = await stored(participant);
    return world.run(first.people.assessor, saveEntry, {
      ...first.saveInput(participant, "pretest", "milk_volume"),
      baseRevision: 1,
      changeReason: "answered afterwards",
      protocolHash: now,
      values: { ...values, ...changed } as Parameters<typeof first.saveInput>[3],
      ...more,
    } as never);
  };

  test("is named with what it lacks, opened with a reason, answered under the new version, and loses no value", async () => {
    const before = await stored(open);
    const seen = await world.must(first.people.data_manager, previewMove, { study: first.key });
    expect(seen).toMatchObject({ failing: 1, answerable: 1, opened: 0, locked: 3 });
    expect(seen.problems).toMatchObject([
      {
        participant: open,
        form: "milk_volume",
        state: "asks",
        problems: [{ path: "room_temperature", code: "required" }],
      },
    ]);
    // Not yet opened: it is shown and saved under the version that captured it, and under no other.
    expect(await shown(open)).toMatchObject({ protocolHash: old, opened: null });
    expect(refusalOf(await answer(open, { room_temperature: 27.5 })).code).toBe("version_not_in_force");

    expect(await opening([open])).toMatchObject({ ok: true, value: { opened: 1, participants: 1 } });
    expect(await opening([open])).toMatchObject({ ok: true });
    expect(await stored(open)).toEqual(before);
    expect(await shown(open)).toMatchObject({
      protocolHash: now,
      revision: 1,
      values: before.values,
      saveRefusal: null,
      opened: { version: second.protocol.version, reason: "The committee asks for the temperature." },
    });
    // A correction that was begun on a phone before is finished under its version.
    expect(await shown(open, { protocolHash: old })).toMatchObject({ protocolHash: old, opened: null });
    const list = await world.must(first.people.coordinator, listAmendments, { study: first.key });
    expect(list.openings).toMatchObject([{ ...place(open), version: second.protocol.version }]);

    expect(refusalOf(await answer(open, {})).code).toBe("values_invalid");
    const other = refusalOf(await answer(open, { room_temperature: 27.5, milk_volume_ml: 1 }));
    expect(other.problems).toMatchObject([{ path: "milk_volume_ml", code: "amendment_value_kept" }]);
    expect(refusalOf(await answer(open, { room_temperature: 27.5 }, { changeReason: undefined })).code).toBe(
      "change_reason_required",
    );
    expect(await stored(open)).toEqual(before);
    expect((await answer(open, { room_temperature: 27.5 })).ok).toBe(true);
    expect(await stored(open)).toEqual({
      revision: 2,
      hash: now,
      values: { ...before.values, room_temperature: 27.5 },
    });

    const after = await world.must(first.people.data_manager, previewMove, { study: first.key });
    expect(after).toMatchObject({ failing: 0, answerable: 0, opened: 0 });
    const done = await world.must(first.people.coordinator, listAmendments, { study: first.key });
    expect(done.openings).toEqual([]);
    // What it was is corrected afterwards, as any entry.
    expect((await answer(open, { room_temperature: 28 }, { baseRevision: 2 })).ok).toBe(true);
    const audit = await world.must(first.people.investigator, listAudit, { study: first.key });
    const events = audit.events.filter(({ chain }) => chain === open).map(({ action, data }) => [action, data]);
    expect(events.map(([action]) => String(action)).toSorted((a, b) => a.localeCompare(b))).toEqual([
      "amendment.openEntries",
      "amendment.openEntries",
      "entry.save",
      "entry.save",
    ]);
    expect(events.find(([action, data]) => action === "entry.save" && "from" in (data as object))?.[1]).toMatchObject({
      from: old,
      protocolHash: now,
      changes: { room_temperature: { old: null, new: 27.5 } },
    });
    const [study] = await database.client`SELECT id FROM study WHERE key = ${first.key}`;
    expect((await verifyAudit(database, String(study?.["id"]))).breaks).toEqual([]);
  });

  test("is never opened when it is locked, has nothing to answer, or does not exist, and nothing half of a list is", async () => {
    const refused = refusalOf(await opening([open, locked]));
    expect([refused.code, refused.problems?.length]).toEqual(["amendment_cannot_open", 1]);
    expect(refused.problems?.[0]?.path).toContain(locked);
    const complete = [{ participant: open, visit: "pretest", form: "characteristics" }];
    expect(refusalOf(await opening([], { entries: complete })).code).toBe("amendment_cannot_open");
    const list = await world.must(first.people.coordinator, listAmendments, { study: first.key });
    expect(list.openings).toEqual([]);
    expect(await shown(locked)).toMatchObject({ protocolHash: old, opened: null, status: "locked" });
  });

  test("stays as it is once its visit is locked, opened or not", async () => {
    expect((await opening([open])).ok).toBe(true);
    await first.save(open, "pretest", "lactation");
    await world.must(first.people.coordinator, lockVisit, {
      commandId: randomUUID(),
      study: first.key,
      participant: open,
      visit: "pretest",
    });
    const before = await stored(open);
    expect(await shown(open)).toMatchObject({ protocolHash: old, opened: null, status: "locked" });
    expect(refusalOf(await answer(open, { room_temperature: 27.5 })).code).toBe("version_not_in_force");
    expect(await stored(open)).toEqual(before);
  });

  test("what is captured is counted for the designer, by item", async () => {
    const { items, hiddenForms } = await world.must(first.people.data_manager, countCaptured, { study: first.key });
    expect(items).toContainEqual({ form: "milk_volume", item: "milk_volume_ml", values: 4 });
    expect(items.some(({ item }) => item === "room_temperature")).toBe(false);
    expect(hiddenForms).toEqual([]);
    const together = async (form: string, some: string[] | null) =>
      (await world.must(first.people.data_manager, countCaptured, { study: first.key, some: { form, items: some } }))
        .together;
    // Two answers of each of four women are eight of four.
    expect(await together("milk_volume", ["milk_volume_ml", "pump_min", "room_temperature"])).toEqual({
      values: 8,
      participants: 4,
    });
    const all = items.filter(({ form }) => form === "milk_volume").reduce((sum, { values }) => sum + values, 0);
    expect(await together("milk_volume", null)).toEqual({ values: all, participants: 4 });
    expect(await together("nowhere", null)).toEqual({ values: 0, participants: 0 });
  });
});

describe("midnight at two sites, two hours apart", () => {
  /** Melati keeps western time (UTC+7), Kenanga eastern (UTC+9). */
  const west = (time: string) => new Date(`${time}+07:00`).toISOString();
  let before: string;
  let first: StudyWorld;
  let second: StudyWorld;
  const numbers = { melati: "", kenanga: "" };
  let old: string;
  let now: string;
  beforeAll(async () => {
    before = world.instant;
    world.instant = west("2026-03-09T10:00:00");
    first = await world.study({ key: "midnight", protocol: twoSites("Asia/Jayapura"), site: null });
    const made = await manyParticipants(first, 8, { visit: "pretest", forms: ["characteristics"] });
    Object.assign(numbers, { melati: made[1], kenanga: made[0] });
    const after = nextVersion(first.protocol, (document) => {
      withTemperature(document);
      itemOf(document, "age_years").label.en = "Age";
    });
    second = await amended(first, after, [
      { site: "melati", on: "2026-03-10" },
      { site: "kenanga", on: "2026-03-10" },
    ]);
    [old, now] = [first.protocol, second.protocol].map(protocolHash) as [string, string];
  }, 30_000);
  afterAll(() => {
    world.instant = before;
  });

  const asked = async (participant: string) =>
    (
      await world.must(first.people.assessor, getEntry, {
        study: first.key,
        participant,
        visit: "pretest",
        form: "milk_volume",
      })
    ).protocolHash;

  test.each<[string, string, [boolean, boolean]]>([
    ["a second before midnight in the east", "2026-03-09T21:59:59", [false, false]],
    ["midnight in the east", "2026-03-09T22:00:00", [false, true]],
    ["a second before midnight in the west", "2026-03-09T23:59:59", [false, true]],
    ["midnight in the west", "2026-03-10T00:00:00", [true, true]],
  ])("at %s each site goes by its own calendar", async (_when, time, [melati, kenanga]) => {
    world.instant = west(time);
    expect([await asked(numbers.melati), await asked(numbers.kenanga)]).toEqual([
      melati ? now : old,
      kenanga ? now : old,
    ]);
    const { sites } = await world.must(first.people.investigator, listAmendments, { study: first.key });
    expect(sites.map(({ site, today, version }) => [site, today, version])).toEqual([
      ["melati", time.slice(0, 10), melati ? "1.1" : "1.0"],
      ["kenanga", kenanga ? "2026-03-10" : "2026-03-09", kenanga ? "1.1" : "1.0"],
    ]);
  });

  test("a form begun offline before midnight is sent days later, and is of the version it was begun under", async () => {
    const sent = (protocol: Protocol, participant: string, values: object = {}) => ({
      ...first.saveInput(participant, "pretest", "milk_volume"),
      performedOn: "2026-03-09",
      deviceTime: west("2026-03-09T21:30:00"),
      protocolHash: protocolHash(protocol),
      values: { ...first.saveInput(participant, "pretest", "milk_volume").values, ...values },
    });
    world.instant = west("2026-03-09T21:30:00");
    const begun = await asked(numbers.kenanga);
    expect(begun).toBe(old);
    const draft = sent(first.protocol, numbers.kenanga);
    // The phone finds its network three days on; the answer is lost once, and the same command is sent again.
    world.instant = west("2026-03-12T08:00:00");
    const at = "2026-03-09";
    const values = Object.fromEntries(
      Object.entries(draft.values as Record<string, unknown>).map(([key, value]) => [
        key,
        typeof value === "string" ? value.replace(/^2026-03-\d\d/u, at) : value,
      ]),
    );
    const command = { ...draft, values, ...lateReason } as typeof draft;
    const answers = [await world.run(first.people.assessor, saveEntry, command)];
    answers.push(await world.run(first.people.assessor, saveEntry, command));
    expect(answers).toMatchObject([
      { ok: true, value: { revision: 1 } },
      { ok: true, value: { revision: 1 } },
    ]);
    expect(answers[1]).toEqual(answers[0]);
    const rows =
      await database.client`SELECT revision, protocol_hash AS hash, "values", performed_on::text AS on FROM form_entry
      WHERE participant = ${numbers.kenanga} AND form = 'milk_volume' AND study_id = (SELECT id FROM study WHERE key = ${first.key})`;
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ revision: 1, hash: old, on: "2026-03-09" });
    expect(rows[0]?.["values"]).toMatchObject(values);
    // Who opens the form of another mother now is asked by the version in force.
    expect(await asked(numbers.melati)).toBe(now);
    const fresh = await world.run(first.people.assessor, saveEntry, {
      ...sent(second.protocol, numbers.melati, { room_temperature: 27 }),
      ...lateReason,
    } as typeof draft);
    expect(fresh.ok).toBe(true);
  });
});

const lateReason = { outOfWindowReason: "No network on the island." };
