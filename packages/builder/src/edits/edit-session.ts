import { accept, type BareChange, type Json, type Result } from "@kendali/domain";
import { followRenames } from "./follow-renames.ts";
import { applyOwnStep, applyWithWayBack, standingOf } from "./way-back.ts";

/** One change of a document under construction; its path names properties and keys of list members, never positions. */
export type Edit = BareChange;

/** What was done at once and is undone at once: the edits that lead back, or, once it is undone, forth again. */
export type EditStep = {
  readonly edits: readonly Edit[];
  /** Where the members stand that it moves: elsewhere, somebody else has moved them since. */
  readonly stands: readonly Edit[];
  /** Steps of one name that follow each other (the letters typed into one field) become one. */
  readonly mergeKey: string | null;
};

/** The way back and the way forth, as it is kept on a device. */
export type EditHistory = { readonly done: readonly EditStep[]; readonly undone: readonly EditStep[] };

/** A document with the way back and the way forth. Values; nothing in it is ever changed in place. */
export type EditSession = EditHistory & { readonly document: Json };

/** More steps back than this are forgotten, the oldest first. */
const mostSteps = 500;

export function startSession(document: Json): EditSession {
  return { document, done: [], undone: [] };
}

/** Applies edits as one step. Refuses `revision_conflict`, naming the path, where one does not fit the document. */
export function applyEdits(
  session: EditSession,
  edits: readonly Edit[],
  mergeKey: string | null = null,
): Result<EditSession> {
  const applied = applyWithWayBack(session.document, edits);
  if (!applied.ok) return applied;
  const { document, back } = applied.value;
  const last = session.done.at(-1);
  const isMerged = mergeKey !== null && last?.mergeKey === mergeKey && session.undone.length === 0;
  const step = stepOf(document, isMerged ? joinEdits(back, last.edits) : back, mergeKey);
  const done = [...(isMerged ? session.done.slice(0, -1) : session.done), step].slice(-mostSteps);
  return accept({ document, done, undone: [] });
}

function stepOf(document: Json, edits: readonly Edit[], mergeKey: string | null): EditStep {
  return { edits, stands: standingOf(document, edits), mergeKey };
}

/** Edits one after the other; letters typed into one place become one change of it. */
export function joinEdits(first: readonly Edit[], second: readonly Edit[]): readonly Edit[] {
  const [last, next] = [first.at(-1), second[0]];
  if (last === undefined || next === undefined) return [...first, ...second];
  if (next.kind !== "change" || last.path.join("/") !== next.path.join("/")) return [...first, ...second];
  if (last.kind === "change") return [...first.slice(0, -1), { ...last, to: next.to }, ...second.slice(1)];
  if (last.kind === "add") return [...first.slice(0, -1), { ...last, value: next.to }, ...second.slice(1)];
  return [...first, ...second];
}

/** A session after a step back or forth, and the edits that it took: they are sent like any other. */
export type Stepped = { readonly session: EditSession; readonly edits: readonly Edit[] };

/**
 * One step back, as an edit of the document as it is today. Null where there is none; refuses `revision_conflict`, naming
 * the path, where it would take back what somebody else has changed since.
 */
export function stepBack(session: EditSession): Result<Stepped> | null {
  const step = session.done.at(-1);
  if (step === undefined) return null;
  const applied = applyOwnStep(session.document, step.edits, step.stands);
  if (!applied.ok) return applied;
  const { document, edits, back } = applied.value;
  const undone = [...session.undone, stepOf(document, back, step.mergeKey)];
  return accept({ session: { document, done: session.done.slice(0, -1), undone }, edits });
}

/** One undone step forth again, as `stepBack`. */
export function stepForth(session: EditSession): Result<Stepped> | null {
  const step = session.undone.at(-1);
  if (step === undefined) return null;
  const applied = applyOwnStep(session.document, step.edits, step.stands);
  if (!applied.ok) return applied;
  const { document, edits, back } = applied.value;
  const done = [...session.done, stepOf(document, back, step.mergeKey)].slice(-mostSteps);
  return accept({ session: { document, done, undone: session.undone.slice(0, -1) }, edits });
}

/** One step back; the same session where there is none. */
export function undo(session: EditSession): Result<EditSession> {
  const made = stepBack(session);
  if (made === null) return accept(session);
  return made.ok ? accept(made.value.session) : made;
}

/** One undone step forth again; the same session where there is none. */
export function redo(session: EditSession): Result<EditSession> {
  const made = stepForth(session);
  if (made === null) return accept(session);
  return made.ok ? accept(made.value.session) : made;
}

/** The way back and forth once others gave parts other names. */
export function followHistory(history: EditHistory, others: readonly Edit[]): EditHistory {
  const follow = (step: EditStep): EditStep => {
    const [edits, stands] = [followRenames(step.edits, others), followRenames(step.stands, others)];
    return edits === step.edits && stands === step.stands ? step : { ...step, edits, stands };
  };
  return others.length === 0 ? history : { done: history.done.map(follow), undone: history.undone.map(follow) };
}

/** How many characters a step takes on a device. Steps are never changed in place, so that this is counted once for each. */
const sizes = new WeakMap<EditStep, number>();

function sizeOf(step: EditStep): number {
  const known = sizes.get(step);
  if (known !== undefined) return known;
  const size = JSON.stringify(step).length;
  sizes.set(step, size);
  return size;
}

/** As much of a history as a device keeps: the steps nearest to now, within a number of steps and of characters. */
export function boundedHistory(
  { done, undone }: EditHistory,
  most: { readonly steps: number; readonly characters: number },
): EditHistory {
  let room = most.characters;
  const nearest = (steps: readonly EditStep[]): readonly EditStep[] => {
    const kept: EditStep[] = [];
    for (const step of steps.slice(-most.steps).toReversed()) {
      room -= sizeOf(step);
      if (room < 0) break;
      kept.unshift(step);
    }
    return kept;
  };
  return { undone: nearest(undone), done: nearest(done) };
}
