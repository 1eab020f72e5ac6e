import type { Typed } from "./expression-state.ts";

/** Unfinished texts by the place they belong to, for as long as this tab is open. */
const kept = new Map<string, Typed>();

/** What was typed at a place and could not stand in the document yet, when another place was looked at. */
export function keptTyping(place: string): Typed | null {
  return kept.get(place) ?? null;
}

export function keepTyping(place: string, typed: Typed | null): void {
  if (typed === null) kept.delete(place);
  else kept.set(place, typed);
}
