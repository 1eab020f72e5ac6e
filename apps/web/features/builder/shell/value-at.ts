import { idsOf, isObject, type Json } from "@kendali/domain";

/** Where each member of a list stands. Lists of a document are never changed in place, so that this is known once per list. */
const positions = new WeakMap<readonly Json[], ReadonlyMap<string, number>>();

/** What stands at a path of property names and keys of list members; `undefined` where nothing does. */
export function valueAt(document: Json, path: readonly string[]): Json | undefined {
  let node: Json | undefined = document;
  for (const step of path) {
    if (Array.isArray(node)) node = node[positionsOf(node).get(step) ?? -1];
    else if (isObject(node)) node = Object.hasOwn(node, step) ? node[step] : undefined;
    else return undefined;
  }
  return node;
}

/** The names of a list's members in their order, or null where they have none in common. */
export function namesOf(list: readonly Json[]): readonly string[] {
  return [...positionsOf(list).keys()];
}

function positionsOf(list: readonly Json[]): ReadonlyMap<string, number> {
  const known = positions.get(list);
  if (known !== undefined) return known;
  const made = new Map(idsOf(list, [])?.before.map((id, index) => [id, index] as const));
  positions.set(list, made);
  return made;
}
