import { accept, canonicalJson, type Json, type Result } from "@kendali/domain";
import { applyShared } from "./apply-shared.ts";
import { followRenames, settledPlaces } from "./follow-renames.ts";
import {
  applyEdits,
  type Edit,
  type EditHistory,
  type EditSession,
  followHistory,
  joinEdits,
  startSession,
  stepBack,
  stepForth,
  type Stepped,
} from "./edit-session.ts";
import { lastBeside, valueAt } from "./way-back.ts";

/** Edits on their way to the server, under the id by which it knows them again. */
export type SentEdits = { readonly commandId: string; readonly baseRevision: number; readonly edits: readonly Edit[] };

/** One edit of one's own that no longer fits, because somebody else changed the same place. */
export type EditConflict = {
  readonly path: readonly string[];
  /** The value that was to stand there; `undefined` where it was to be removed or moved. */
  readonly mine: Json | undefined;
  /** The value that stands there now; `undefined` where there is none any more. */
  readonly theirs: Json | undefined;
  /** One's own edits of the place: who keeps them meets the same conflict again, or none where the other took hers back. */
  readonly edits: readonly Edit[];
  /** What one wrote there before, on another value than `mine`; the newest last. */
  readonly earlier: readonly Json[];
};

/** A document that is edited here and elsewhere at once: what the server has, what is on its way, what waits. Values only. */
export type DraftSync = {
  readonly revision: number;
  /** As the server has it at `revision`. */
  readonly confirmed: Json;
  readonly sending: SentEdits | null;
  readonly waiting: readonly Edit[];
  /** What the page shows: the confirmed document with one's own edits on top, and the way back. */
  readonly session: EditSession;
  readonly conflicts: readonly EditConflict[];
};

export function startSync(document: Json, revision: number): DraftSync {
  return { revision, confirmed: document, sending: null, waiting: [], session: startSession(document), conflicts: [] };
}

/** An edit of one's own, as one step. Refuses `revision_conflict` where it does not fit. */
export function editDraft(sync: DraftSync, edits: readonly Edit[], mergeKey: string | null): Result<DraftSync> {
  const edited = applyEdits(sync.session, edits, mergeKey);
  return edited.ok ? accept(withSession(sync, edited.value, edits)) : edited;
}

/** One step back, or with `forth` one undone step forth again; the edits that lead there are sent like any other. */
export function stepDraft(sync: DraftSync, way: "back" | "forth"): Result<DraftSync> {
  const made: Result<Stepped> | null = (way === "back" ? stepBack : stepForth)(sync.session);
  if (made === null) return accept(sync);
  return made.ok ? accept(withSession(sync, made.value.session, made.value.edits)) : made;
}

/** The step that would take back what somebody else has changed is forgotten; the ones before it can still be taken. */
export function forgetStep(sync: DraftSync, way: "back" | "forth"): DraftSync {
  const { done, undone } = sync.session;
  const left = way === "back" ? { done: done.slice(0, -1) } : { undone: undone.slice(0, -1) };
  return { ...sync, session: { ...sync.session, ...left } };
}

/** Puts the steps that a device has kept under those that were taken since; letters typed from now on are steps of their own. */
export function recallHistory(sync: DraftSync, kept: EditHistory): DraftSync {
  const { session } = sync;
  const isNew = session.done.length === 0 && session.undone.length === 0;
  const [done, undone] = [kept.done, kept.undone].map((steps) => steps.map((step) => ({ ...step, mergeKey: null })));
  return {
    ...sync,
    session: { ...session, done: [...(done ?? []), ...session.done], undone: isNew ? (undone ?? []) : session.undone },
  };
}

function withSession(sync: DraftSync, session: EditSession, edits: readonly Edit[]): DraftSync {
  return { ...sync, session, waiting: joinEdits(sync.waiting, edits) };
}

/** Puts what waits on its way, at most so many edits; the same where something is on its way already, or nothing waits. */
export function sendWaiting(sync: DraftSync, commandId: string, mostAtOnce: number): DraftSync {
  if (sync.sending !== null || sync.waiting.length === 0) return sync;
  const edits = sync.waiting.slice(0, mostAtOnce);
  return {
    ...sync,
    sending: { commandId, baseRevision: sync.revision, edits },
    waiting: sync.waiting.slice(mostAtOnce),
  };
}

/** The server took what was sent, after the edits of `others` that it had taken before. */
export function acceptSent(sync: DraftSync, revision: number, others: readonly Edit[]): Result<DraftSync> {
  const sent = followRenames(sync.sending?.edits ?? [], others);
  if (others.length === 0 && sync.waiting.length === 0) {
    return accept({ ...sync, revision, confirmed: sync.session.document, sending: null });
  }
  const confirmed = applyShared(sync.confirmed, [...others, ...sent]);
  if (!confirmed.ok) return confirmed;
  const next = { ...sync, revision, confirmed: confirmed.value, sending: null };
  return accept(others.length === 0 ? next : onTop(next, sync.waiting, others));
}

/** Edits of others came while nothing of one's own was on its way. */
export function acceptOthers(sync: DraftSync, revision: number, others: readonly Edit[]): Result<DraftSync> {
  const confirmed = applyShared(sync.confirmed, others);
  if (!confirmed.ok) return confirmed;
  const next = { ...sync, revision, confirmed: confirmed.value };
  return accept(onTop(next, sync.waiting, others));
}

/**
 * As `rebaseDraft`, by the edits of others that lead to the server's document: what they call by another name now is
 * followed. Refuses `revision_conflict` where they do not lead from the confirmed document.
 */
export function rebaseOnOthers(
  sync: DraftSync,
  revision: number,
  others: readonly Edit[],
  contested: readonly string[] | null = null,
): Result<DraftSync> {
  const confirmed = applyShared(sync.confirmed, others);
  if (!confirmed.ok) return confirmed;
  return accept(
    onTop({ ...sync, revision, confirmed: confirmed.value, sending: null }, ownEdits(sync), others, contested),
  );
}

/**
 * Begins again from the server's document, with everything of one's own that it may not have on top. `contested`: the
 * path at which the server refused what was sent.
 */
export function rebaseDraft(
  sync: DraftSync,
  document: Json,
  revision: number,
  contested: readonly string[] | null = null,
): DraftSync {
  return onTop({ ...sync, revision, confirmed: document, sending: null }, ownEdits(sync), [], contested);
}

/** One's own edits that the server does not have for sure, in their order. */
export function ownEdits(sync: Pick<DraftSync, "sending" | "waiting">): readonly Edit[] {
  return [...(sync.sending?.edits ?? []), ...sync.waiting];
}

/**
 * Puts edits, made before those of `others`, on top of the confirmed document; what no longer fits is a conflict, what is
 * there already is dropped.
 */
function onTop(
  sync: DraftSync,
  own: readonly Edit[],
  others: readonly Edit[],
  contested: readonly string[] | null = null,
): DraftSync {
  let document = sync.confirmed;
  const touched = [...settledPlaces(others), ...(contested === null ? [] : [contested])];
  const waiting: Edit[] = [];
  // Parts of one's own that nobody else has seen yet.
  const added = new Set<string>();
  const conflicts = new Map(
    sync.conflicts.map((conflict) => {
      const edits = followRenames(conflict.edits, others);
      const path = edits[0]?.path ?? conflict.path;
      return [path.join("/"), { ...conflict, edits, path }];
    }),
  );
  for (const edit of followRenames(own, others)) {
    const name = edit.path.join("/");
    const before = conflicts.get(name);
    // What waits for a choice has no position of its own yet.
    if (before !== undefined && edit.kind === "move") continue;
    if (before !== undefined && isBuiltOn(edit, before)) {
      // Who took her own new part away again contests nothing.
      if (before.edits[0]?.kind === "add" && edit.kind === "remove") conflicts.delete(name);
      else conflicts.set(name, { ...before, mine: valueOf(edit), edits: [...before.edits, edit] });
      continue;
    }
    const theirs = valueAt(document, edit.path);
    const isContested =
      edit.kind === "remove" &&
      theirs !== undefined &&
      !added.has(name) &&
      (touched.some((path) => isWithin(path, edit.path)) || !isSame(theirs, edit.value));
    const applied = isContested ? null : applyShared(document, [edit]);
    if (applied?.ok === true) {
      document = applied.value;
      waiting.push(edit);
      if (edit.kind === "add") added.add(name);
      continue;
    }
    const fitted = fittedTo(document, edit, theirs);
    if (fitted === "done") continue;
    if (fitted !== null) {
      document = fitted.document;
      waiting.push(fitted.edit);
      continue;
    }
    const edits = [...(before?.edits ?? []), edit];
    const earlier = [...(before?.earlier ?? []), ...(before?.mine === undefined ? [] : [before.mine])];
    conflicts.set(name, { path: edit.path, mine: valueOf(edit), theirs, edits, earlier });
  }
  const session = { ...sync.session, ...followHistory(sync.session, others), document };
  return withTheirs({ ...sync, waiting, session, conflicts: [...conflicts.values()] });
}

/** Each conflict with what stands at its place by now; none where that is what was to stand there. */
function withTheirs(sync: DraftSync): DraftSync {
  if (sync.conflicts.length === 0) return sync;
  const conflicts = sync.conflicts
    .map((conflict) => ({ ...conflict, theirs: valueAt(sync.session.document, conflict.path) }))
    .filter(({ mine, theirs }) => !isSame(mine, theirs));
  return { ...sync, conflicts };
}

/** Whether an edit goes on from one's own value that waits for a choice, and not from the one that stands there. */
function isBuiltOn(edit: Edit, { mine }: EditConflict): boolean {
  if (edit.kind === "change") return isSame(edit.from, mine);
  return edit.kind === "remove" && isSame(edit.value, mine);
}

/** Whether a path leads to a part or into it: who takes a part away in which another wrote asks first. */
function isWithin(path: readonly string[], part: readonly string[]): boolean {
  return part.every((step, index) => path[index] === step);
}

/** An edit that does not fit as it is, but whose intent is kept already, or can be kept. */
export function fittedTo(
  document: Json,
  edit: Edit,
  theirs: Json | undefined,
): "done" | { readonly edit: Edit; readonly document: Json } | null {
  if (edit.kind === "remove") return theirs === undefined ? "done" : null;
  if (edit.kind === "move") {
    if (theirs === undefined) return "done";
    return tried(document, { ...edit, after: lastBeside(document, edit.path) });
  }
  if (isSame(theirs, valueOf(edit))) return "done";
  // The member it was to stand after is gone: it stands last.
  if (edit.kind !== "add" || edit.after === undefined || theirs !== undefined) return null;
  return tried(document, { ...edit, after: lastBeside(document, edit.path) });
}

function tried(document: Json, edit: Edit): { readonly edit: Edit; readonly document: Json } | null {
  const applied = applyShared(document, [edit]);
  return applied.ok ? { edit, document: applied.value } : null;
}

function valueOf(edit: Edit): Json | undefined {
  if (edit.kind === "add") return edit.value;
  return edit.kind === "change" ? edit.to : undefined;
}

function isSame(one: Json | undefined, other: Json | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return canonicalJson(one) === canonicalJson(other);
}

/** Whether one's own value still has a place to stand: the part around it may be gone. */
export function hasPlace(document: Json, { path, mine }: Pick<EditConflict, "path" | "mine">): boolean {
  if (mine === undefined) return true;
  return valueAt(document, path.slice(0, -1)) !== undefined;
}

/** A conflict is settled: with `mine` the own value takes the place of the other, where it still has one. */
export function settleConflict(sync: DraftSync, path: readonly string[], choice: "mine" | "theirs"): DraftSync {
  const name = path.join("/");
  const conflict = sync.conflicts.find((one) => one.path.join("/") === name);
  const rest = { ...sync, conflicts: sync.conflicts.filter((one) => one !== conflict) };
  if (conflict === undefined || choice === "theirs") return rest;
  const edit = editTo(sync.session.document, path, conflict.mine);
  const edited = edit === null ? null : editDraft(rest, [edit], null);
  return edited?.ok === true ? withTheirs(edited.value) : rest;
}

/** The edit that makes a property or member be a value; null where it is already, or has no place. */
export function editTo(document: Json, path: readonly string[], value: Json | undefined): Edit | null {
  const current = valueAt(document, path);
  if (value === undefined) return current === undefined ? null : { path, kind: "remove", value: current };
  if (current !== undefined) return isSame(current, value) ? null : { path, kind: "change", from: current, to: value };
  const parent = valueAt(document, path.slice(0, -1));
  if (parent === undefined) return null;
  return Array.isArray(parent)
    ? { path, kind: "add", value, after: lastBeside(document, path) }
    : { path, kind: "add", value };
}
