import {
  accept,
  applyJsonChanges,
  canonicalJson,
  memberAt,
  refuse,
  type Json,
  type RefusalParams,
  type Result,
} from "@kendali/domain";
import type { Edit } from "./edit-session.ts";
import { followRenames, settledPlaces } from "./follow-renames.ts";

/** A value longer than this is not told in a conflict: the place is, and the document has the value. */
const longestValue = 4_000;

/**
 * Brings one's own edits, made on an older document, onto the one that others have changed meanwhile. Edits of different
 * places both stand, also where others gave a part another name; where both wrote the same value, one of the two is left out. Answers the document and those edits that
 * were applied. Refuses `revision_conflict` with the `path` and, as JSON texts, what one wrote (`mine`) and what stands
 * there now (`theirs`, empty where there is nothing): a place that others changed or removed, and a part taken away in
 * which others wrote.
 *
 * @param others edits that led from the older document to `document`, in their order
 */
export function mergeEdits(
  document: Json,
  others: readonly Edit[],
  mine: readonly Edit[],
): Result<{ readonly document: Json; readonly edits: readonly Edit[] }> {
  const places = settledPlaces(others);
  const touched = new Set(places.map(placeOf));
  const followed = followRenames(mine, others);
  // What stands there says nothing about an edit that goes on from an earlier one of one's own: added, and taken away again.
  const goesOn = (edit: Edit, index: number) =>
    settledPlaces(followed.slice(0, index)).some((path) => isWithin(path, edit.path) || isWithin(edit.path, path));
  const edits = followed.filter(
    (edit, index) => !(touched.has(placeOf(edit.path)) && isThere(document, edit) && !goesOn(edit, index)),
  );
  const isOwn = (part: Edit, index: number) =>
    edits.slice(0, index).some(({ kind, path }) => kind === "add" && placeOf(path) === placeOf(part.path));
  const undone = edits.find(
    (edit, index) => edit.kind === "remove" && places.some((path) => isWithin(path, edit.path)) && !isOwn(edit, index),
  );
  if (undone !== undefined) return conflict(document, undone);
  const applied = applyJsonChanges(document, edits);
  if (applied.ok) return accept({ document: applied.value, edits });
  return conflictAt(document, edits, applied.refusal.params);
}

/** The edit that does not fit is the first whose place is the one that was refused. */
function conflictAt(document: Json, edits: readonly Edit[], params: RefusalParams): ReturnType<typeof refuse> {
  const edit = edits.find(({ path }) => `/${path.join("/")}` === params["path"]);
  return edit === undefined ? refuse("revision_conflict", params) : conflict(document, edit);
}

function conflict(document: Json, edit: Edit): ReturnType<typeof refuse> {
  return refuse("revision_conflict", {
    path: edit.path.join("/"),
    mine: textOf(writtenBy(edit)),
    theirs: textOf(valueAt(document, edit.path)),
  });
}

function writtenBy(edit: Edit): Json | undefined {
  if (edit.kind === "add") return edit.value;
  return edit.kind === "change" ? edit.to : undefined;
}

/** Whether the document says already what the edit would make it say. */
function isThere(document: Json, edit: Edit): boolean {
  const value = valueAt(document, edit.path);
  if (edit.kind === "remove") return value === undefined && valueAt(document, edit.path.slice(0, -1)) !== undefined;
  const written = writtenBy(edit);
  return written !== undefined && value !== undefined && canonicalJson(written) === canonicalJson(value);
}

function valueAt(document: Json, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((node, step) => memberAt(node, step), document);
}

function isWithin(path: readonly string[], part: readonly string[]): boolean {
  return path.length >= part.length && part.every((step, index) => path[index] === step);
}

function placeOf(path: readonly string[]): string {
  return JSON.stringify(path);
}

function textOf(value: Json | undefined): string {
  const text = value === undefined ? "" : canonicalJson(value);
  return text.length > longestValue ? "" : text;
}
