import { readyForm } from "@kendali/api";
import { type EntryValues, type Item, itemTypes, type Locale, type Protocol, validateProtocol } from "@kendali/domain";
import { inventedOneGroupProtocol } from "@kendali/fixtures";
import { expect, test } from "vitest";

import { judgeEntry } from "../../features/field/entry/judge-entry.ts";
import {
  differencesSent,
  differencesTyped,
  type Earlier,
  openPage,
  type Page,
  type Scene,
  serve,
  type Serve,
} from "./both-sides.ts";
import { type Draw, drawFrom } from "./draw.ts";
import { hostileValues, randomAnswers } from "./random-answers.ts";
import { formKeys, randomProtocol, visitKeys } from "./random-form.ts";

/** In `npm test` some; `npm run campaign -- form-agreement` asks for more. */
const pairs = Number(process.env["KENDALI_AGREEMENT_PAIRS"] ?? 2500);
const seed = Number(process.env["KENDALI_AGREEMENT_SEED"] ?? 1);
const perForm = 25;
const today = "2026-09-15";

type Subject = { readonly protocol: Protocol; readonly scene: Scene; readonly page: Page };

/** A form at a visit, with what was entered before it. */
function randomSubject(draw: Draw): Subject {
  const protocol = randomProtocol(draw);
  const first = { visit: visitKeys.first, today, earlier: [] };
  if (draw.chance(0.3)) return { protocol, scene: first, page: openPage(protocol, first) };
  const earlier = [formKeys.before, formKeys.main]
    .filter(() => draw.chance(0.85))
    .map((form): Earlier => ({ visit: visitKeys.first, form, values: randomEarlier(draw, protocol, form) }));
  const scene = { visit: visitKeys.last, today, earlier };
  return { protocol, scene, page: openPage(protocol, scene) };
}

/** What may have been stored of a form at the first visit. */
function randomEarlier(draw: Draw, protocol: Protocol, formKey: string): EntryValues {
  const ready = readyForm(protocol, formKey);
  if (ready === null) throw new Error("the protocol has no such form");
  const answers = randomAnswers(draw, ready.form, "id");
  const context = { kind: "simulated" as const, values: {}, today };
  const { values, computed } = judgeEntry({ form: ready.form, answers, context, locale: "id" });
  return { ...values, ...computed };
}

/** What a run has found. */
type Tally = { pairs: number; sendable: number; differing: string[]; types: Set<string> };

/** Compares so many pairs, or until so many differ. */
function compare(request: {
  readonly pairs: number;
  readonly seed: number;
  readonly server: Serve;
  readonly most: number;
}): Tally {
  const tally: Tally = { pairs: 0, sendable: 0, differing: [], types: new Set() };
  const enough = () => tally.pairs >= request.pairs || tally.differing.length >= request.most;
  for (let form = 0; !enough(); form += 1) {
    const formSeed = (request.seed * 1_000_003 + form) >>> 0;
    const draw = drawFrom(formSeed);
    const subject = randomSubject(draw);
    for (const field of subject.page.form.fields) tally.types.add(field.item.type);
    for (let entry = 0; entry < perForm && !enough(); entry += 1) {
      tally.pairs += 1;
      const found = oneEntry(draw, subject, request.server, tally);
      if (found.length > 0) tally.differing.push(`form ${formSeed}, entry ${entry}: ${found.join("; ")}`);
    }
  }
  return tally;
}

function oneEntry(draw: Draw, subject: Subject, server: Serve, tally: Tally): readonly string[] {
  if (draw.chance(0.2)) return differencesSent(subject, hostileValues(draw, subject.page.form), server);
  const locale: Locale = draw.pick(["id", "en"] as const);
  const answers = randomAnswers(draw, subject.page.form, locale);
  let accepted = false;
  const watched: Serve = (...request) => {
    const check = server(...request);
    accepted = check.problems.length === 0;
    return check;
  };
  const found = differencesTyped({ ...subject, locale }, answers, watched);
  if (accepted) tally.sendable += 1;
  return found;
}

function problemsOf(protocol: Protocol): readonly string[] {
  const valid = validateProtocol(protocol);
  return valid.ok ? [] : (valid.refusal.problems ?? []).map((problem) => JSON.stringify(problem));
}

test("the forms are valid protocols, and have expressions, scales and items of every type", () => {
  // The invented study that the forms are put into leaves texts empty that no form needs.
  const own = new Set(problemsOf(inventedOneGroupProtocol()));
  const seen = { types: new Set<string>(), relevant: 0, constraints: 0, calculations: 0, scales: 0 };
  for (let form = 0; form < 60; form += 1) {
    const protocol = randomProtocol(drawFrom(seed * 7919 + form));
    expect(problemsOf(protocol).filter((problem) => !own.has(problem))).toEqual([]);
    const main = protocol.forms.find(({ key }) => key === formKeys.main);
    for (const item of main?.sections.flatMap(({ items }) => items) ?? []) {
      seen.types.add(item.type);
      if (item.relevant !== undefined) seen.relevant += 1;
      if (item.constraints !== undefined) seen.constraints += 1;
      if (item.calculation !== undefined) seen.calculations += 1;
      if (item.scale !== undefined) seen.scales += 1;
    }
  }
  expect([...seen.types].toSorted()).toEqual(Object.keys(itemTypes).toSorted());
  for (const count of [seen.relevant, seen.constraints, seen.calculations, seen.scales])
    expect(count).toBeGreaterThan(15);
});

test(`the page and the server agree on ${pairs} random entries of random forms`, { timeout: 3_600_000 }, () => {
  const tally = compare({ pairs, seed, server: serve, most: 20 });
  console.log(
    `form agreement: ${tally.pairs} pairs, ${tally.sendable} of them accepted, ${tally.differing.length} differing (seed ${seed})`,
  );
  expect(tally.differing).toEqual([]);
  expect(tally.pairs).toBeGreaterThanOrEqual(pairs);
  // Agreement about nothing but refusals would say little.
  expect(tally.sendable).toBeGreaterThan(pairs / 10);
});

/** Servers that are wrong in one way each: the comparison has to see it. */
const faults: Readonly<Record<string, Serve>> = {
  "forgets conditions": (protocol, scene, body) =>
    serve(
      withItems(protocol, ({ relevant: _relevant, ...item }) => item),
      scene,
      body,
    ),
  "rounds every calculation to whole numbers": (protocol, scene, body) =>
    serve(
      withItems(protocol, (item) => (item.type === "calculated" ? { ...item, decimals: 0 } : item)),
      scene,
      body,
    ),
  "scores scales without turning answers around": (protocol, scene, body) =>
    serve({ ...protocol, scales: protocol.scales?.map((scale) => ({ ...scale, reversed: [] })) }, scene, body),
  "does not look at other visits": (protocol, scene, body) => serve(protocol, { ...scene, earlier: [] }, body),
  "lives a year later": (protocol, scene, body) => serve(protocol, { ...scene, today: "2027-09-15" }, body),
  "loses reasons": (protocol, scene, body) =>
    serve(protocol, scene, JSON.stringify({ ...(JSON.parse(body) as object), softReasons: {} })),
};

test.each(Object.entries(faults))("a server that %s is found", (_what, server) => {
  expect(compare({ pairs: 2000, seed, server, most: 1 }).differing).not.toEqual([]);
});

function withItems(protocol: Protocol, change: (item: Item) => Item): Protocol {
  return {
    ...protocol,
    forms: protocol.forms.map((form) => ({
      ...form,
      sections: form.sections.map((section) => ({ ...section, items: section.items.map(change) })),
    })),
  };
}
