import { accept, refuse, type Result } from "../result.ts";
import { canonicalJson } from "./canonical.ts";
import { idsOf, isObject, type Json, type JsonObject, memberAt } from "./keyed-json.ts";
import type { Protocol } from "./types.ts";
import { validateProtocol } from "./validate-protocol.ts";

/** What an amendment's change touches, so that its effect on captured data can be counted and told. */
export type ChangeAspect =
  "label" | "choice_label" | "choice_code" | "type" | "range" | "expression" | "structure" | "other";

/** Where a change applies: property names and the keys of list members, never positions. */
export type ChangePath = readonly string[];

/**
 * One change. `add` and `move` of a list member name the member it stands after in the new order, `null` for the first;
 * `add` of a property has no `after`.
 */
export type ProtocolChange = { readonly path: ChangePath; readonly aspect: ChangeAspect } & (
  | { readonly kind: "add"; readonly value: Json; readonly after?: string | null }
  | { readonly kind: "remove"; readonly value: Json }
  | { readonly kind: "change"; readonly from: Json; readonly to: Json }
  | { readonly kind: "move"; readonly after: string | null }
);

/** A change without what it touches, of any JSON. */
export type BareChange =
  | { readonly path: ChangePath; readonly kind: "add"; readonly value: Json; readonly after?: string | null }
  | { readonly path: ChangePath; readonly kind: "remove"; readonly value: Json }
  | { readonly path: ChangePath; readonly kind: "change"; readonly from: Json; readonly to: Json }
  | { readonly path: ChangePath; readonly kind: "move"; readonly after: string | null };

/**
 * The changes that lead from one document to another, in the order in which they apply. Members of lists are matched by
 * their key, code, form, role or arm, so that an item that moved is not an item removed and another added; a list without
 * such names changes as a whole. Nothing is reported twice, and equal documents give no change.
 */
export function diffProtocol(before: Protocol, after: Protocol): readonly ProtocolChange[] {
  return diffJson(toJson(before), toJson(after), []).map((change) => ({ ...change, aspect: aspectOf(change) }));
}

/**
 * Applies changes to a document and validates the outcome: `applyChanges(a, diffProtocol(a, b))` is `b`, to the canonical
 * byte. Refuses `revision_conflict`, naming the path, when a change does not fit the document it is applied to, and
 * `protocol_invalid` when the outcome is not a valid protocol.
 */
export function applyChanges(before: Protocol, changes: readonly ProtocolChange[]): Result<Protocol> {
  const applied = applyJsonChanges(toJson(before), changes);
  return applied.ok ? validateProtocol(applied.value) : applied;
}

/** The same for any JSON, without validation. */
export function applyJsonChanges(before: Json, changes: readonly BareChange[]): Result<Json> {
  const root: JsonObject = { document: toJson(before) };
  for (const change of changes) {
    if (!applyOne(root, ["document", ...change.path], change)) {
      return refuse("revision_conflict", { path: `/${change.path.join("/")}` });
    }
  }
  return accept(root["document"] ?? null);
}

/** The same for any JSON, below a path. */
export function diffJson(before: Json, after: Json, path: ChangePath): readonly BareChange[] {
  // Documents under construction share the parts that an edit left alone.
  if (before === after) return [];
  if (isObject(before) && isObject(after)) return diffObjects(before, after, path);
  if (Array.isArray(before) && Array.isArray(after)) {
    const ids = idsOf(before, after);
    if (ids !== null) return diffLists(ids, before, after, path);
  }
  return canonicalJson(before) === canonicalJson(after) ? [] : [{ path, kind: "change", from: before, to: after }];
}

function diffObjects(before: JsonObject, after: JsonObject, path: ChangePath): readonly BareChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
  return names.flatMap((name): readonly BareChange[] => {
    const [old, made] = [memberAt(before, name), memberAt(after, name)];
    if (old === undefined) return made === undefined ? [] : [{ path: [...path, name], kind: "add", value: made }];
    if (made === undefined) return [{ path: [...path, name], kind: "remove", value: old }];
    return diffJson(old, made, [...path, name]);
  });
}

type ListIds = { readonly before: readonly string[]; readonly after: readonly string[] };

function diffLists(
  ids: ListIds,
  before: readonly Json[],
  after: readonly Json[],
  path: ChangePath,
): readonly BareChange[] {
  const old = new Map(ids.before.map((id, index) => [id, before[index] ?? null]));
  const made = new Map(ids.after.map((id, index) => [id, after[index] ?? null]));
  const inner = ids.after.flatMap((id) => {
    const previous = old.get(id);
    return previous === undefined ? [] : diffJson(previous, made.get(id) ?? null, [...path, id]);
  });
  const removed = ids.before
    .filter((id) => !made.has(id))
    .map((id): BareChange => ({ path: [...path, id], kind: "remove", value: old.get(id) ?? null }));
  const staying = inPlace(ids);
  // In the new order, each member that is new or out of place goes right after the one before it.
  const placed = ids.after.flatMap((id, index): readonly BareChange[] => {
    if (staying.has(id)) return [];
    const place = { path: [...path, id], after: ids.after[index - 1] ?? null };
    return [old.has(id) ? { ...place, kind: "move" } : { ...place, kind: "add", value: made.get(id) ?? null }];
  });
  return [...inner, ...removed, ...placed];
}

/** The largest set of members that keep their order, so that the fewest are said to move (longest increasing subsequence). */
function inPlace(ids: ListIds): ReadonlySet<string> {
  const positions = new Map(ids.before.map((id, index) => [id, index]));
  const kept = ids.after.flatMap((id) => {
    const position = positions.get(id);
    return position === undefined ? [] : [{ id, position }];
  });
  // Patience sorting: `ends[n]` is where the run of n + 1 members that ends lowest ends.
  const ends: number[] = [];
  const previous: number[] = [];
  kept.forEach(({ position }, index) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((kept[ends[middle] ?? 0]?.position ?? 0) < position) low = middle + 1;
      else high = middle;
    }
    previous.push(ends[low - 1] ?? -1);
    ends[low] = index;
  });
  const staying = new Set<string>();
  for (let index = ends.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) staying.add(kept[index]?.id ?? "");
  return staying;
}

function applyOne(root: JsonObject, path: ChangePath, change: BareChange): boolean {
  const name = path.at(-1) ?? "";
  const parent = path.slice(0, -1).reduce<Json | undefined>((node, step) => memberAt(node, step), root);
  if (Array.isArray(parent)) return applyToList(parent, name, change);
  return isObject(parent) && applyToObject(parent, name, change);
}

function applyToObject(parent: JsonObject, name: string, change: BareChange): boolean {
  const current = memberAt(parent, name);
  if (name === "__proto__") return false;
  switch (change.kind) {
    case "add":
      if (current !== undefined) return false;
      parent[name] = toJson(change.value);
      return true;
    case "remove":
      if (current === undefined) return false;
      delete parent[name];
      return true;
    case "change":
      if (current === undefined || canonicalJson(current) !== canonicalJson(change.from)) return false;
      parent[name] = toJson(change.to);
      return true;
    case "move":
      return false;
  }
}

function applyToList(list: Json[], id: string, change: BareChange): boolean {
  const index = positionOf(list, id);
  switch (change.kind) {
    case "add":
      return index < 0 && change.after !== undefined && insertAfter(list, change.after, toJson(change.value));
    case "remove":
      return index >= 0 && list.splice(index, 1).length === 1;
    case "move": {
      const [moved] = index < 0 ? [] : list.splice(index, 1);
      return moved !== undefined && insertAfter(list, change.after, moved);
    }
    case "change":
      if (index < 0 || canonicalJson(list[index]) !== canonicalJson(change.from)) return false;
      list[index] = toJson(change.to);
      return true;
  }
}

function insertAfter(list: Json[], after: string | null, member: Json): boolean {
  const index = after === null ? 0 : positionOf(list, after) + 1;
  if (after !== null && index === 0) return false;
  list.splice(index, 0, member);
  return true;
}

function positionOf(list: readonly Json[], id: string): number {
  return idsOf(list, [])?.before.indexOf(id) ?? -1;
}

const expressions: ReadonlySet<string> = new Set(["relevant", "calculation", "scale", "constraints"]);
const limits: ReadonlySet<string> = new Set(["hardRange", "softRange", "mask", "checkDigit"]);

/** Every text of a protocol is an object of languages, so a change of words ends in one, or replaces a whole text. */
function aspectOf({ path, kind }: BareChange): ChangeAspect {
  const isChoice = path[0] === "codelists" && path[2] === "codes";
  const isWords = path.at(-1) === "id" || path.at(-1) === "en";
  if (isChoice) return isWords ? "choice_label" : "choice_code";
  if (isWords) return "label";
  if (path.some((step) => limits.has(step))) return "range";
  if (path[0] === "scales" || path.some((step) => expressions.has(step))) return "expression";
  if (path.at(-1) === "type") return "type";
  return kind === "change" ? "other" : "structure";
}

/** A copy that shares nothing with the document, without members that are `undefined`. */
function toJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
