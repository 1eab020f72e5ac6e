import { randomUUID } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import { deriveDataset } from "@kendali/datasets";
import { addDays, protocolHash, type Protocol } from "@kendali/domain";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildStudyData } from "../../study-data.ts";
import { manyParticipants } from "../../testing/many-participants.ts";
import {
  amended,
  approval,
  draftOf,
  formOf,
  itemOf,
  nextVersion,
  publish,
  twoSites,
  withoutLastFeed,
  withTemperature,
} from "../../testing/amending.ts";
import { referenceProtocol, refusalOf, World, type StudyWorld } from "../../testing/study-world.ts";
import { listAudit } from "../audit/list-audit.ts";
import { recordConsent } from "../consent/record-consent.ts";
import { getEntry } from "../entry/get-entry.ts";
import { saveEntry } from "../entry/save-entry.ts";
import { getParticipant } from "../participant/read-participants.ts";
import { getStudy } from "../study/get-study.ts";
import { lockVisit } from "../visit/lock-visit.ts";
import { amendStudy } from "./amend-study.ts";
import { listAmendments } from "./list-amendments.ts";
import { moveEntries, previewMove } from "./move-entries.ts";
import { previewAmendment } from "./preview-amendment.ts";
import { setAmendmentDate } from "./set-amendment-date.ts";

let database: TestDatabase;
let world: World;
beforeAll(async () => {
  database = await createTestDatabase();
  world = await World.open(database);
});
afterAll(() => database.drop());

/** Two parts that exchange their words, so that what was captured under one would be read as the other. */
function swapWords(one: { label: Protocol["title"] }, other: { label: Protocol["title"] }): void {
  [one.label, other.label] = [other.label, one.label];
}

describe("a study with 500 participants", () => {
  let study: StudyWorld;
  beforeAll(async () => {
    study = await world.study({ key: "five-hundred", protocol: twoSites(), site: null });
    await manyParticipants(study, 500, { visit: "pretest", forms: ["characteristics", "milk_volume"] });
  }, 60_000);

  async function preview(change: (document: Protocol) => void) {
    const { draft } = await draftOf(study, nextVersion(study.protocol, change));
    return world.must(study.people.investigator, previewAmendment, { study: study.key, draft });
  }
  const touchedBy = (seen: Awaited<ReturnType<typeof preview>>, path: string) =>
    seen.changes.find((change) => change.path.join("/").startsWith(path));

  test("each change says what it touches, and what happens to that", async () => {
    const seen = await preview((document) => {
      withoutLastFeed(document);
      withTemperature(document);
      itemOf(document, "milk_volume_ml").label.en = "Milk, pumped";
      const visit = document.visits.find(({ key }) => key === "pretest");
      if (visit !== undefined) visit.window.after += 1;
      document.codelists
        .find(({ key }) => key === "breast_side")
        ?.codes.push({ code: 3, label: { id: "Keduanya", en: "Both" } });
    });
    expect(seen.problems).toEqual([]);
    expect(touchedBy(seen, "visits/pretest/window")).toMatchObject({
      statement: "schedule_new",
      touched: { entries: 1000, participants: 500, visits: 500 },
    });
    const removed = seen.changes.find((change) => change.path.at(-1) === "last_feed_min");
    expect(removed).toMatchObject({
      statement: "item_retired",
      touched: { values: 500, entries: 500, participants: 500 },
    });
    expect(seen.changes.find((change) => change.path.includes("milk_volume_ml"))).toMatchObject({
      statement: "words_new",
      touched: { values: 500 },
    });
    expect(seen.changes.find((change) => change.path.at(-1) === "room_temperature")).toMatchObject({
      statement: "item_new",
      touched: { values: 0, entries: 0 },
    });
    expect(seen.changes.find((change) => change.path.at(-1) === "3")).toMatchObject({
      statement: "code_new",
      touched: { values: 0 },
    });
    expect(seen.sites.map(({ site, version }) => [site, version])).toEqual([
      ["melati", "1.0"],
      ["kenanga", "1.0"],
    ]);
  });

  test("a form nobody has filled touches nothing, and a code in use is counted by its answers", async () => {
    const seen = await preview((document) => {
      const list = document.codelists.find(({ key }) => key === "education_level");
      if (list !== undefined) list.codes = list.codes.filter(({ code }) => code !== 0);
      const lactation = formOf(document, "lactation");
      lactation.title.en = "Lactation signs";
    });
    expect(touchedBy(seen, "codelists/education_level/codes/0")).toMatchObject({
      statement: "code_retired",
      touched: { values: 500 },
    });
    expect(touchedBy(seen, "forms/lactation")).toMatchObject({ touched: { entries: 0, participants: 0 } });
  });

  test.each<[string, (document: Protocol) => void]>([
    ["amendment_type_changed", (d) => Object.assign(itemOf(d, "last_feed_min"), { type: "decimal", decimals: 0 })],
    ["amendment_unit_changed", (d) => Object.assign(itemOf(d, "last_feed_min"), { unit: "h" })],
    ["amendment_codelist_changed", (d) => Object.assign(itemOf(d, "education"), { codelist: "employment_kind" })],
    [
      "amendment_item_renamed",
      (d) => {
        const { first } = formOf(d, "milk_volume");
        const at = first.items.findIndex(({ key }) => key === "last_feed_min");
        const [old] = first.items.splice(at, 1);
        if (old !== undefined) first.items.splice(at, 0, { ...old, key: "feed_before_min" });
      },
    ],
    [
      "amendment_code_swapped",
      (d) => {
        const codes = d.codelists.find(({ key }) => key === "breast_side")?.codes ?? [];
        const [left, right] = [codes[0]?.label, codes[1]?.label];
        if (codes[0] !== undefined && codes[1] !== undefined && left !== undefined && right !== undefined) {
          codes[0].label = right;
          codes[1].label = left;
        }
      },
    ],
    ["amendment_item_renamed", (d) => swapWords(itemOf(d, "age_years"), itemOf(d, "parity"))],
    [
      "amendment_visit_renamed",
      (d) => {
        const [before, after] = ["pretest", "posttest"].map((key) => d.visits.find((visit) => visit.key === key));
        if (before !== undefined && after !== undefined) swapWords(before, after);
      },
    ],
    [
      "amendment_visit_kind",
      (d) => Object.assign(d.visits.find(({ key }) => key === "pretest") ?? {}, { kind: "follow_up" }),
    ],
    ["amendment_site_removed", (d) => (d.sites = d.sites.filter(({ key }) => key !== "kenanga"))],
    ["amendment_site_changed", (d) => Object.assign(d.sites[1] ?? {}, { timeZone: "Asia/Jayapura" })],
    ["amendment_consent_version", (d) => Object.assign(d.consent.title, { en: "Other words" })],
    ["amendment_version_not_higher", (d) => ((d.version = "1.0"), (d.title.en = "Other"))],
    ["amendment_nothing_changed", () => undefined],
  ])("%s is refused, told at its place and with how to do it instead", async (code, change) => {
    const refused = refusalOf(
      await publish(study, nextVersion(study.protocol, change), [{ site: "melati", on: study.today }]),
    );
    expect(refused.code).toBe("amendment_refused");
    expect(refused.problems?.map((problem) => problem.code)).toContain(code);
  });

  test("a code's new words need the statement that it means the same", async () => {
    const after = nextVersion(study.protocol, (document) => {
      const code = document.codelists.find(({ key }) => key === "breast_side")?.codes[0];
      if (code !== undefined) code.label = { id: "Payudara kiri", en: "Left breast" };
    });
    const at = [{ site: "melati", on: study.today }];
    expect(refusalOf(await publish(study, after, at)).problems?.map(({ code }) => code)).toEqual([
      "amendment_meaning_unstated",
    ]);
  });

  test("a question's new words are shown before and after in both languages, and need the statement too", async () => {
    const after = nextVersion(study.protocol, (document) =>
      Object.assign(itemOf(document, "age_years").label, { en: "What is your weight (kg)?" }),
    );
    const draft = await draftOf(study, after);
    const { people, world } = study;
    const seen = await world.must(people.investigator, previewAmendment, { study: study.key, draft: draft.draft });
    const then = itemOf(study.protocol, "age_years").label;
    expect(seen.meanings).toMatchObject([
      { part: "forms", property: "label", from: then, to: { id: then.id, en: "What is your weight (kg)?" } },
    ]);
    const at = [{ site: "melati", on: study.today }];
    expect(refusalOf(await publish(study, after, at)).problems).toEqual([
      { path: seen.meanings[0]?.path, code: "amendment_meaning_unstated", params: { code: "age_years" } },
    ]);
  });

  test("dates are not before today at the site, of known sites, and each once", async () => {
    const after = nextVersion(study.protocol, withTemperature);
    const early = [{ site: "kenanga", on: addDays(study.today, -1) }];
    expect(refusalOf(await publish(study, after, early)).code).toBe("amendment_date_early");
    const unknown = [{ site: "nowhere", on: study.today }];
    expect(refusalOf(await publish(study, after, unknown)).code).toBe("invalid_input");
    const twice = [1, 2].map(() => ({ site: "melati", on: study.today }));
    expect(refusalOf(await publish(study, after, twice)).code).toBe("invalid_input");
  });
});

describe("two versions at two sites", () => {
  let first: StudyWorld;
  let second: StudyWorld;
  let later: string;
  const numbers = { melati: "", kenanga: "" };
  const versions = { old: "", new: "" };

  const enter = (study: StudyWorld, participant: string, form: string, more: object = {}) =>
    world.run(study.filler(form), saveEntry, { ...study.saveInput(participant, "pretest", form), ...more });
  const entry = (participant: string, form: string, more: object = {}) =>
    world.run(first.people.coordinator, getEntry, { study: first.key, participant, visit: "pretest", form, ...more });

  beforeAll(async () => {
    first = await world.study({ key: "two-sites", protocol: twoSites(), site: null });
    const [kenanga = "", melati = ""] = await manyParticipants(first, 2, {
      visit: "pretest",
      forms: ["characteristics"],
    });
    Object.assign(numbers, { melati, kenanga });
    later = addDays(first.today, 7);
    const after = nextVersion(first.protocol, (document) => {
      withoutLastFeed(document);
      withTemperature(document);
    });
    versions.old = protocolHash(first.protocol);
    versions.new = protocolHash(after);
    second = await amended(first, after, [
      { site: "melati", on: first.today },
      { site: "kenanga", on: later },
    ]);
  });

  test("an act at a site goes by the version in force there, and the entry keeps it", async () => {
    expect(
      (await entry(numbers.kenanga, "milk_volume")).ok && (await entry(numbers.kenanga, "milk_volume")),
    ).toMatchObject({
      value: { protocolHash: versions.old },
    });
    const old = await enter(first, numbers.kenanga, "milk_volume");
    expect(old.ok).toBe(true);
    // The new version asks the temperature: what the old one asked is not enough.
    const refused = refusalOf(await enter(first, numbers.melati, "lactation", { form: "milk_volume" }));
    expect(refused.code).toBe("values_invalid");
    const now = await enter(second, numbers.melati, "milk_volume", {
      values: { ...second.saveInput(numbers.melati, "pretest", "milk_volume").values, room_temperature: 27.5 },
    });
    expect(now.ok).toBe(true);
    const rows =
      await database.client`SELECT participant, protocol_hash AS hash FROM form_entry WHERE form = 'milk_volume' AND participant IN (${numbers.melati}, ${numbers.kenanga}) ORDER BY participant`;
    expect(Object.fromEntries(rows.map((row) => [row["participant"], row["hash"]]))).toMatchObject({
      [numbers.kenanga]: versions.old,
      [numbers.melati]: versions.new,
    });
  });

  test("a form that was open when the version changed is sent under its own version; another is refused in words", async () => {
    const sent = await enter(first, numbers.melati, "lactation", { protocolHash: versions.old });
    expect(sent.ok).toBe(true);
    const shown = await entry(numbers.melati, "lactation");
    expect(shown).toMatchObject({ ok: true, value: { protocolHash: versions.old, status: "complete" } });
    // Changed later, it is still checked by the version that captured it.
    const changed = await enter(first, numbers.melati, "lactation", { baseRevision: 1, changeReason: "mistyped" });
    expect(changed.ok).toBe(true);
    const unknown = refusalOf(await enter(first, numbers.kenanga, "lactation", { protocolHash: versions.new }));
    expect([unknown.code, unknown.params]).toEqual(["version_not_in_force", { version: "1.1" }]);
    expect(refusalOf(await entry(numbers.kenanga, "lactation", { protocolHash: "0".repeat(64) })).code).toBe(
      "version_not_in_force",
    );
  });

  test("a visit that was begun keeps its forms, and one that was done stays done", async () => {
    const loaded = await world.must(first.people.coordinator, getParticipant, {
      study: first.key,
      participant: numbers.melati,
    });
    expect(loaded.schedule.find(({ visit }) => visit === "pretest")).toMatchObject({ state: "done" });
    const locked = await world.run(first.people.coordinator, lockVisit, {
      commandId: randomUUID(),
      study: first.key,
      participant: numbers.melati,
      visit: "pretest",
    });
    expect(locked.ok).toBe(true);
  });

  test("a date that has not come may change, one that has come stays", async () => {
    const set = (site: string, on: string) =>
      world.run(first.people.data_manager, setAmendmentDate, {
        commandId: randomUUID(),
        study: first.key,
        amendment: 1,
        site,
        on,
      });
    expect(refusalOf(await set("melati", later)).code).toBe("amendment_date_passed");
    expect((await set("kenanga", addDays(later, 1))).ok).toBe(true);
    expect((await set("kenanga", later)).ok).toBe(true);
    const list = await world.must(first.people.statistician, listAmendments, { study: first.key });
    expect(list.versions.map(({ version }) => version)).toEqual(["1.1", "1.0"]);
    expect(list.versions[0]?.amendment?.effective).toContainEqual({ site: "kenanga", on: later, hasBegun: false });
    expect(list.drafts).toEqual([]);
  });

  test("the dataset holds what both versions captured, under the names it had", async () => {
    const [row] = await database.client`SELECT id FROM study WHERE key = ${first.key}`;
    const scope = { id: String(row?.["id"]), kind: "simulated" as const, unblindedAt: null };
    const before = await buildStudyData(world.server.db, { ...scope, protocol: first.protocol }, { withArm: true });
    const data = await buildStudyData(
      world.server.db,
      { ...scope, protocol: second.protocol, versions: versionsOf() },
      { withArm: true },
    );
    const names = (one: typeof data) =>
      deriveDataset(one, { withArm: true }).tables.participants.columns.map(({ name }) => name);
    expect(names(data)).toEqual(expect.arrayContaining(names(before)));
    const { tables, study } = deriveDataset(data, { withArm: true });
    expect([study.version, study.protocolHash]).toEqual(["1.1", versions.new]);
    const long = [...tables.long.rows()].map((cells) =>
      [cells[0], cells[4 + 0], ...cells.slice(3, 7)].map(String).join(" "),
    );
    expect(long.some((line) => line.includes(numbers.kenanga) && line.includes("last_feed_min"))).toBe(true);
    expect(long.some((line) => line.includes(numbers.melati) && line.includes("room_temperature"))).toBe(true);
    const codebook = [...tables.codebook.rows()];
    const span = (item: string) =>
      codebook.find((cells) => cells.includes(item) && cells[0] === "participants")?.at(-1);
    expect([span("last_feed_min"), span("room_temperature"), span("milk_volume_ml")]).toEqual([
      "1.0",
      "1.1",
      "1.0–1.1",
    ]);
  });

  function versionsOf() {
    return [
      { hash: versions.old, effective: [], protocol: first.protocol },
      { hash: versions.new, effective: [], protocol: second.protocol },
    ];
  }

  test("a consent text applies from its day, and what was signed before stands", async () => {
    const screening = await first.screen();
    const after = nextVersion(second.protocol, (document) => {
      document.consent.version = "2.0";
      document.consent.title.en = "Consent, second text";
    });
    await amended(second, after, [{ site: "melati", on: first.today }]);
    const consent = (version: string) =>
      world.run(first.people.coordinator, recordConsent, {
        commandId: randomUUID(),
        study: first.key,
        screening,
        version,
        language: "id",
        decision: "given",
        purposes: after.consent.purposes.map(({ key }) => key),
        signedOn: first.today,
      });
    expect(refusalOf(await consent("1.0")).code).toBe("consent_not_current");
    expect((await consent("2.0")).ok).toBe(true);
    const seen = await world.must(first.people.coordinator, getStudy, { study: first.key });
    expect(seen.protocol.version).toBe("1.2");
  });

  test("a draft of an older version is not published", async () => {
    const draft = await draftOf(
      second,
      nextVersion(second.protocol, (document) => {
        document.version = "1.3";
        document.title.en = "Another title";
      }),
    );
    const third = nextVersion(second.protocol, (document) => {
      document.version = "1.4";
      document.consent.version = "2.0";
      document.consent.title.en = "Consent, second text";
      document.title.en = "Yet another";
    });
    await amended(second, third, [{ site: "melati", on: first.today }]);
    const input = {
      commandId: randomUUID(),
      study: first.key,
      ...draft,
      ...approval,
      effective: [{ site: "melati", on: first.today }],
      sameMeaning: [],
    };
    expect(refusalOf(await world.run(first.people.investigator, amendStudy, input)).code).toBe("amendment_outdated");
  });
});

describe("a form that is no longer asked", () => {
  const withExtra = () => {
    const protocol = twoSites();
    protocol.forms.push({
      key: "extra",
      title: { id: "Tambahan", en: "Extra" },
      performedBy: ["coordinator"],
      purpose: "characteristics",
      revealsArm: false,
      sections: [
        {
          key: "main",
          title: { id: "Bagian", en: "Part" },
          items: [{ key: "steps", type: "integer", label: { id: "Langkah", en: "Steps" }, required: true }],
        },
      ],
    });
    protocol.visits.find(({ key }) => key === "pretest")?.forms.push({ form: "extra", required: false });
    return protocol;
  };

  test("stays readable and correctable where it was filled, and is sent where it was open", async () => {
    const study = await world.study({ key: "retired-form", protocol: withExtra(), site: null });
    const [filled = "", open = ""] = await manyParticipants(study, 4, { visit: "pretest", forms: ["characteristics"] });
    const old = protocolHash(study.protocol);
    const save = (participant: string, more: object = {}) =>
      world.run(study.people.coordinator, saveEntry, {
        ...study.saveInput(participant, "pretest", "extra"),
        values: { steps: 7 },
        ...more,
      });
    expect((await save(filled)).ok).toBe(true);
    const after = nextVersion(study.protocol, (document) => {
      document.forms = document.forms.filter(({ key }) => key !== "extra");
      for (const visit of document.visits) visit.forms = visit.forms.filter(({ form }) => form !== "extra");
    });
    await amended(
      study,
      after,
      after.sites.map(({ key }) => ({ site: key, on: study.today })),
    );
    const formsOf = async (participant: string) => {
      const seen = await world.must(study.people.coordinator, getParticipant, { study: study.key, participant });
      return seen.schedule.find(({ visit }) => visit === "pretest")?.forms.map(({ form, status }) => [form, status]);
    };
    expect(await formsOf(filled)).toContainEqual(["extra", "complete"]);
    expect((await formsOf(open))?.map(([form]) => form)).not.toContain("extra");
    const shown = { study: study.key, participant: filled, visit: "pretest", form: "extra" };
    expect(await world.must(study.people.coordinator, getEntry, shown)).toMatchObject({
      protocolHash: old,
      values: { steps: 7 },
      saveRefusal: null,
    });
    expect((await save(filled, { baseRevision: 1, values: { steps: 8 }, changeReason: "mistyped" })).ok).toBe(true);
    expect(refusalOf(await save(open)).code).toBe("form_not_in_visit");
    expect((await save(open, { protocolHash: old })).ok).toBe(true);
    expect(await formsOf(open)).toContainEqual(["extra", "complete"]);
    const moving = await world.must(study.people.investigator, previewMove, { study: study.key });
    expect([moving.total, moving.retired]).toEqual([4, 2]);
  });
});

describe("moving forward", () => {
  let first: StudyWorld;
  let numbers: readonly string[];
  let to: string;
  beforeAll(async () => {
    first = await world.study({ key: "moving", protocol: twoSites(), site: null });
    numbers = await manyParticipants(first, 6, { visit: "pretest", forms: ["characteristics", "milk_volume"] });
    const locked = numbers[1] ?? "";
    await enterLactation(locked);
    await world.must(first.people.coordinator, lockVisit, {
      commandId: randomUUID(),
      study: first.key,
      participant: locked,
      visit: "pretest",
    });
    const after = nextVersion(first.protocol, (document) => {
      withTemperature(document);
      itemOf(document, "age_years").label.en = "Age";
    });
    to = protocolHash(after);
    await amended(first, after, [{ site: "melati", on: first.today }]);
  });
  const enterLactation = (participant: string) => first.save(participant, "pretest", "lactation");
  const state = async () =>
    database.client`SELECT participant, form, revision, protocol_hash AS hash, status, "values" FROM form_entry WHERE study_id = (SELECT id FROM study WHERE key = ${first.key}) ORDER BY participant, form`;

  test("is previewed, done only for what stays right, and leaves every value as it was", async () => {
    const seen = await world.must(first.people.data_manager, previewMove, { study: first.key });
    // Of three participants at the site one is locked; two have characteristics that move, and a volume that lacks the temperature.
    const atSite = numbers.filter((number) => number.startsWith("MLT"));
    const open = atSite.filter((number) => number !== numbers[1]);
    expect(seen).toMatchObject({ total: open.length, participants: open.length, failing: open.length, retired: 0 });
    expect(seen.moving).toEqual([{ visit: "pretest", form: "characteristics", count: open.length }]);
    expect(seen.problems.map(({ form, problems }) => [form, problems[0]?.code])).toEqual(
      open.map(() => ["milk_volume", "required"]),
    );
    const before = await state();
    const move = (total: number, commandId = randomUUID()) =>
      world.run(first.people.data_manager, moveEntries, {
        commandId,
        study: first.key,
        reason: "One version for all.",
        total,
      });
    expect(refusalOf(await move(seen.total + 1)).code).toBe("revision_conflict");
    const commandId = randomUUID();
    expect(await move(seen.total, commandId)).toMatchObject({
      ok: true,
      value: { moved: open.length, participants: open.length },
    });
    expect(await move(seen.total, commandId)).toMatchObject({ ok: true, value: { moved: open.length } });
    const after = await state();
    expect(after.map((row) => row["values"])).toEqual(before.map((row) => row["values"]));
    const changed = after.filter((row, index) => row["revision"] !== before[index]?.["revision"]);
    expect(changed.map((row) => [row["form"], row["hash"], row["status"]])).toEqual(
      open.map(() => ["characteristics", to, "complete"]),
    );
    const audit = await world.must(first.people.investigator, listAudit, { study: first.key });
    const moved = audit.events.filter((event) => event.action === "amendment.move");
    expect(moved.map(({ chain }) => chain).toSorted()).toEqual([...open].toSorted());
    expect(moved[0]?.data).toMatchObject({
      visit: "pretest",
      form: "characteristics",
      reason: "One version for all.",
      to,
    });
    expect(refusalOf(await move(1)).code).toBe("amendment_nothing_to_move");
  });
});

describe("who is masked", () => {
  test("is told no count of a form that tells the group, in preview, list and move", async () => {
    const protocol = referenceProtocol("oxytocin-rct");
    const study = await world.study({ key: "masked-amendment", protocol, site: null });
    const { participant } = await study.allocated();
    const masked = study.people.data_manager;
    const after = nextVersion(protocol, (document) => {
      formOf(document, "massage_session").title.en = "Session of massage";
      formOf(document, "care_received").title.en = "Care that was received";
      formOf(document, "milk_volume").title.en = "Volume";
    });
    const { draft } = await draftOf(study, after, masked);
    const view = await world.must(masked, getStudy, { study: study.key });
    expect(view.viewer.isMasked).toBe(true);
    const seen = await world.must(masked, previewAmendment, { study: study.key, draft });
    const touched = (form: string) => seen.changes.find((change) => change.path[1] === form)?.touched;
    expect([touched("massage_session"), touched("care_received")]).toEqual([null, null]);
    expect(touched("milk_volume")).toMatchObject({ entries: 1, participants: 1 });
    expect(participant).not.toBe("");
  });

  test("a change of what tells the group is refused whether or not anybody was treated", async () => {
    const protocol = referenceProtocol("oxytocin-rct");
    const study = await world.study({ key: "telling-amendment", protocol, site: null });
    const codes = async (change: (document: Protocol) => void) => {
      const refused = await publish(study, nextVersion(protocol, change), [{ site: study.site, on: study.today }]);
      return refusalOf(refused).problems?.map(({ code }) => code);
    };
    const session = (document: Protocol) => document.visits.find(({ kind }) => kind === "intervention_session");
    expect(await codes((document) => Object.assign(session(document) ?? {}, { kind: "follow_up" }))).toContain(
      "amendment_visit_masking",
    );
    const care = (document: Protocol) => document.forms.find(({ key }) => key === "care_received");
    expect(await codes((document) => Object.assign(care(document) ?? {}, { revealsArm: false }))).toContain(
      "amendment_form_masking",
    );
    expect(await codes((document) => Object.assign(document.blinding.levels[0] ?? {}, { level: "none" }))).toContain(
      "amendment_masking_level",
    );
    expect(
      await codes((document) =>
        document.sites.push({ ...structuredClone(document.sites[0]), key: "other", code: "OTH" } as never),
      ),
    ).toContain("allocation_site_added");
  });
});
