import { isObject, type Json, memberAt, nameOf } from "@kendali/domain";
import type { Edit } from "./edit-session.ts";

/**
 * A member that edits gave the name of another one of its list, or null. A path of names leads to one part: of two parts
 * with one name neither could be edited any more. A list that is written as a whole may have such twins, which are told
 * among what is open and told apart there; so may a document that had them.
 *
 * @param before the document without the edits
 * @param after the document with them
 */
export function newTwin(
  before: Json,
  after: Json,
  edits: readonly Edit[],
): { readonly path: string; readonly name: string } | null {
  const looked = new Set<string>();
  for (const { path } of edits)
    for (let length = 1; length < path.length; length += 1) {
      const place = path.slice(0, length);
      const name = place.join("/");
      if (looked.has(name)) continue;
      looked.add(name);
      const twin = twinIn(valueAt(after, place));
      if (twin !== null && twinIn(valueAt(before, place)) === null) return { path: name, name: twin };
    }
  return null;
}

function twinIn(node: Json | undefined): string | null {
  if (!Array.isArray(node) || !node.every(isObject)) return null;
  const names = node.map(nameOf);
  return names.find((name, index) => name !== null && names.indexOf(name) < index) ?? null;
}

function valueAt(document: Json, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((node, step) => memberAt(node, step), document);
}
