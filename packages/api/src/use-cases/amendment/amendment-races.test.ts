import { randomUUID } from "node:crypto";
import { verifyAudit } from "@kendali/db";
import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import { protocolHash, type Protocol, type Result } from "@kendali/domain";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  amended,
  approval,
  draftOf,
  everyQuestion,
  itemOf,
  nextVersion,
  twoSites,
  withTemperature,
} from "../../testing/amending.ts";
import { manyParticipants } from "../../testing/many-participants.ts";
import { referenceProtocol, refusalOf, World, type StudyWorld } from "../../testing/study-world.ts";
import { allocateParticipant } from "../allocation/allocate-participant.ts";
import { recordConsent } from "../consent/record-consent.ts";
import { saveEntry } from "../entry/save-entry.ts";
import { recordScreening } from "../screening/record-screening.ts";
import { lockStudy } from "../study/close-study.ts";
import { amendStudy } from "./amend-study.ts";
import { moveEntries, previewMove } from "./move-entries.ts";

/**
 * What is published while something is captured: both acts are judged before either has the lock that orders them, then
 * the lock goes to the one or to the other first. Each runs on connections of its own.
 */
let database: TestDatabase;
let world: World;
beforeAll(async () => {
  database = await createTestDatabase({ connections: 24 });
  world = await World.open(database);
});
afterAll(() => database.drop());

type Act<T> = () => Promise<Result<T>>;

/** Holds the lock of a study's saves until both acts wait for it, in this order, then lets them go. */
async function inOrder<A, B>(study: StudyWorld, first: Act<A>, second: Act<B>): Promise<[Result<A>, Result<B>]> {
  const id = await idOf(study);
  const begun = await database.client.begin(async (holder) => {
    await holder`SELECT pg_advisory_xact_lock(hashtextextended(${id}, 0))`;
    const one = first();
    await waiting(1);
    const other = second();
    await waiting(2);
    return { both: Promise.all([one, other]) };
  });
  return begun.both;
}

/** Until so many connections of this database wait for an advisory lock. */
async function waiting(count: number): Promise<void> {
  for (let tries = 0; tries < 2000; tries += 1) {
    const [row] =
      await database.client`SELECT count(*)::int AS n FROM pg_locks l JOIN pg_database d ON d.oid = l.database
      WHERE l.locktype = 'advisory' AND NOT l.granted AND d.datname = current_database()`;
    if (Number(row?.["n"]) >= count) return;
  }
  throw new Error(`nobody waits: ${count} expected`);
}

async function idOf(study: StudyWorld): Promise<string> {
  const [row] = await database.client`SELECT id FROM study WHERE key = ${study.key}`;
  return String(row?.["id"]);
}

async function amendment(study: StudyWorld, after: Protocol): Promise<Act<unknown>> {
  const draft = await draftOf(study, after);
  const effective = study.protocol.sites.map(({ key }) => ({ site: key, on: study.today }));
  const sameMeaning = everyQuestion(after);
  const input = { commandId: randomUUID(), study: study.key, ...draft, ...approval, effective, sameMeaning };
  return () => world.run(study.people.investigator, amendStudy, input);
}

/** Nothing half-written: every stored act has its receipt and its event, and the chains hold. */
async function isWhole(study: StudyWorld): Promise<void> {
  const id = await idOf(study);
  expect((await verifyAudit(database, id)).breaks).toEqual([]);
  const [row] = await database.client`SELECT
    (SELECT count(*)::int FROM form_entry WHERE study_id = ${id} AND saved_at > ${world.instant}::timestamptz - interval '1 minute') AS entries,
    (SELECT count(*)::int FROM amendment WHERE study_id = ${id}) AS amendments,
    (SELECT count(*)::int FROM audit_event WHERE study_id = ${id} AND action = 'study.amend') AS "amendEvents",
    (SELECT count(*)::int FROM receipt r JOIN audit_event e ON e.study_id = r.study_id AND e.event::jsonb->'data'->>'commandId' = r.command_id::text
      WHERE r.study_id = ${id} AND e.action = 'entry.save') AS "savedReceipts",
    (SELECT count(*)::int FROM audit_event WHERE study_id = ${id} AND action = 'entry.save') AS "savedEvents"`;
  expect(row?.["amendEvents"]).toBe(row?.["amendments"]);
  expect(row?.["savedReceipts"]).toBe(row?.["savedEvents"]);
}

describe("an entry, a screening and a consent that are judged while a version is published", () => {
  let study: StudyWorld;
  let number = "";
  let count = 0;
  let versions: { readonly old: string; readonly now: string };
  let publishing: Act<unknown>;
  const withNewWords = (document: Protocol) => {
    withTemperature(document);
    document.consent.version = "2.0";
    document.consent.title.en = "Consent, second text";
    document.eligibility.criteria.push({
      key: "at_home",
      kind: "inclusion",
      text: { id: "Di rumah", en: "At home" },
      question: { id: "Di rumah?", en: "At home?" },
    });
  };
  beforeEach(async () => {
    count += 1;
    study = await world.study({ key: `race-${count}`, protocol: twoSites(), site: null });
    [, number = ""] = await manyParticipants(study, 2, { visit: "pretest", forms: ["characteristics"] });
    const after = nextVersion(study.protocol, withNewWords);
    versions = { old: protocolHash(study.protocol), now: protocolHash(after) };
    publishing = await amendment(study, after);
  }, 30_000);

  const entryOf = async () => {
    const [row] = await database.client`SELECT revision, protocol_hash AS hash, "values" FROM form_entry
      WHERE study_id = ${await idOf(study)} AND participant = ${number} AND form = 'milk_volume'`;
    return row;
  };

  test.each(["save first", "version first"])(
    "%s: an entry is of the version that asked it, whole, once",
    async (order) => {
      const input = study.saveInput(number, "pretest", "milk_volume");
      const saving = () => world.run(study.people.assessor, saveEntry, input);
      const [one, other] =
        order === "save first" ? await inOrder(study, saving, publishing) : await inOrder(study, publishing, saving);
      expect([one.ok, other.ok]).toEqual([true, true]);
      const stored = await entryOf();
      expect(stored).toMatchObject({ revision: 1, hash: versions.old });
      expect(stored?.["values"]).toMatchObject(input.values as object);
      // The same command again, after the version: the same answer, and no second entry.
      expect(await saving()).toMatchObject({ ok: true, value: { revision: 1 } });
      await isWhole(study);
    },
  );

  test("a change of an entry and a move of it: one has it, the other is told, and no value is lost", async () => {
    expect((await publishing()).ok).toBe(true);
    const [before] = await database.client`SELECT "values" FROM form_entry
      WHERE study_id = ${await idOf(study)} AND participant = ${number} AND form = 'characteristics'`;
    const values = { ...(before?.["values"] as Record<string, unknown>), age_years: 31 };
    const input = {
      ...study.saveInput(number, "pretest", "characteristics"),
      baseRevision: 1,
      changeReason: "mistyped",
    };
    const saving = () => world.run(study.people.coordinator, saveEntry, { ...input, values } as typeof input);
    const { total } = await world.must(study.people.data_manager, previewMove, { study: study.key });
    const move = { commandId: randomUUID(), study: study.key, reason: "One version.", total };
    const moving = () => world.run(study.people.data_manager, moveEntries, move);
    const [moved, saved] = await inOrder(study, moving, saving);
    expect(moved.ok).toBe(true);
    expect(refusalOf(saved).code).toBe("revision_conflict");
    const [after] = await database.client`SELECT revision, protocol_hash AS hash, "values" FROM form_entry
      WHERE study_id = ${await idOf(study)} AND participant = ${number} AND form = 'characteristics'`;
    expect(after).toMatchObject({ revision: 2, hash: versions.now, values: before?.["values"] });
    await isWhole(study);
  });

  test.each(["screening first", "version first"])("%s: a screening is judged by the version it says", async (order) => {
    const asked = study.eligibleAnswers();
    const screening = (answers: Record<string, boolean>) => () =>
      world.run(study.people.coordinator, recordScreening, {
        commandId: randomUUID(),
        study: study.key,
        site: study.protocol.sites[0]?.key ?? "",
        answers,
      });
    const isFirst = order === "screening first";
    const [one, other] = isFirst
      ? await inOrder(study, screening(asked), publishing)
      : await inOrder(study, publishing, screening(asked));
    expect([one.ok, other.ok]).toEqual([true, isFirst]);
    // Judged again by the version that came before it, it lacks an answer, and nothing of it is kept.
    if (!other.ok) expect(other.refusal).toMatchObject({ code: "screening_incomplete", params: { count: 1 } });
    const rows = await database.client`SELECT protocol_hash AS hash, answers FROM screening
      WHERE study_id = ${await idOf(study)} AND number > 2`;
    expect(rows).toMatchObject(isFirst ? [{ hash: versions.old, answers: asked }] : []);
    const again = await screening({ ...asked, at_home: true })();
    expect(again.ok).toBe(true);
    await isWhole(study);
  });

  test.each(["consent first", "version first"])(
    "%s: a consent is of a text in force when it is kept",
    async (order) => {
      const screening = await study.screen();
      const consenting = () =>
        world.run(study.people.coordinator, recordConsent, {
          commandId: randomUUID(),
          study: study.key,
          screening,
          version: study.protocol.consent.version,
          language: "id" as const,
          decision: "given" as const,
          signedOn: study.today,
          purposes: study.protocol.consent.purposes.map(({ key }) => key),
        });
      const isFirst = order === "consent first";
      const [one, other] = isFirst
        ? await inOrder(study, consenting, publishing)
        : await inOrder(study, publishing, consenting);
      expect([one.ok, other.ok]).toEqual([true, isFirst]);
      if (!other.ok) expect(other.refusal.code).toBe("consent_not_current");
      await isWhole(study);
    },
  );

  test("a study that is closed while its next version is published gets no other version, and the reverse both", async () => {
    const closing = () =>
      world.run(study.people.data_manager, lockStudy, {
        commandId: randomUUID(),
        study: study.key,
        reason: "the end",
      });
    const [closed, published] = await inOrder(study, closing, publishing);
    expect(closed.ok).toBe(true);
    expect(refusalOf(published).code).toBe("study_locked");
    const [row] = await database.client`SELECT protocol_hash AS hash, status FROM study WHERE key = ${study.key}`;
    expect(row).toEqual({ hash: versions.old, status: "locked" });
    await isWhole(study);
  });

  test("two people publish at once: one version follows, the other is told that it is outdated", async () => {
    const other = await amendment(
      study,
      nextVersion(study.protocol, (document) => (document.title.en = "Another title")),
    );
    const [one, two] = await inOrder(study, publishing, other);
    expect(one.ok).toBe(true);
    expect(refusalOf(two).code).toBe("amendment_outdated");
    const [row] = await database.client`SELECT count(*)::int AS n FROM amendment WHERE study_id = ${await idOf(study)}`;
    expect(row?.["n"]).toBe(1);
    await isWhole(study);
  });

  test("a move that waited for a version goes to that version, or not at all", async () => {
    await amended(
      study,
      nextVersion(study.protocol, (document) => (itemOf(document, "age_years").label.en = "Age")),
      study.protocol.sites.map(({ key }) => ({ site: key, on: study.today })),
    );
    const second = nextVersion(study.protocol, (document) => (itemOf(document, "age_years").label.en = "Age"));
    const third = nextVersion(second, (document) => (itemOf(document, "parity").label.en = "Births"));
    const publishing3 = await amendment(study, third);
    const { total } = await world.must(study.people.data_manager, previewMove, { study: study.key });
    const move = { commandId: randomUUID(), study: study.key, reason: "One version.", total };
    const [published, moved] = await inOrder(study, publishing3, () =>
      world.run(study.people.data_manager, moveEntries, move),
    );
    expect([published.ok, moved.ok]).toEqual([true, true]);
    const hashes =
      await database.client`SELECT DISTINCT protocol_hash AS hash FROM form_entry WHERE study_id = ${await idOf(study)}`;
    expect(hashes.map((row) => row["hash"])).toEqual([protocolHash(third)]);
    await isWhole(study);
  });

  test("thirty saves from as many hands while a version is published: all are there, each as its version asks", async () => {
    const numbers = await manyParticipants(study, 30, { visit: "pretest", forms: ["characteristics"] });
    const newer = nextVersion(study.protocol, withNewWords);
    const saves = numbers.map((participant, index) => () => {
      const isNew = index % 2 === 1;
      const input = study.saveInput(participant, "pretest", "milk_volume");
      const values = isNew ? { ...input.values, room_temperature: 27 } : input.values;
      // The one half was opened before and says so; the other asks by whatever rules when it arrives.
      const more = isNew ? {} : { protocolHash: versions.old };
      return world.run(study.people.assessor, saveEntry, { ...input, values, ...more } as typeof input);
    });
    const running: Promise<Result<unknown>>[] = saves.slice(0, 10).map((save) => save());
    running.push(publishing());
    running.push(...saves.slice(10).map((save) => save()));
    const results = await Promise.all(running);
    const rows = await database.client`SELECT participant, protocol_hash AS hash, "values" FROM form_entry
      WHERE study_id = ${await idOf(study)} AND form = 'milk_volume'`;
    const kept = new Map(rows.map((row) => [String(row["participant"]), row]));
    const answers = results.filter((_, index) => index !== 10);
    for (const [index, participant] of numbers.entries()) {
      const row = kept.get(participant);
      const answer = answers[index];
      const asks = newer.forms.find(({ key }) => key === "milk_volume")?.sections.flatMap(({ items }) => items) ?? [];
      if (answer?.ok === true) {
        const values = (row?.["values"] ?? {}) as Record<string, unknown>;
        const isNewer = row?.["hash"] === versions.now;
        expect("room_temperature" in values).toBe(isNewer);
        if (isNewer) expect(asks.filter(({ required, key }) => required && !(key in values))).toEqual([]);
        expect(values["milk_volume_ml"]).toBeDefined();
      } else {
        // The old document knows no room temperature: refused whole, nothing kept, and what was typed stays on the device.
        expect(index % 2).toBe(1);
        expect(answer?.ok === false && answer.refusal.code).toBe("values_invalid");
        expect(row).toBeUndefined();
      }
    }
    expect(results[10]?.ok).toBe(true);
    await isWhole(study);
  });
});

describe("an allocation while a version is published", () => {
  test.each(["allocation first", "version first"])(
    "%s: she is allocated once, from the same list",
    async (order) => {
      const key = `race-trial-${order.slice(0, 4).trim()}`;
      const study = await world.study({ key, protocol: referenceProtocol("oxytocin-rct") });
      const participant = await study.enrol();
      await study.visit(participant, "pretest");
      await study.lockBaseline(participant);
      const after = nextVersion(study.protocol, (document) => {
        itemOf(document, "age_years").label.en = "Age";
        const visit = document.visits.find(({ kind }) => kind === "baseline");
        visit?.forms.push({ form: "guess", required: false });
        if (visit !== undefined)
          visit.forms = visit.forms.filter(({ form }) => document.forms.some((one) => one.key === form));
      });
      const publishing = await amendment(study, after);
      const allocating = () =>
        world.run(study.people.coordinator, allocateParticipant, {
          commandId: randomUUID(),
          study: key,
          participant,
        });
      const results =
        order === "allocation first"
          ? await inOrder(study, allocating, publishing)
          : await inOrder(study, publishing, allocating);
      expect(results.map(({ ok }) => ok)).toEqual([true, true]);
      expect((await allocating()).ok).toBe(true);
      const id = await idOf(study);
      const [row] = await database.client`SELECT
      (SELECT count(*)::int FROM participant WHERE study_id = ${id} AND allocated_on IS NOT NULL) AS allocated,
      (SELECT count(*)::int FROM audit_event WHERE study_id = ${id} AND action = 'allocation.allocate' AND event::jsonb->'data'->>'kept' = 'false') AS taken,
      (SELECT count(DISTINCT protocol_hash)::int FROM form_entry WHERE study_id = ${id}) AS hashes`;
      expect(row).toEqual({ allocated: 1, taken: 1, hashes: 1 });
      await isWhole(study);
    },
    20_000,
  );
});
