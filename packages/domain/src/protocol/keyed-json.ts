/** JSON as the protocol's documents are made of it. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = { [name: string]: Json };

/** What names a member of a list, in order of preference; the first that all members have is the list's. */
const idFields = ["key", "code", "form", "role", "arm"] as const;

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The names of two lists' members, or `null` where the members have none in common: not objects, no naming field, or a
 * name twice. An empty list takes the naming of the other; two empty lists are named trivially.
 */
export function idsOf(
  before: readonly Json[],
  after: readonly Json[],
): { readonly before: readonly string[]; readonly after: readonly string[] } | null {
  const field = idFields.find((name) => [...before, ...after].every((member) => readId(member, name) !== null));
  if (field === undefined) return null;
  const read = (list: readonly Json[]): readonly string[] => list.map((member) => readId(member, field) ?? "");
  const ids = { before: read(before), after: read(after) };
  const areUnique = [ids.before, ids.after].every((list) => new Set(list).size === list.length);
  return areUnique ? ids : null;
}

/** The member of an object by name, or of a list by its key; `undefined` where there is none. */
export function memberAt(node: Json | undefined, step: string): Json | undefined {
  if (Array.isArray(node)) {
    const index = idsOf(node, [])?.before.indexOf(step) ?? -1;
    return index < 0 ? undefined : node[index];
  }
  return isObject(node) && Object.hasOwn(node, step) ? node[step] : undefined;
}

/** The name of one member on its own, as paths in messages show it. */
export function nameOf(member: unknown): string | null {
  for (const field of idFields) {
    const id = readId(member as Json, field);
    if (id !== null) return id;
  }
  return null;
}

function readId(member: Json | undefined, field: string): string | null {
  if (!isObject(member) || !Object.hasOwn(member, field)) return null;
  const id = member[field];
  return typeof id === "string" || typeof id === "number" ? String(id) : null;
}
