import { randomUUID } from "node:crypto";
import { deriveDataset, type Cell } from "@kendali/datasets";
import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import { verifyAudit } from "@kendali/db";
import {
  amendmentImpact,
  canonicalJson,
  placedItems,
  protocolHash,
  type EntryValues,
  type Item,
  type ItemValue,
  type Protocol,
} from "@kendali/domain";
import {
  amendmentDraw,
  amendmentEdits,
  amendmentWords,
  fillStudy,
  inventedOneGroupProtocol,
  rememberRetired,
  type AmendmentDraw,
} from "@kendali/fixtures";
import { validateStudyDocument } from "@kendali/randomization";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildStudyData } from "../../study-data.ts";
import { approval, draftOf, twoSites } from "../../testing/amending.ts";
import { World, type StudyRole, type StudyWorld } from "../../testing/study-world.ts";
import { recordConsent } from "../consent/record-consent.ts";
import { getEntry } from "../entry/get-entry.ts";
import { saveEntry } from "../entry/save-entry.ts";
import { enrolParticipant } from "../participant/enrol-participant.ts";
import { recordScreening } from "../screening/record-screening.ts";
import { getStudy } from "../study/get-study.ts";
import { lockVisit } from "../visit/lock-visit.ts";
import { amendStudy } from "./amend-study.ts";
import { moveEntries, previewMove } from "./move-entries.ts";
import { openEntries } from "./open-entries.ts";

/**
 * Random amendments of a study into which people go on entering, correcting, locking and moving: after each, every value
 * that was ever accepted stands in the database as it was, under the version that captured it, and in the dataset.
 */
const numberFrom = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);
const amendments = numberFrom("KENDALI_AMENDMENTS", 5);
const firstSeed = numberFrom("KENDALI_AMENDMENTS_SEED", 20_261_123);
/** Amendments of one study before the next one begins. */
const chainLength = 8;
/** The visit of both documents at which anything can be entered on the day of enrolment. */
const baseline = "pretest";

let database: TestDatabase;
let world: World;
beforeAll(async () => {
  database = await createTestDatabase();
  world = await World.open(database);
});
afterAll(() => database.drop());

type Kept = {
  readonly values: EntryValues;
  readonly hash: string;
  readonly revision: number;
  readonly locked: boolean;
};
type Tally = Record<"published" | "refused" | "saved" | "moved" | "opened" | "answered" | "locked" | "checked", number>;

/** Edits that only a database can be hurt by: what the next entries are checked by. */
const checkEdits: Readonly<Record<string, (protocol: Protocol, draw: AmendmentDraw) => void>> = {
  askMore: (protocol, draw) => {
    const section = draw.pick(protocol.forms.flatMap(({ sections }) => sections));
    const label = amendmentWords("asked", draw);
    section?.items.push({ key: `more_${draw.count}`, type: "yes_no", label, required: true });
  },
  narrow: (protocol, draw) => {
    const item = draw.pick(placedItems(protocol).filter(({ item: one }) => one.type === "integer"))?.item;
    if (item !== undefined) item.hardRange = { min: 0, max: 1 + Math.floor(draw.random() * 200) };
  },
  require: (protocol, draw) => {
    const item = draw.pick(placedItems(protocol).filter(({ item: one }) => one.type !== "calculated"))?.item;
    if (item !== undefined) item.required = !item.required;
  },
  widen: (protocol, draw) => {
    const visit = draw.pick(protocol.visits);
    if (visit !== undefined) visit.window.after += 1;
  },
  turnRound: (protocol, draw) => {
    const criterion = draw.pick(protocol.eligibility.criteria);
    if (criterion !== undefined) criterion.kind = criterion.kind === "inclusion" ? "exclusion" : "inclusion";
  },
};
const edits = { ...amendmentEdits, ...checkEdits };

/** Edits after which something may point nowhere. */
const breaking = /^(retire|change|moveItem|bringBack|addVisit|planForm|unplan)/u;

/** Of every five studies four follow a small invented document, and one the reference study's own. */
function documentOf(seed: number): Protocol {
  if (seed % 5 === 0) return twoSites("Asia/Jayapura");
  const protocol = worded(inventedOneGroupProtocol()) as Protocol;
  const [site] = protocol.sites;
  if (site === undefined) throw new Error("the invented study has a site");
  const second = {
    ...site,
    key: "kenanga",
    code: "KNG",
    timeZone: "Asia/Jayapura",
    name: { id: "Kenanga", en: "Kenanga" },
  };
  const { roles } = twoSites();
  const visits = protocol.visits.map((visit) =>
    visit.kind === "intervention_session" ? { ...visit, window: { before: 0, after: 0 } } : visit,
  );
  return { ...protocol, roles, visits, assumptions: [], sites: [site, second] };
}

/** The same with something in every text that the invented document leaves empty. */
function worded(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(worded);
  if (typeof part !== "object" || part === null) return part;
  const { id, en } = part as { readonly id?: unknown; readonly en?: unknown };
  if (id === "" && en === "") return { id: "Kata", en: "Words" };
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, worded(value)]));
}

test(
  `${amendments} random amendments on random data lose 0 values`,
  async () => {
    const tally: Tally = {
      published: 0,
      refused: 0,
      saved: 0,
      moved: 0,
      opened: 0,
      answered: 0,
      locked: 0,
      checked: 0,
    };
    for (let seed = firstSeed; tally.published < amendments; seed += 1) {
      const study = await Chain.begin(seed, tally);
      for (let step = 0; step < chainLength && tally.published < amendments; step += 1) await study.step();
      await study.finish();
    }
    console.info(`amendments from seed ${firstSeed}: ${JSON.stringify(tally)}`);
    // It is worth something only if much was captured, and kept across versions.
    expect(tally.saved).toBeGreaterThan(amendments * 3);
    expect(tally.checked).toBeGreaterThan(amendments * 20);
  },
  Math.max(120_000, amendments * 20_000),
);

class Chain {
  readonly #study: StudyWorld;
  readonly #id: string;
  readonly #draw: AmendmentDraw;
  readonly #tally: Tally;
  readonly #ledger = new Map<string, Kept>();
  readonly #versions: Protocol[];
  readonly #participants: string[] = [];

  private constructor(study: StudyWorld, id: string, draw: AmendmentDraw, tally: Tally) {
    this.#study = study;
    this.#id = id;
    this.#draw = draw;
    this.#tally = tally;
    this.#versions = [study.protocol];
  }

  static async begin(seed: number, tally: Tally): Promise<Chain> {
    world.instant = "2026-03-02T03:00:00.000Z";
    const study = await world.study({ key: `chain-${seed}`, protocol: documentOf(seed), site: null });
    const [row] = await database.client`SELECT id FROM study WHERE key = ${study.key}`;
    const chain = new Chain(study, String(row?.["id"]), amendmentDraw(seed), tally);
    await chain.#enter(8);
    return chain;
  }

  async step(): Promise<void> {
    await this.#amend();
    await this.#isKept();
    await this.#enter(6);
    if (this.#draw.random() < 0.4) await this.#move();
    if (this.#draw.random() < 0.3) await this.#answer();
    if (this.#draw.random() < 0.3) await this.#lock();
    await this.#isKept();
    if (this.#draw.random() < 0.5) this.#study.nextDay();
  }

  /** Nothing is lost on the way into the dataset either, and every chain of events holds. */
  async finish(): Promise<void> {
    await this.#isKept();
    mustEqual((await verifyAudit(database, this.#id)).breaks, []);
    const versions = this.#versions.map((protocol) => ({ hash: protocolHash(protocol), effective: [], protocol }));
    const newest = this.#versions.at(-1) ?? this.#study.protocol;
    const scope = { id: this.#id, kind: "simulated" as const, unblindedAt: null, protocol: newest, versions };
    const { tables } = deriveDataset(await buildStudyData(world.server.db, scope, { withArm: true }), {
      withArm: true,
    });
    const at = (name: string) => tables.long.columns.findIndex((column) => column.name === name);
    const [person, visit, form, item] = ["usubjid", "visit", "form", "item"].map(at);
    const told = new Map(
      [...tables.long.rows()].map((line) => [
        [person, visit, form, item].map((column) => line[column ?? 0]).join("/"),
        { value: line[at("value")], missing: line[at("missing_reason")] },
      ]),
    );
    const lost = [...this.#ledger].flatMap(([place, { values }]) =>
      Object.entries(values)
        .filter(([name, value]) => !isTold(value, told.get(`${place}/${name}`)))
        .map(([name]) => `${place}/${name}`),
    );
    mustEqual(lost, []);
  }

  /** A next version by one to five random edits, most of them such as the rules allow, with a date for one site or both. */
  async #amend(): Promise<void> {
    const draw = this.#draw;
    const before = this.#versions.at(-1) ?? this.#study.protocol;
    const isWild = draw.random() < 0.15;
    let after = copy(before);
    after.version = `1.${Number(before.version.split(".")[1]) + 1}`;
    after.title = amendmentWords("title", draw);
    const wanted = 1 + Math.floor(draw.random() * 5);
    for (let made = 0, tried = 0; made < wanted && tried < 12; tried += 1) {
      const next = copy(after);
      const name = draw.pick(Object.keys(edits)) as keyof typeof edits;
      edits[name]?.(next, draw);
      const isAllowed =
        isWild ||
        (this.#impact(before, next).problems.length === 0 &&
          (!breaking.test(String(name)) || validateStudyDocument(next).ok));
      if (!isAllowed) continue;
      after = next;
      made += 1;
    }
    const sites = before.sites.filter((_site, index) => index === 0 || draw.random() < 0.7);
    const { today } = this.#study;
    const input = {
      commandId: randomUUID(),
      study: this.#study.key,
      ...(await draftOf(this.#study, after)),
      ...approval,
      effective: sites.map(({ key }) => ({ site: key, on: today })),
      sameMeaning: [...this.#impact(before, after).meanings],
    };
    const published = await world.run(this.#study.people.investigator, amendStudy, input);
    if (!published.ok) {
      if (!["amendment_refused", "protocol_invalid"].includes(published.refusal.code))
        throw new Error(published.refusal.code);
      this.#tally.refused += 1;
      return;
    }
    this.#tally.published += 1;
    rememberRetired(draw, before, after);
    this.#versions.push(after);
  }

  #impact(before: Protocol, after: Protocol) {
    const by = { melati: 9, kenanga: 9 };
    const counts = { screenings: 9, consents: 9, participantsBySite: by, screeningsBySite: by, forms: [], visits: {} };
    return amendmentImpact(before, after, counts, { earlier: this.#versions.slice(0, -1) });
  }

  /** Some people enter and correct what they are asked, as the version under which it is opened asks it. */
  async #enter(times: number): Promise<void> {
    const { people } = this.#study;
    const seen = await world.must(people.coordinator, getStudy, { study: this.#study.key });
    if (this.#participants.length < 4 || this.#draw.random() < 0.3) await this.#enrol(seen.protocol);
    for (let index = 0; index < times; index += 1) {
      const participant = this.#draw.pick(this.#participants);
      const visit = this.#draw.pick(seen.protocol.visits.filter(({ key }) => key === baseline));
      const form = this.#draw.pick(visit?.forms ?? [])?.form;
      if (participant !== undefined && visit !== undefined && form !== undefined)
        await this.#save({ participant, visit: visit.key, form });
    }
  }

  async #enrol(protocol: Protocol): Promise<void> {
    const { people, key } = this.#study;
    const site = this.#draw.pick(protocol.sites)?.key ?? "";
    const answers = Object.fromEntries(protocol.eligibility.criteria.map((one) => [one.key, one.kind === "inclusion"]));
    const screened = await world.run(people.coordinator, recordScreening, {
      commandId: randomUUID(),
      study: key,
      site,
      answers,
    });
    if (!screened.ok || !screened.value.eligible) return;
    const { screening } = screened.value;
    const { consent } = protocol;
    const given = await world.run(people.coordinator, recordConsent, {
      commandId: randomUUID(),
      study: key,
      screening,
      version: consent.version,
      language: "id",
      decision: "given",
      purposes: consent.purposes.map((purpose) => purpose.key),
      signedOn: this.#study.today,
    });
    if (!given.ok) return;
    const input = { commandId: randomUUID(), study: key, screening, identity: { name: "Rekaan" } };
    const enrolled = await world.run(people.coordinator, enrolParticipant, input);
    if (enrolled.ok) this.#participants.push(enrolled.value.participant);
  }

  async #save(place: { readonly participant: string; readonly visit: string; readonly form: string }): Promise<void> {
    const opened = await world.run(this.#study.people.coordinator, getEntry, { study: this.#study.key, ...place });
    if (!opened.ok || opened.value.status === "locked") return;
    const { protocolHash: hash, revision, values: stored } = opened.value;
    const version = this.#versions.find((one) => protocolHash(one) === hash);
    if (version === undefined) throw new Error("an entry is shown by a version that was published");
    const isAnswer = opened.value.opened !== null;
    const drawn = this.#drawValues(version, place);
    const role = version.forms.find(({ key }) => key === place.form)?.performedBy[0] ?? "coordinator";
    const saved = await world.run(this.#study.people[role as StudyRole], saveEntry, {
      commandId: randomUUID(),
      study: this.#study.key,
      ...place,
      baseRevision: revision,
      protocolHash: hash,
      performedOn: opened.value.performedOn ?? this.#study.today,
      values: isAnswer ? { ...drawn, ...this.#entered(version, stored) } : drawn,
      softReasons: Object.fromEntries(Object.keys(drawn).map((key) => [key, "as seen"])),
      outOfWindowReason: "as it was",
      ...(revision === 0 ? {} : { changeReason: "seen again" }),
      deviceTime: world.instant,
    });
    if (!saved.ok) return;
    this.#tally[isAnswer ? "answered" : "saved"] += 1;
    const name = `${place.participant}/${place.visit}/${place.form}`;
    const kept = (await this.#stored(place.participant)).get(name);
    if (kept === undefined) throw new Error("what was saved is stored");
    mustEqual(kept.hash, hash);
    if (isAnswer) for (const [key, value] of Object.entries(stored)) mustEqual(kept.values[key], value, key);
    this.#ledger.set(name, kept);
  }

  /** What somebody would enter; computed values are the server's. */
  #drawValues(version: Protocol, place: { readonly visit: string; readonly form: string }): EntryValues {
    const seed = Math.floor(this.#draw.random() * 1e9);
    const filled = fillStudy(version, { size: 1, seed }).participants[0]?.entries.find(
      ({ visit, form }) => visit === place.visit && form === place.form,
    );
    return this.#entered(version, filled?.values ?? {});
  }

  #entered(version: Protocol, values: EntryValues): EntryValues {
    const items = new Map(placedItems(version).map(({ item }): [string, Item] => [item.key, item]));
    return Object.fromEntries(Object.entries(values).filter(([key]) => items.get(key)?.type !== "calculated"));
  }

  async #move(): Promise<void> {
    const { key, people } = this.#study;
    const { total } = await world.must(people.data_manager, previewMove, { study: key });
    if (total === 0) return;
    const before = new Map(this.#ledger);
    const input = { commandId: randomUUID(), study: key, reason: "One version.", total };
    const { moved } = await world.must(people.data_manager, moveEntries, input);
    this.#tally.moved += moved;
    let changed = 0;
    for (const [name, now] of await this.#stored()) {
      const was = before.get(name);
      if (was === undefined || was.hash === now.hash) continue;
      changed += 1;
      mustEqual(was.locked, false, `${name} was locked and moved`);
      this.#ledger.set(name, { ...was, hash: now.hash, revision: was.revision + 1 });
    }
    mustEqual(changed, moved);
  }

  async #answer(): Promise<void> {
    const { key, people } = this.#study;
    const { problems } = await world.must(people.data_manager, previewMove, { study: key });
    const entries = problems
      .filter(({ state }) => state === "asks")
      .slice(0, 3)
      .map(({ participant, visit, form }) => ({ participant, visit, form }));
    if (entries.length === 0) return;
    await world.must(people.data_manager, openEntries, {
      commandId: randomUUID(),
      study: key,
      reason: "Asked.",
      entries,
    });
    this.#tally.opened += entries.length;
    await this.#isKept();
    for (const entry of entries) await this.#save(entry);
  }

  async #lock(): Promise<void> {
    const participant = this.#draw.pick(this.#participants) ?? "";
    const input = { commandId: randomUUID(), study: this.#study.key, participant, visit: baseline };
    const locked = await world.run(this.#study.people.coordinator, lockVisit, input);
    if (!locked.ok) return;
    this.#tally.locked += 1;
    for (const [name, kept] of this.#ledger)
      if (name.startsWith(`${participant}/${baseline}/`))
        this.#ledger.set(name, { ...kept, revision: kept.revision + 1, locked: true });
  }

  async #stored(participant: string | null = null): Promise<Map<string, Kept>> {
    const rows =
      await database.client`SELECT participant, visit, form, revision, protocol_hash, status, "values" FROM form_entry
      WHERE study_id = ${this.#id} AND participant = coalesce(${participant}, participant)`;
    return new Map(
      rows.map((row) => [
        `${row["participant"]}/${row["visit"]}/${row["form"]}`,
        {
          values: row["values"] as EntryValues,
          hash: String(row["protocol_hash"]),
          revision: Number(row["revision"]),
          locked: row["status"] === "locked",
        },
      ]),
    );
  }

  async #isKept(): Promise<void> {
    const stored = await this.#stored();
    mustEqual([...stored.keys()].toSorted(byName), [...this.#ledger.keys()].toSorted(byName));
    for (const [name, kept] of this.#ledger) {
      mustEqual(canonicalJson(stored.get(name)), canonicalJson(kept), name);
      this.#tally.checked += Object.keys(kept.values).length;
    }
  }
}

function mustEqual(found: unknown, wanted: unknown, about?: string): void {
  expect(found, about).toEqual(wanted);
}

function byName(a: string, b: string): number {
  return a.localeCompare(b);
}

function copy<T>(part: T): T {
  return structuredClone(part);
}

function isTold(
  value: ItemValue,
  told: { readonly value: Cell | undefined; readonly missing: Cell | undefined } | undefined,
): boolean {
  if (told === undefined) return false;
  if (typeof value === "object" && "m" in value) return told.missing === value.m;
  const said = typeof value === "object" ? value.join(";") : typeof value === "boolean" ? (value ? 1 : 0) : value;
  return told.value === String(said);
}
