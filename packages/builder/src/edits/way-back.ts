import { accept, canonicalJson, diffJson, idsOf, type Json, memberAt, refuse, type Result } from "@kendali/domain";
import { applyShared } from "./apply-shared.ts";
import type { Edit } from "./edit-session.ts";

/** Edits as they were applied, and what leads back from the document they made. */
export type Applied = { readonly document: Json; readonly edits: readonly Edit[]; readonly back: readonly Edit[] };

/** Of more edits at once (a pasted sheet) the way back is the difference of the two documents. */
const mostByName = 50;

/**
 * Applies edits and says what leads back, in the same names: what was renamed is renamed back, and is not another part.
 * Refuses `revision_conflict`, naming the path, where an edit does not fit.
 */
export function applyWithWayBack(document: Json, edits: readonly Edit[]): Result<Applied> {
  if (edits.length > mostByName) {
    const applied = applyShared(document, edits);
    return applied.ok
      ? accept({ document: applied.value, edits, back: diffJson(applied.value, document, []) })
      : applied;
  }
  let made = document;
  let back: readonly Edit[] = [];
  for (const edit of edits) {
    const applied = applyShared(made, [edit]);
    if (!applied.ok) return applied;
    back = [...wayBack(made, applied.value, edit), ...back];
    made = applied.value;
  }
  return accept({ document: made, edits, back });
}

/**
 * As `applyWithWayBack`, for a step that was made on an earlier document: only where it undoes or does again what one did
 * oneself. Refuses `revision_conflict` where somebody else has changed the place, what is in it, or its position.
 *
 * @param stands where members that the step moves must stand for it to be one's own: after which other
 */
export function applyOwnStep(document: Json, edits: readonly Edit[], stands: readonly Edit[]): Result<Applied> {
  const moved = stands.find((edit) => edit.kind === "move" && neighbourBefore(document, edit.path) !== edit.after);
  if (moved !== undefined) return refuse("revision_conflict", { path: moved.path.join("/") });
  let made = document;
  const used: Edit[] = [];
  for (const edit of edits) {
    const fitted = fittedStep(made, edit);
    const applied = fitted === null ? null : applyShared(made, [fitted]);
    if (fitted === null || applied?.ok !== true) return refuse("revision_conflict", { path: edit.path.join("/") });
    used.push(fitted);
    made = applied.value;
  }
  return applyWithWayBack(document, used);
}

/** An edit of a step as it fits today's document; null where it would take more away than it brought. */
function fittedStep(document: Json, edit: Edit): Edit | null {
  if (edit.kind === "remove") {
    const current = valueAt(document, edit.path);
    return current !== undefined && canonicalJson(current) === canonicalJson(edit.value) ? edit : null;
  }
  if (edit.kind === "change" || edit.after === undefined || edit.after === null) return edit;
  // The member it stood after is gone: it stands last.
  const isThere = valueAt(document, [...edit.path.slice(0, -1), edit.after]) !== undefined;
  return isThere ? edit : { ...edit, after: lastBeside(document, edit.path) };
}

/** Where the members that edits move stand in a document, as moves to that very place. */
export function standingOf(document: Json, edits: readonly Edit[]): readonly Edit[] {
  return edits.flatMap((edit): readonly Edit[] => {
    if (edit.kind !== "move") return [];
    const after = neighbourBefore(document, edit.path);
    return after === undefined ? [] : [{ path: edit.path, kind: "move", after }];
  });
}

/** What leads back from the document after one edit to the one before it. */
function wayBack(before: Json, after: Json, edit: Edit): readonly Edit[] {
  const back = inverseOf(before, after, edit);
  const undone = back === null ? null : applyShared(after, [back]);
  const isSame = undone?.ok === true && diffJson(undone.value, before, []).length === 0;
  return back !== null && isSame ? [back] : diffJson(after, before, []);
}

function inverseOf(before: Json, after: Json, edit: Edit): Edit | null {
  const old = valueAt(before, edit.path);
  switch (edit.kind) {
    case "add": {
      const value = valueAt(after, edit.path);
      return value === undefined ? null : { path: edit.path, kind: "remove", value };
    }
    case "remove": {
      if (old === undefined) return null;
      const place = neighbourBefore(before, edit.path);
      return { path: edit.path, kind: "add", value: old, ...(place === undefined ? {} : { after: place }) };
    }
    case "move": {
      const place = neighbourBefore(before, edit.path);
      return place === undefined ? null : { path: edit.path, kind: "move", after: place };
    }
    case "change": {
      const path = sameFrom(before, after, edit.path);
      const value = path === null ? undefined : valueAt(after, path);
      return path === null || value === undefined || old === undefined
        ? null
        : { path, kind: "change", from: value, to: old };
    }
  }
}

/** A path of one document by the names of another, in which every part stands at the same position. */
function sameFrom(before: Json, after: Json, path: readonly string[]): readonly string[] | null {
  const named: string[] = [];
  let [old, made]: [Json | undefined, Json | undefined] = [before, after];
  for (const step of path) {
    let name: string | undefined = step;
    if (Array.isArray(old) && Array.isArray(made)) {
      const index = idsOf(old, [])?.before.indexOf(step) ?? -1;
      name = index < 0 ? undefined : idsOf(made, [])?.before[index];
    }
    if (name === undefined) return null;
    named.push(name);
    old = memberAt(old, step);
    made = memberAt(made, name);
  }
  return named;
}

/** The member that stands before the one a path leads to, `null` for the first; `undefined` where it stands in no list. */
function neighbourBefore(document: Json, path: readonly string[]): string | null | undefined {
  const list = valueAt(document, path.slice(0, -1));
  const names = Array.isArray(list) ? idsOf(list, [])?.before : undefined;
  const index = names?.indexOf(path.at(-1) ?? "") ?? -1;
  return index < 0 ? undefined : (names?.[index - 1] ?? null);
}

/** The last other member of the list that a path leads into, by the field that names this one. */
export function lastBeside(document: Json, path: readonly string[]): string | null {
  const list = valueAt(document, path.slice(0, -1));
  if (!Array.isArray(list)) return null;
  return idsOf(list, [])?.before.findLast((name) => name !== path.at(-1)) ?? null;
}

/** What stands at a place; `undefined` where nothing does. */
export function valueAt(document: Json, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((node, step) => memberAt(node, step), document);
}
