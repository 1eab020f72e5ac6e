import { type Json, isObject, nameOf, placedItems, type Protocol } from "@kendali/domain";
import { validateStudyDocument } from "@kendali/randomization";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mendDuplicateKeys, readDraft, tellTwinsApart } from "../src/index.ts";
import { referenceTrial } from "./reference-studies.ts";

const clean = referenceTrial();
const twinCodes = new Set(["key_duplicate", "item_key_duplicate"]);

const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

type Steps = readonly (string | number)[];

/** Where every list of named members stands. */
function namedLists(node: Json, steps: Steps = []): readonly Steps[] {
  if (Array.isArray(node)) {
    const inner = node.flatMap((member, index) => namedLists(member, [...steps, index]));
    return node.length > 0 && node.every((member) => isObject(member) && nameOf(member) !== null)
      ? [steps, ...inner]
      : inner;
  }
  return isObject(node) ? Object.entries(node).flatMap(([name, child]) => namedLists(child, [...steps, name])) : [];
}

const lists = namedLists(clean as unknown as Json);

function listAt(document: unknown, steps: Steps): Record<string, unknown>[] {
  return steps.reduce<unknown>((node, step) => Reflect.get(node as object, step) as unknown, document) as Record<
    string,
    unknown
  >[];
}

/** A member of a list put in once more, further down, with words of its own where it has any. */
const twin = fc.record({ list: fc.nat(lists.length - 1), member: fc.nat(30), at: fc.nat(30) });

function withTwins(
  twins: readonly { readonly list: number; readonly member: number; readonly at: number }[],
): Protocol {
  const document = copy(clean);
  for (const { list, member, at } of twins) {
    const members = listAt(document, lists[list] ?? []);
    const from = member % members.length;
    members.splice(from + 1 + (at % (members.length - from)), 0, copy(members[from] ?? {}));
  }
  return document;
}

const problemsOf = (document: Protocol) => {
  const valid = validateStudyDocument(document);
  return valid.ok ? [] : (valid.refusal.problems ?? []);
};
const twinProblems = (document: Protocol) => problemsOf(document).filter(({ code }) => twinCodes.has(code));

/** Every list names its members apart. */
function expectApart(node: Json): void {
  if (Array.isArray(node)) {
    const names = node.map((member) => (isObject(member) ? nameOf(member) : null)).filter((name) => name !== null);
    expect(new Set(names).size).toBe(names.length);
    for (const member of node) expectApart(member);
  } else if (isObject(node)) for (const child of Object.values(node)) expectApart(child);
}

describe("twins of any list", () => {
  it("get names of their own, each told with its place; the first and whatever names it stay", () => {
    fc.assert(
      fc.property(fc.array(twin, { minLength: 1, maxLength: 4 }), (twins) => {
        const broken = withTwins(twins);
        const { document, twins: told } = tellTwinsApart(broken);
        expect(readDraft(document).ok).toBe(true);
        expect(twinProblems(document)).toEqual([]);
        expectApart(document as unknown as Json);
        expect(told.length).toBeGreaterThan(0);
        // What was there before is there still, as it was: the twins stand after it and are told.
        const keys = placedItems(document).map(({ item }) => item.key);
        expect(new Set(keys).size).toBe(keys.length);
        for (const { item } of placedItems(clean))
          expect(placedItems(document).find((one) => one.item.key === item.key)?.item).toEqual(item);
        for (const { path, from, to } of told) {
          expect(path).not.toBe("");
          expect(to).not.toBe(from);
        }
        expect(tellTwinsApart(document)).toEqual({ document, twins: [] });
        expect(mendDuplicateKeys(document)).toEqual([]);
      }),
      { numRuns: 8 },
    );
  });

  it("of another type make no false finding where their key is used, nor hide it from what is about it", () => {
    const document = copy(clean);
    const [first] = placedItems(document).filter(({ item }) => item.type === "date_time");
    if (first === undefined) throw new Error("the reference trial asks for a moment");
    const { relevant: _, constraints: __, ...rest } = first.item;
    first.section.items.push({ ...rest, type: "text" });
    expect(problemsOf(document).map(({ code }) => code)).toEqual(["item_key_duplicate"]);
  });

  it("are the only thing that is found wrong with a document that has nothing else wrong", () => {
    const sound = validateStudyDocument(clean);
    expect(sound.ok).toBe(true);
    const kinds = new Map(
      lists.map((steps, list) => [steps.filter((step) => typeof step === "string").join("/"), list]),
    );
    for (const list of kinds.values()) {
      const found = problemsOf(withTwins([{ list, member: 0, at: 30 }]));
      expect(found.length).toBeGreaterThan(0);
      expect(found.filter(({ code }) => !twinCodes.has(code))).toEqual([]);
    }
  });

  it("of a role or a planned form are joined to the first, and what only they say is kept", () => {
    const document = copy(clean);
    const [role] = document.roles;
    const [visit] = document.visits;
    const [planned] = visit?.forms ?? [];
    if (role === undefined || visit === undefined || planned === undefined)
      throw new Error("an invented trial has these");
    planned.required = false;
    role.responsibilities.en = "Leads";
    visit.forms.push({ ...planned, required: true });
    document.roles.push({ ...role, responsibilities: { ...role.responsibilities, en: "And cleans up" } });
    const apart = tellTwinsApart(document);
    expect(apart.twins.toSorted((a, b) => b.path.localeCompare(a.path))).toEqual([
      { path: `visits/${visit.key}/forms`, from: planned.form, to: null },
      { path: "roles", from: role.role, to: null },
    ]);
    expect(apart.document.visits[0]?.forms.filter(({ form }) => form === planned.form)).toEqual([
      { form: planned.form, required: true },
    ]);
    expect(apart.document.roles).toHaveLength(clean.roles.length);
    expect(apart.document.roles[0]?.responsibilities.en).toBe("Leads\nAnd cleans up");
  });

  it("are none in a sound document, which stays the very same", () => {
    expect(tellTwinsApart(clean).document).toBe(clean);
  });
});
