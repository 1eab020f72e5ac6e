import { accept, diffJson, type BareChange, type Json, type Result } from "@kendali/domain";
import { applyShared } from "./apply-shared.ts";

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
  const applied = applyShared(session.document, edits);
  if (!applied.ok) return applied;
  const document = applied.value;
  const last = session.done.at(-1);
  const inverse = diffJson(document, session.document, []);
  const isMerged = mergeKey !== null && last?.mergeKey === mergeKey && session.undone.length === 0;
  const step: EditStep = {
    edits: isMerged ? joinEdits(last.edits, edits) : edits,
    inverse: isMerged ? joinEdits(inverse, last.inverse) : inverse,
    mergeKey,
  };
  const done = [...(isMerged ? session.done.slice(0, -1) : session.done), step].slice(-mostSteps);
  return accept({ document, done, undone: [] });
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

/** One step back; the same session where there is none. */
export function undo(session: EditSession): Result<EditSession> {
  const step = session.done.at(-1);
  if (step === undefined) return accept(session);
  const applied = applyShared(session.document, step.inverse);
  if (!applied.ok) return applied;
  return accept({ document: applied.value, done: session.done.slice(0, -1), undone: [...session.undone, step] });
}

/** One undone step forth again; the same session where there is none. */
export function redo(session: EditSession): Result<EditSession> {
  const step = session.undone.at(-1);
  if (step === undefined) return accept(session);
  const applied = applyShared(session.document, step.edits);
  if (!applied.ok) return applied;
  return accept({ document: applied.value, done: [...session.done, step], undone: session.undone.slice(0, -1) });
}
