import { accept, applyJsonChanges, diffJson, type BareChange, type Json, type Result } from "@kendali/domain";

/** One change of a document under construction; its path names properties and keys of list members, never positions. */
export type Edit = BareChange;

/** What was done at once and is undone at once. */
export type EditStep = {
  readonly edits: readonly Edit[];
  readonly inverse: readonly Edit[];
  /** Steps of one name that follow each other (the letters typed into one field) become one. */
  readonly mergeKey: string | null;
};

/** A document with the way back and the way forth. Values; nothing in it is ever changed in place. */
export type EditSession = {
  readonly document: Json;
  readonly done: readonly EditStep[];
  readonly undone: readonly EditStep[];
};

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
  const applied = applyJsonChanges(session.document, edits);
  if (!applied.ok) return applied;
  const document = applied.value;
  const last = session.done.at(-1);
  const isMerged = mergeKey !== null && last?.mergeKey === mergeKey && session.undone.length === 0;
  const step: EditStep = {
    edits: isMerged ? [...last.edits, ...edits] : edits,
    inverse: [...diffJson(document, session.document, []), ...(isMerged ? last.inverse : [])],
    mergeKey,
  };
  const done = [...(isMerged ? session.done.slice(0, -1) : session.done), step].slice(-mostSteps);
  return accept({ document, done, undone: [] });
}

/** One step back; the same session where there is none. */
export function undo(session: EditSession): Result<EditSession> {
  const step = session.done.at(-1);
  if (step === undefined) return accept(session);
  const applied = applyJsonChanges(session.document, step.inverse);
  if (!applied.ok) return applied;
  return accept({ document: applied.value, done: session.done.slice(0, -1), undone: [...session.undone, step] });
}

/** One undone step forth again; the same session where there is none. */
export function redo(session: EditSession): Result<EditSession> {
  const step = session.undone.at(-1);
  if (step === undefined) return accept(session);
  const applied = applyJsonChanges(session.document, step.edits);
  if (!applied.ok) return applied;
  return accept({ document: applied.value, done: [...session.done, step], undone: session.undone.slice(0, -1) });
}
