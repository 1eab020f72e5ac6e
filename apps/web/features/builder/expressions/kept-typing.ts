import { type Edit, followRenames, renamedItem, renameInTyped } from "@kendali/builder";

import type { Typed } from "./expression-state.ts";

/** Unfinished texts by the draft and the place they belong to, for as long as this tab is open. */
const kept = new Map<string, Typed>();
const listeners = new Set<() => void>();

/** Names a place of a draft, under which what is typed there is kept. */
export function typingPlace(draft: string, path: readonly string[]): string {
  return [draft, ...path].join("/");
}

/** What was typed at a place and could not stand in the document yet, when another place was looked at. */
export function keptTyping(place: string): Typed | null {
  return kept.get(place) ?? null;
}

export function keepTyping(place: string, typed: Typed | null): void {
  if (typed === null) kept.delete(place);
  else kept.set(place, typed);
  tell();
}

export function subscribeTyping(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * What is kept for a draft after edits of its document: at the place as it is called now, and naming items as they are
 * called now. What cannot be told apart from words inside quotes stays as it was typed.
 */
export function followTyping(draft: string, edits: readonly Edit[]): void {
  const renames = edits.flatMap((edit) => renamedItem(edit) ?? []);
  const moved = [...kept].flatMap(([place, typed]) => {
    const [owner, ...path] = place.split("/");
    if (owner !== draft) return [];
    const [placed] = followRenames([{ path: movedWith(path, edits), kind: "move", after: null }], edits);
    const text = renames.reduce((words, { from, to }) => renameInTyped(words, from, to), typed.text);
    const next = typingPlace(draft, placed?.path ?? path);
    return next === place && text === typed.text ? [] : [{ place, next, typed: { ...typed, text } }];
  });
  if (moved.length === 0) return;
  for (const { place } of moved) kept.delete(place);
  for (const { next, typed } of moved) kept.set(next, typed);
  tell();
}

/** A place in an item that was put into another section or form: taken out at one path, put in at another. */
function movedWith(path: readonly string[], edits: readonly Edit[]): readonly string[] {
  const isItem = (edit: Edit) => edit.path.at(-2) === "items";
  const out = edits.find(
    (edit) => edit.kind === "remove" && isItem(edit) && edit.path.every((step, index) => path[index] === step),
  );
  const into =
    out === undefined
      ? undefined
      : edits.find((edit) => edit.kind === "add" && isItem(edit) && edit.path.at(-1) === out.path.at(-1));
  return out === undefined || into === undefined ? path : [...into.path, ...path.slice(out.path.length)];
}

function tell(): void {
  for (const listener of listeners) listener();
}
