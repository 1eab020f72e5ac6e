import { createHash } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import { participantNumber, type Protocol } from "@kendali/domain";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ServerContext } from "./context.ts";
import { perform } from "./perform.ts";
import { appRouter } from "./router.ts";
import { createCallerFactory } from "./trpc.ts";
import { referenceProtocol, World, type StudyRole, type StudyWorld } from "./testing/study-world.ts";
import { allocateParticipant } from "./use-cases/allocation/allocate-participant.ts";
import { saveEntry } from "./use-cases/entry/save-entry.ts";

/**
 * Z7: nothing by which rows are named or ordered for a masked viewer goes with the arm. Every number, instant, id and
 * place in a list that stands beside a participant in any list that a masked role gets, however deep, is taken as a score;
 * the area under its curve against the arm must be that of a coin. So is everything that an allocation leaves in the open
 * tables, receipts and events among them: the twin worlds part after it, and cannot see what it wrote.
 */
const size = 2_040;
const masked = ["investigator", "assessor", "data_manager", "statistician"] as const;
const callerOf = createCallerFactory(appRouter);

let database: TestDatabase;
let study: StudyWorld;
let server: ServerContext;
const armOf = new Map<string, string>();
let stored: Scores;

/** Ids of a seed, version 4 in form: the same run has the same ids. */
function seededId(): () => string {
  let drawn = 0;
  return () => {
    drawn += 1;
    const hex = createHash("sha256").update(`identifiers ${drawn}`).digest("hex");
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  };
}

beforeAll(async () => {
  database = await createTestDatabase();
  const world = await World.open(database);
  const newId = seededId();
  server = { ...world.server, newId };
  study = await world.study({ key: "identifiers", protocol: referenceProtocol("oxytocin-rct"), site: null });
  const first = await study.enrol();
  await study.visit(first, "pretest");
  await study.lockBaseline(first);
  const numbers = await multiply(first, study.protocol);
  for (const [place, participant] of numbers.entries()) {
    world.instant = new Date(Date.parse("2026-03-02T03:00:00Z") + place * 1000).toISOString();
    const command = { commandId: newId(), study: study.key, participant };
    const who = { accountId: study.people.coordinator };
    const allocated = await perform(server, who, allocateParticipant, command);
    if (!allocated.ok) throw new Error(JSON.stringify(allocated.refusal));
    armOf.set(participant, allocated.value.arm?.key ?? "");
  }
  stored = await storedScores();
  const [treated] = study.protocol.arms;
  for (const participant of numbers.filter((number) => armOf.get(number) === treated?.key).slice(0, 100)) {
    const input = { ...study.saveInput(participant, "session_1", "massage_session"), commandId: newId() };
    const saved = await perform(server, { accountId: study.people.provider }, saveEntry, input);
    if (!saved.ok) throw new Error(JSON.stringify(saved.refusal));
  }
}, 120_000);
afterAll(() => database.drop());

/** Copies one mother, ready to be allocated, to as many as are needed; every table that speaks of her has her row. */
async function multiply(first: string, { sites }: Protocol): Promise<string[]> {
  const serials = new Map<string, number>();
  const copies = Array.from({ length: size - 1 }, (_, index) => {
    const site = sites[index % sites.length];
    if (site === undefined) throw new Error("no site");
    const serial = (serials.get(site.key) ?? (site === sites[0] ? 1 : 0)) + 1;
    serials.set(site.key, serial);
    return { number: participantNumber(site.code, serial), site: site.key, screening: index + 2 };
  });
  const [numbers, places, screenings] = [
    copies.map((copy) => copy.number),
    copies.map((copy) => copy.site),
    copies.map((copy) => copy.screening),
  ];
  for (const [table, own] of [
    ["screening", { number: "c.screening", site_id: "c.site" }],
    ["consent", { screening: "c.screening", site_id: "c.site" }],
    ["participant", { number: "c.number", site_id: "c.site", screening: "c.screening" }],
    ["form_entry", { participant: "c.number", site_id: "c.site" }],
  ] as const) {
    const columns = await database.client<{ name: string }[]>`
      SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = ${table} AND is_generated = 'NEVER' ORDER BY ordinal_position`;
    const chosen = columns.map(({ name }) => Reflect.get(own, name) ?? `t."${name}"`).join(", ");
    const key =
      table === "screening"
        ? "number"
        : table === "consent"
          ? "screening"
          : table === "participant"
            ? "number"
            : "participant";
    const value = table === "screening" || table === "consent" ? "1" : `'${first}'`;
    await database.client.unsafe(
      `INSERT INTO public.${table} (${columns.map(({ name }) => `"${name}"`).join(", ")})
       SELECT ${chosen} FROM public.${table} t, unnest($1::text[], $2::text[], $3::int[]) AS c (number, site, screening) WHERE t.${key} = ${value}`,
      [numbers, places, screenings],
    );
  }
  return [first, ...numbers];
}

type Scores = Map<string, Map<string, number>>;

/** Every score that a list gives its participants: the place in the list, and each field beside the number or below it. */
function collect(
  scores: Scores,
  path: string,
  value: unknown,
  seen: { readonly order: { next: number }; readonly owner: string | null },
): void {
  if (Array.isArray(value)) {
    if (seen.owner !== null) keep(scores, `${path} length`, seen.owner, value.length);
    for (const one of value) collect(scores, path, one, seen);
  } else if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value as Record<string, unknown>);
    const named = entries.find(
      ([key, of]) => ["number", "participant", "chain"].includes(key) && armOf.has(String(of)),
    );
    const owner = named === undefined ? seen.owner : String(named[1]);
    if (named !== undefined) {
      seen.order.next += 1;
      keep(scores, `${path} place`, String(named[1]), seen.order.next);
    }
    for (const [key, inner] of entries) {
      if (owner !== null)
        for (const [part, score] of Object.entries(scoresIn(inner)))
          keep(scores, `${path}.${key}${part}`, owner, score);
      collect(scores, `${path}.${key}`, inner, { ...seen, owner });
    }
  }
}

function keep(scores: Scores, name: string, participant: string, score: number): void {
  const list = scores.get(name) ?? new Map<string, number>();
  if (!list.has(participant)) list.set(participant, score);
  scores.set(name, list);
}

/** A value as numbers: an id by both its ends, an instant also by what is below its second. */
function scoresIn(field: unknown): Readonly<Record<string, number>> {
  if (typeof field === "number") return { "": field };
  if (typeof field === "boolean") return { "": Number(field) };
  if (typeof field !== "string") return field === null ? { "": -1 } : {};
  if (/^\d{4}-\d\d-\d\d[T ]/.test(field)) return { "": Date.parse(field), " fraction": Date.parse(field) % 1000 };
  if (/^[0-9a-f]{8}-[0-9a-f]{4}-/.test(field))
    return { "": Number.parseInt(field.slice(0, 8), 16), " end": Number.parseInt(field.slice(-12), 16) };
  const serial = /^[A-Z]{2,4}-(\d+)-(\d)$/.exec(field);
  if (serial !== null) return { "": Number(serial[1]) * 10 + Number(serial[2]) };
  const hash = createHash("sha256").update(field).digest("hex").slice(0, 8);
  return { "": Number.parseInt(hash, 16), " length": field.length };
}

/** What every open table holds of each participant. An event's and a receipt's own JSON is read like the rest. */
async function storedScores(): Promise<Scores> {
  const scores: Scores = new Map();
  const tables = await database.client<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`;
  for (const { name } of tables) {
    const rows = await database.client.unsafe<{ row: Record<string, unknown> }[]>(
      `SELECT to_jsonb(t) AS row FROM public."${name}" t`,
    );
    // In no order, which a place in a list would only be by chance: each row stands alone.
    for (const { row } of rows)
      collect(scores, name, { row: withJson(row) }, { order: { next: 0 }, owner: ownerOf(row) });
  }
  return scores;
}

function withJson(row: Record<string, unknown>): Record<string, unknown> {
  const parsed = (text: unknown): unknown =>
    typeof text === "string" && text.startsWith("{") ? (JSON.parse(text) as unknown) : text;
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, parsed(value)]));
}

/** The participant of a row: the one whom it or its JSON names. */
function ownerOf(row: Record<string, unknown>): string | null {
  const found = /"([A-Z]{2,4}-\d+-\d)"/.exec(JSON.stringify(withJson(row)))?.[1];
  return found !== undefined && armOf.has(found) ? found : null;
}

async function scoresOf(role: StudyRole): Promise<Scores> {
  const caller = callerOf({ server, who: { accountId: study.people[role] } });
  const scores: Scores = new Map();
  for (const path of Object.keys(appRouter._def.procedures)) {
    const [noun = "", verb = ""] = path.split(".");
    if (procedureType(path) !== "query") continue;
    const group = caller[noun as keyof typeof caller] as unknown as Record<
      string,
      (input: unknown) => Promise<unknown>
    >;
    const order = { next: 0 };
    for (let cursor: unknown = null, page = 0; page < 200; page += 1) {
      const input = { study: study.key, ...(cursor === null ? {} : { cursor }) };
      const answer = await group[verb]?.(input).catch(() => null);
      collect(scores, path, answer, { order, owner: null });
      cursor = (answer as { nextCursor?: unknown } | null)?.nextCursor ?? null;
      if (cursor === null) break;
    }
  }
  return scores;
}

function procedureType(path: string): string {
  const procedure: unknown = Reflect.get(appRouter._def.procedures, path);
  return (procedure as { _def: { type: string } })._def.type;
}

/** The area under the curve of scores against the arm, ties counted half: 0.5 when they tell nothing. */
function areaUnder(ranks: readonly number[], isTreated: readonly boolean[]): number {
  const treated = isTreated.filter(Boolean).length;
  const sum = ranks.reduce((total, rank, index) => total + (isTreated[index] === true ? rank : 0), 0);
  return (sum - (treated * (treated + 1)) / 2) / (treated * (ranks.length - treated));
}

function ranksOf(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).toSorted((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const ranks = Array.from<number>({ length: values.length });
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to + 1 < order.length && values[order[to + 1] ?? 0] === values[order[from] ?? 0]) to += 1;
    for (let place = from; place <= to; place += 1) ranks[order[place] ?? 0] = (from + to) / 2 + 1;
    from = to + 1;
  }
  return ranks;
}

/** How often a shuffled arm is as far from one half: with the shuffles of a seed. */
function permutationP(ranks: readonly number[], isTreated: readonly boolean[], shuffles: number): number {
  const observed = Math.abs(areaUnder(ranks, isTreated) - 0.5);
  // Within one standard error nobody needs to shuffle: more than a quarter of all shuffles are as far.
  const treated = isTreated.filter(Boolean).length;
  const error = Math.sqrt((ranks.length + 1) / (12 * treated * (ranks.length - treated)));
  if (observed < error) return 1;
  let state = 20_260_302;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  let asFar = 0;
  for (let round = 0; round < shuffles; round += 1) {
    const arms = [...isTreated];
    for (let index = arms.length - 1; index > 0; index -= 1) {
      const other = Math.floor(random() * (index + 1));
      [arms[index], arms[other]] = [arms[other] ?? false, arms[index] ?? false];
    }
    if (Math.abs(areaUnder(ranks, arms) - 0.5) >= observed - 1e-12) asFar += 1;
  }
  return (asFar + 1) / (shuffles + 1);
}

test("both arms have a thousand participants", () => {
  const counts = study.protocol.arms.map(({ key }) => [...armOf.values()].filter((arm) => arm === key).length);
  expect(Math.min(...counts)).toBeGreaterThanOrEqual(1_000);
});

test("the measure sees a score that goes with the arm", () => {
  const isTreated = Array.from({ length: 2_000 }, (_, index) => index % 2 === 0);
  const leaking = ranksOf(isTreated.map((treated, index) => (index % 7) + (treated ? 1 : 0)));
  expect(areaUnder(leaking, isTreated)).toBeGreaterThan(0.55);
  expect(permutationP(leaking, isTreated, 199)).toBeLessThan(0.01);
});

const scoresOfAll = (scores: Scores) => [...scores].filter(([, list]) => list.size >= 2_000);

/** Scores of all participants that go with the arm, each with how far. */
function tellingIn(scores: Scores): readonly { readonly name: string; readonly area: number; readonly p: number }[] {
  const [treated] = study.protocol.arms;
  const judged = scoresOfAll(scores)
    // What is the same for everybody tells nothing.
    .filter(([, list]) => new Set(list.values()).size > 1)
    .map(([name, list]) => {
      const isTreated = [...list.keys()].map((number) => armOf.get(number) === treated?.key);
      const ranks = ranksOf([...list.values()]);
      return { name, area: areaUnder(ranks, isTreated), p: permutationP(ranks, isTreated, 499) };
    });
  return judged.filter(({ area, p }) => area < 0.45 || area > 0.55 || p <= 0.01 / Math.max(1, judged.length));
}

test("an allocation leaves nothing in the open tables that goes with the arm", () => {
  const names = scoresOfAll(stored).map(([name]) => name);
  for (const table of ["participant", "audit_event", "receipt"])
    expect(names.filter((name) => name.startsWith(`${table}.`)).length, table).toBeGreaterThan(5);
  expect(tellingIn(stored)).toEqual([]);
}, 60_000);

describe.each(masked)("what the %s sees beside a participant", (role) => {
  test("tells no more of the arm than a coin", async () => {
    const scores = await scoresOf(role);
    // A statistician sees no list of participants; whoever does sees more than one thing beside each.
    if (role !== "statistician") expect(scoresOfAll(scores).length).toBeGreaterThan(5);
    expect(tellingIn(scores)).toEqual([]);
  }, 60_000);
});
