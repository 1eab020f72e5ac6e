import type { z } from "zod";
import { hollowProtocol } from "./hollow-protocol.ts";
import { protocolSchema } from "./schema.ts";
import type { Protocol } from "./types.ts";

type Issue = z.core.$ZodIssue;
type Steps = readonly PropertyKey[];

/** Something misshapen that was taken out of a document before the rest was judged. */
export type Hole = {
  /** Where: names of parts without positions, `visits/forms` for a form that a visit plans. */
  readonly part: string;
  /** The keys that stand in what was taken out: whatever refers to them refers to something. */
  readonly names: ReadonlySet<string>;
  /** Whether it may hold names that cannot be read, so that any reference could be to one of them. */
  readonly mayHoldMore: boolean;
};

/** Short lists inside a list member that only choose or refer: what they lack bears no name that another part could use. */
const namelessLists: ReadonlySet<string> = new Set([
  "forms/performedBy",
  "visits/forms",
  "outcomes/timePoints",
  "scales/items",
  "assumptions/about",
]);

/**
 * A document without its misshapen parts: the innermost list member that holds one is taken out, a part outside every
 * list gives way to one that says nothing. Null where even that leaves no document. Lists may be shorter than the schema
 * asks, and who holds one stays: what it lacks is in the holes.
 */
export function setAside(
  input: unknown,
  issues: readonly Issue[],
): { readonly rest: Protocol; readonly holes: readonly Hole[] } | null {
  const copy: unknown = JSON.parse(JSON.stringify(input));
  const holes: Hole[] = [];
  let left = issues;
  for (let round = 0; round < 5; round += 1) {
    holes.push(...left.flatMap((issue) => holeOf(copy, issue)));
    takeOut(copy, left);
    const parsed = protocolSchema.safeParse(copy);
    left = parsed.success ? [] : parsed.error.issues.filter((issue) => !isShortList(issue));
    if (left.length === 0) return { rest: copy as Protocol, holes };
  }
  return null;
}

/** Whether all that is wrong is that a list has fewer members than the schema asks. */
export function isShortList(issue: Issue): boolean {
  return issue.code === "too_small" && issue.origin === "array";
}

/** Whether only a list inside a list member is too short: the member itself can be judged. */
function isHeldByMember(issue: Issue): boolean {
  return isShortList(issue) && typeof unitOf(issue.path).at(-1) === "number";
}

function takeOut(copy: unknown, issues: readonly Issue[]): void {
  const members = new Map<string, Steps>();
  for (const issue of issues) {
    const { path } = issue;
    if (isHeldByMember(issue)) continue;
    if (issue.code === "unrecognized_keys") {
      const owner = valueAt(copy, path);
      if (typeof owner === "object" && owner !== null)
        for (const name of issue.keys) Reflect.deleteProperty(owner, name);
      continue;
    }
    const steps = unitOf(path);
    if (typeof steps.at(-1) === "number") members.set(JSON.stringify(steps), steps);
    else hollow(copy, steps);
  }
  // The last of each list first, so that taking one out does not shift the next.
  const order = [...members.values()].toSorted((a, b) => b.length - a.length || Number(b.at(-1)) - Number(a.at(-1)));
  for (const steps of order) {
    const list = valueAt(copy, steps.slice(0, -1));
    if (Array.isArray(list)) list.splice(Number(steps.at(-1)), 1);
  }
}

/** What goes when something at this path is misshapen: the innermost list member around it, else the smallest part that has a stand-in. */
function unitOf(path: Steps): Steps {
  const end = path.findLastIndex((step) => typeof step === "number");
  if (end >= 0) return path.slice(0, end + 1);
  let length = path.length;
  while (length > 1 && valueAt(hollowProtocol, path.slice(0, length)) === undefined) length -= 1;
  return path.slice(0, length);
}

function hollow(copy: unknown, steps: Steps): void {
  const owner = valueAt(copy, steps.slice(0, -1));
  const name = steps.at(-1);
  if (typeof owner !== "object" || owner === null || name === undefined) return;
  Reflect.set(owner, name, plainCopy(valueAt(hollowProtocol, steps)));
}

function plainCopy(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function holeOf(document: unknown, issue: Issue): readonly Hole[] {
  if (issue.code === "unrecognized_keys") return [];
  if (isHeldByMember(issue)) {
    const part = partOf(issue.path);
    return [{ part, names: new Set(), mayHoldMore: !namelessLists.has(part) }];
  }
  const steps = unitOf(issue.path);
  const found = valueAt(document, issue.path);
  const isContainer = typeof found === "object" && found !== null;
  // A number where a text should be names nothing; a list or a key that cannot be read could have named anything.
  const mayHoldMore =
    issue.path.at(-1) === "key" ||
    isShortList(issue) ||
    isContainer ||
    (issue.code === "invalid_type" && ["array", "object"].includes(issue.expected));
  return [{ part: partOf(steps), names: keysIn(valueAt(document, steps)), mayHoldMore }];
}

function partOf(steps: Steps): string {
  return steps.filter((step) => typeof step === "string").join("/");
}

/** Every `key` in a part, however deep; `checkDocument` has bounded the depth. */
function keysIn(node: unknown, keys = new Set<string>()): ReadonlySet<string> {
  if (typeof node !== "object" || node === null) return keys;
  for (const [name, child] of Object.entries(node)) {
    if (name === "key" && typeof child === "string") keys.add(child);
    else keysIn(child, keys);
  }
  return keys;
}

function valueAt(node: unknown, steps: Steps): unknown {
  return steps.reduce<unknown>(
    (parent, step) =>
      typeof parent === "object" && parent !== null && Object.hasOwn(parent, step)
        ? Reflect.get(parent, step)
        : undefined,
    node,
  );
}
