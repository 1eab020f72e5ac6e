import { accept, type Json, type Result } from "@kendali/domain";
import { applyShared } from "./apply-shared.ts";
import { type DraftSync, fittedTo, ownEdits } from "./draft-sync.ts";
import type { Edit } from "./edit-session.ts";
import { joinEdits } from "./edit-session.ts";
import { valueAt } from "./way-back.ts";

/**
 * The server did not take what was sent, and will not as it is: it waits again in front of what was typed since, so that
 * who mends it sends both as one.
 */
export function holdSent(sync: DraftSync): DraftSync {
  return { ...sync, sending: null, waiting: joinEdits(sync.sending?.edits ?? [], sync.waiting) };
}

/** One's own edits at the places that a refusal names, in the parts around them or in them; all where it names none of them. */
export function editsAt(own: readonly Edit[], places: readonly (readonly string[])[]): readonly Edit[] {
  const named = own.filter(({ path }) => places.some((place) => isWithin(path, place) || isWithin(place, path)));
  return named.length === 0 ? own : named;
}

/**
 * The draft without some of one's own edits that the server does not have, and without every later one that was built on
 * them: that no longer fits, or (`stands`) leaves what no document can hold.
 *
 * @param taken members of `ownEdits`
 * @returns the draft, and everything that goes, in its order
 */
export function takeBack(
  sync: DraftSync,
  taken: readonly Edit[],
  stands: (before: Json, after: Json) => boolean,
): { readonly sync: DraftSync; readonly gone: readonly Edit[] } {
  let document = sync.confirmed;
  const waiting: Edit[] = [];
  const gone: Edit[] = [];
  for (const edit of ownEdits(sync)) {
    const made = taken.includes(edit) ? null : without(document, edit);
    if (made?.ok !== true || !stands(document, made.value.document)) {
      gone.push(edit);
      continue;
    }
    document = made.value.document;
    waiting.push(made.value.edit);
  }
  return { sync: { ...sync, sending: null, waiting, session: { ...sync.session, document } }, gone };
}

/** An edit on a document in which one before it is missing: what it stood after may be gone. */
function without(document: Json, edit: Edit): Result<{ readonly document: Json; readonly edit: Edit }> {
  const applied = applyShared(document, [edit]);
  if (applied.ok) return accept({ document: applied.value, edit });
  const fitted = edit.kind === "remove" ? null : fittedTo(document, edit, valueAt(document, edit.path));
  return fitted === null || fitted === "done" ? applied : accept(fitted);
}

function isWithin(path: readonly string[], part: readonly string[]): boolean {
  return path.length >= part.length && part.every((step, index) => path[index] === step);
}
