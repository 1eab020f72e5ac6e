import { canonicalJson, type Json, memberAt } from "@kendali/domain";
import type { Edit } from "./edit-session.ts";
import { renameOf } from "./follow-renames.ts";

/** A place by the name it has now, and by the name it had before the steps that were looked at. */
export type TracedPlace = { readonly path: readonly string[]; readonly before: readonly string[] };

/** Places of a document whose last change is looked for, from the newest step to the oldest. */
export function tracePlaces(paths: readonly (readonly string[])[]): readonly TracedPlace[] {
  return paths.map((path) => ({ path, before: path }));
}

/**
 * Looks for places in one more step, the one before those that were looked at. Answers which of them it changed (they or
 * a part around them, or something in them), and the others by the names that they had before it.
 *
 * @param edits of the step, in the order in which they were applied
 * @example traceBack(tracePlaces([["visits", "b", "label"]]), [rename("visits", "a", "b")]).open[0]?.before // ["visits", "a", "label"]
 */
export function traceBack(
  places: readonly TracedPlace[],
  edits: readonly Edit[],
): { readonly changed: readonly TracedPlace[]; readonly open: readonly TracedPlace[] } {
  const changed: TracedPlace[] = [];
  let open = places;
  for (const edit of edits.toReversed()) {
    const rename = renameOf(edit);
    const path = rename === null ? edit.path : edit.path.with(-2, rename.to);
    const touched = open.filter(({ before }) => touches(edit, path, before));
    changed.push(...touched);
    open = open
      .filter((place) => !touched.includes(place))
      .map((place) => {
        if (rename === null || !isWithin(place.before, path.slice(0, -1))) return place;
        return { ...place, before: place.before.with(path.length - 2, rename.from) };
      });
  }
  return { changed, open };
}

/** Whether an edit whose place is `path` after it changed what stands at a place. */
function touches(edit: Edit, path: readonly string[], place: readonly string[]): boolean {
  if (isWithin(path, place)) return true;
  if (!isWithin(place, path) || edit.kind === "move") return false;
  if (edit.kind !== "change") return true;
  const rest = place.slice(path.length);
  const [before, after] = [edit.from, edit.to].map((value) =>
    rest.reduce<Json | undefined>((node, step) => memberAt(node, step), value),
  );
  if (before === undefined || after === undefined) return before !== after;
  return canonicalJson(before) !== canonicalJson(after);
}

function isWithin(path: readonly string[], part: readonly string[]): boolean {
  return path.length >= part.length && part.every((step, index) => path[index] === step);
}
