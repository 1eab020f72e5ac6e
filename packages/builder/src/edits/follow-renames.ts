import type { Edit } from "./edit-session.ts";

/** The fields by which members of lists are named in paths. */
const naming: ReadonlySet<string> = new Set(["key", "code", "form", "role", "arm"]);

/**
 * Edits made before others gave parts other names, as they read after it: what was typed into the form `milk` stands in
 * `milk_volume` once somebody calls it so. Edits of one's own name for the same part stay a conflict, and find it.
 *
 * @param edits made on the document before `others`
 * @param others in their order
 * @example
 * followRenames(
 *   [{ path: ["forms", "milk", "version"], kind: "change", from: "1", to: "2" }],
 *   [{ path: ["forms", "milk", "key"], kind: "change", from: "milk", to: "volume" }],
 * )[0]?.path // ["forms", "volume", "version"]
 */
export function followRenames(edits: readonly Edit[], others: readonly Edit[]): readonly Edit[] {
  const renames = others.flatMap((other) => renameOf(other) ?? []);
  return renames.length === 0 ? edits : edits.map((edit) => renames.reduce(renamed, edit));
}

/** The places that edits changed, by the names that stand after all of them. */
export function settledPlaces(edits: readonly Edit[]): readonly (readonly string[])[] {
  return edits.map((edit, index) => {
    const [settled] = followRenames([edit], edits.slice(index));
    return (settled ?? edit).path;
  });
}

/** A part of a list takes another name. */
export type Rename = { readonly list: readonly string[]; readonly from: string; readonly to: string };

/** What an edit renames; null where it gives no part another name. */
export function renameOf(edit: Edit): Rename | null {
  const [from, field] = edit.path.slice(-2);
  if (edit.kind !== "change" || from === undefined || field === undefined || !naming.has(field)) return null;
  // The form of an intervention's sessions is a reference, and no member's own name.
  if (String(edit.from) !== from || (field === "form" && edit.path.at(-3) !== "forms")) return null;
  return typeof edit.to === "string" || typeof edit.to === "number"
    ? { list: edit.path.slice(0, -2), from, to: String(edit.to) }
    : null;
}

/** The item that an edit gives another key; null where it does not. */
export function renamedItem(edit: Edit): Pick<Rename, "from" | "to"> | null {
  const rename = renameOf(edit);
  const [part, , , , items] = edit.path;
  return rename !== null && part === "forms" && items === "items" && rename.list.length === 5 ? rename : null;
}

function renamed(edit: Edit, { list, from, to }: Rename): Edit {
  if (!list.every((step, index) => edit.path[index] === step)) return edit;
  const place = list.length;
  const path = edit.path[place] === from ? edit.path.with(place, to) : edit.path;
  const isMember = edit.path.length === place + 1;
  if ((edit.kind === "move" || edit.kind === "add") && isMember && edit.after === from)
    return { ...edit, path, after: to };
  return path === edit.path ? edit : { ...edit, path };
}
