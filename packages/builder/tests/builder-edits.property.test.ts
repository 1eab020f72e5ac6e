import { canonicalJson, diffJson, type Item, type Json, type Protocol } from "@kendali/domain";
import { validateStudyDocument } from "@kendali/randomization";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  applyEdits,
  applyShared,
  controlledDefaults,
  type Edit,
  editTo,
  type EditSession,
  lintDraft,
  makeControlled,
  type PartKind,
  partReferences,
  readDraft,
  readEditedDraft,
  redo,
  removePart,
  renameKey,
  startSession,
  undo,
} from "../src/index.ts";
import { oneGroupDocument } from "./random-protocol.ts";
import { referencePilot, referenceTrial } from "./reference-studies.ts";

const numbers = { n: 20, standardDeviation: 12, correlation: 0.5, change: 12 };

/** One-group studies and trials, random ones and the two reference studies. */
const anyDocument: fc.Arbitrary<Protocol> = fc.oneof(
  { weight: 4, arbitrary: oneGroupDocument },
  {
    weight: 2,
    arbitrary: oneGroupDocument.map((pilot) => {
      const made = makeControlled(pilot, controlledDefaults(pilot, { date: "2026-01-05", numbers }));
      if (!made.ok) throw new Error("a trial of a random study");
      return made.value;
    }),
  },
  { weight: 1, arbitrary: fc.constant(null).map(referencePilot) },
  { weight: 1, arbitrary: fc.constant(null).map(referenceTrial) },
);

const kinds = [
  "site",
  "epoch",
  "arm",
  "intervention",
  "visit",
  "form",
  "item",
  "codelist",
  "outcome",
  "population",
  "estimand",
] as const satisfies readonly PartKind[];

/** What a person does, without saying where: `at` picks the place in whatever document there is. */
type Act = { readonly name: string; readonly at: number; readonly other: number; readonly words: string };
const act: fc.Arbitrary<Act> = fc.record({
  name: fc.constantFrom(
    "type",
    "clear",
    "number",
    "remove",
    "take",
    "move",
    "addItem",
    "rename",
    "swap",
    "shorten",
    "expression",
    "choose",
    "nonsense",
  ),
  at: fc.nat(100_000),
  other: fc.nat(100_000),
  words: fc.constantFrom("Nama", "", "Ω “x”", "age > 30", "age >", "missing_item + 1", "main_value", "a".repeat(300)),
});

function pick<T>(list: readonly T[], at: number): T | undefined {
  return list.length === 0 ? undefined : list[at % list.length];
}

type Place = { readonly path: readonly string[]; readonly value: Json };

/** Every place of a document, as edits name it; lists without names for their members count as one place. */
function placesOf(node: Json, path: readonly string[] = []): readonly Place[] {
  const here: Place = { path, value: node };
  if (Array.isArray(node)) {
    const ids = node.map((member) => memberId(member));
    if (ids.some((id) => id === null) || new Set(ids).size !== ids.length) return [here];
    return [here, ...node.flatMap((member, index) => placesOf(member, [...path, ids[index] ?? ""]))];
  }
  if (typeof node !== "object" || node === null) return [here];
  return [here, ...Object.entries(node).flatMap(([name, member]) => placesOf(member, [...path, name]))];
}

function memberId(member: Json): string | null {
  if (typeof member !== "object" || member === null || Array.isArray(member)) return null;
  for (const field of ["key", "code", "form", "role", "arm"]) {
    const value = member[field];
    if (typeof value === "string" || typeof value === "number") return String(value);
  }
  return null;
}

function namesOf(protocol: Protocol, kind: PartKind): readonly string[] {
  if (kind === "item")
    return protocol.forms.flatMap((form) => form.sections.flatMap(({ items }) => items.map(({ key }) => key)));
  const lists: Readonly<Record<string, readonly { readonly key: string }[]>> = {
    site: protocol.sites,
    epoch: protocol.epochs,
    arm: protocol.arms,
    intervention: protocol.interventions,
    visit: protocol.visits,
    form: protocol.forms,
    codelist: protocol.codelists,
    outcome: protocol.outcomes,
    population: protocol.populations,
    estimand: protocol.estimands,
  };
  return (lists[kind] ?? []).map(({ key }) => key);
}

/** The edits an act makes of the document as it stands; none where there is no place for it. */
function editsOf(protocol: Protocol, { name, at, other, words }: Act): readonly Edit[] {
  const json = protocol as unknown as Json;
  const places = placesOf(json).filter(({ path }) => path.length > 0);
  const one = (found: readonly Place[], value: (place: Place) => Json | undefined): readonly Edit[] => {
    const place = pick(found, at);
    const edit = place === undefined ? null : editTo(json, place.path, value(place));
    return edit === null ? [] : [edit];
  };
  const texts = places.filter(({ path }) => path.at(-1) === "id" || path.at(-1) === "en");
  const lists = places.filter(({ value, path }) => Array.isArray(value) && path.length > 0);
  const kind = pick(kinds, other) ?? "item";
  const part = pick(namesOf(protocol, kind), at) ?? "";
  switch (name) {
    case "type":
      return one(texts, () => words);
    case "clear":
      return one(texts, () => "");
    case "number":
      return one(
        places.filter(({ value }) => typeof value === "number"),
        () => (other % 400) - 20,
      );
    case "remove":
      return removePart(protocol, kind, part).edits;
    case "take":
      return one(places, () => undefined);
    case "move":
      return movesIn(pick(lists.filter(isLongerList), at), other);
    case "addItem":
      return addedItem(protocol, at, other, words);
    case "rename":
      return renameKey(protocol, kind, part, pick(["renamed", "x", "age_2", "minutes"], at) ?? "x");
    case "swap":
      return one(
        places.filter(({ value }) => typeof value === "string"),
        () => pick(["oxytocin_massage", "before", "2026-02-30"], other) ?? "",
      );
    case "shorten":
      return one(lists, () => []);
    case "expression":
      return expressionEdit(protocol, at, words);
    case "choose":
      return one(
        places.filter(({ value }) => typeof value === "boolean"),
        ({ value }) => value !== true,
      );
    default:
      return one(places, () => ({ nonsense: [other, { deep: null }] }));
  }
}

function isLongerList({ value }: Place): boolean {
  return Array.isArray(value) && value.length > 1 && value.every((member) => memberId(member) !== null);
}

function movesIn(place: Place | undefined, other: number): readonly Edit[] {
  if (place === undefined || !Array.isArray(place.value)) return [];
  const ids = place.value.map((member) => memberId(member));
  const [id, after] = [pick(ids, other), pick(ids, other + 1)];
  if (id === null || id === undefined || after === undefined || id === after) return [];
  return [{ path: [...place.path, id], kind: "move", after }];
}

function addedItem(protocol: Protocol, at: number, other: number, words: string): readonly Edit[] {
  const form = pick(protocol.forms, at);
  const section = form === undefined ? undefined : pick(form.sections, other);
  if (form === undefined || section === undefined) return [];
  const key = `added_${(at % 7).toString()}`;
  const type =
    pick(["integer", "choice", "yes_no", "calculated", "duration", "note", "photo"] as const, other) ?? "note";
  const item: Item = {
    key,
    type,
    label: { id: words, en: words },
    required: false,
    ...(type === "calculated" && words !== "" ? { calculation: words } : {}),
  };
  const path = ["forms", form.key, "sections", section.key, "items", key];
  return [{ path, kind: "add", value: item as unknown as Json, after: section.items.at(-1)?.key ?? null }];
}

function expressionEdit(protocol: Protocol, at: number, words: string): readonly Edit[] {
  const items = protocol.forms.flatMap((form) =>
    form.sections.flatMap((section) => section.items.map((item) => ({ form, section, item }))),
  );
  const placed = pick(items, at);
  if (placed === undefined) return [];
  const { form, section, item } = placed;
  const path = ["forms", form.key, "sections", section.key, "items", item.key, "relevant"];
  const edit = editTo(protocol as unknown as Json, path, words === "" ? undefined : words);
  return edit === null ? [] : [edit];
}

type Edited = { readonly protocol: Protocol; readonly session: EditSession };

/** Does acts as the builder does: an edit that no document can hold is not taken. `see` is told each document tried. */
function edited(start: Protocol, acts: readonly Act[], see?: (document: Json, isTaken: boolean) => void): Edited {
  return acts.reduce<Edited>(
    ({ protocol, session }, one) => {
      const next = applyEdits(session, editsOf(protocol, one), one.name === "type" ? "typing" : null);
      if (!next.ok) return { protocol, session };
      const read = readEditedDraft(protocol, next.value.document);
      see?.(next.value.document, read.ok);
      return read.ok ? { protocol: read.value, session: next.value } : { protocol, session };
    },
    { protocol: start, session: startSession(start as unknown as Json) },
  );
}

const severalActs = fc.array(act, { minLength: 1, maxLength: 10 });

describe("any sequence of edits in the builder", () => {
  it("gives a valid document or listed problems, each with a place that is mended somewhere, and never fails", () => {
    fc.assert(
      fc.property(anyDocument, severalActs, (start, acts) => {
        const { protocol } = edited(start, acts, (document, isTaken) => expect(readDraft(document).ok).toBe(isTaken));
        const valid = validateStudyDocument(protocol);
        const must = lintDraft(protocol, { today: "2026-11-22" }).filter(({ severity }) => severity === "must");
        expect(must.length === 0).toBe(valid.ok);
        for (const { code, path, mend } of must)
          expect([code, path, mend.page].every((text) => text !== "")).toBe(true);
      }),
      { numRuns: 70 },
    );
  });

  it("goes back to the first document and forth to the last, to the canonical byte", () => {
    fc.assert(
      fc.property(anyDocument, severalActs, (start, acts) => {
        const first = canonicalJson(start);
        const { session } = edited(start, acts);
        const last = canonicalJson(session.document);
        let walking = session;
        while (walking.done.length > 0) walking = stepped(undo(walking));
        expect(canonicalJson(walking.document)).toBe(first);
        while (walking.undone.length > 0) walking = stepped(redo(walking));
        expect(canonicalJson(walking.document)).toBe(last);
      }),
      { numRuns: 60 },
    );
  });

  it("is told by the difference of its two ends: applied to the one it gives the other", () => {
    fc.assert(
      fc.property(anyDocument, anyDocument, severalActs, severalActs, (one, another, acts, others) => {
        const [a, b, c] = [edited(one, acts), edited(one, others), edited(another, others)].map(
          ({ session }) => session.document,
        );
        for (const [from, to] of [
          [a, b],
          [b, a],
          [a, c],
        ] as const) {
          const made = applyShared(from ?? null, diffJson(from ?? null, to ?? null, []));
          expect(made.ok && canonicalJson(made.value)).toBe(canonicalJson(to));
        }
      }),
      { numRuns: 30 },
    );
  });
});

function stepped(result: ReturnType<typeof undo>): EditSession {
  if (!result.ok) throw new Error(`a step that does not fit: ${JSON.stringify(result.refusal)}`);
  return result.value;
}

describe("renaming and taking away a part", () => {
  it("leaves nobody naming the old key, and a valid document valid", () => {
    fc.assert(
      fc.property(anyDocument, fc.constantFrom(...kinds), fc.nat(), (protocol, kind, at) => {
        const name = pick(namesOf(protocol, kind), at);
        fc.pre(name !== undefined);
        const made = applyShared(protocol as unknown as Json, renameKey(protocol, kind, name, "quite_new"));
        if (!made.ok) throw new Error(JSON.stringify(made.refusal));
        const renamed = made.value as unknown as Protocol;
        expect(problemsOf(renamed)).toEqual(problemsOf(protocol));
        expect(namesOf(renamed, kind)).toContain("quite_new");
        expect(partReferences(renamed, kind, name)).toEqual([]);
        expect(partReferences(renamed, kind, "quite_new")).toHaveLength(partReferences(protocol, kind, name).length);
      }),
      { numRuns: 90 },
    );
  });

  it("says before taking away who names it, and leaves only those who cannot do without", () => {
    fc.assert(
      fc.property(anyDocument, fc.constantFrom(...kinds), fc.nat(), (protocol, kind, at) => {
        const name = pick(namesOf(protocol, kind), at);
        fc.pre(name !== undefined);
        const { edits, left } = removePart(protocol, kind, name);
        const made = applyShared(protocol as unknown as Json, edits);
        if (!made.ok) throw new Error(JSON.stringify(made.refusal));
        const without = made.value as unknown as Protocol;
        expect(readDraft(without).ok).toBe(true);
        expect(namesOf(without, kind)).not.toContain(name);
        const named = partReferences(without, kind, name).map(({ path }) => path);
        expect(named.toSorted()).toEqual(
          left
            .map(({ path }) => path)
            .filter((path) => !path.startsWith("assumptions"))
            .toSorted(),
        );
      }),
      { numRuns: 90 },
    );
  });
});

function problemsOf(protocol: Protocol): unknown {
  const valid = validateStudyDocument(protocol);
  return valid.ok ? [] : valid.refusal.problems;
}
