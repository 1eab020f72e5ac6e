import { checkExpression, type ExpressionAdvice, type ExpressionScope } from "@kendali/builder";

/** What stands in a box beside what stands in the document; `null` while they are the same. */
export type Typed = {
  readonly text: string;
  /** It could not stand in the document when it was typed, and waits for the person: also where it could stand by now. */
  readonly waits: boolean;
};

export type ExpressionState = {
  readonly text: string;
  readonly problems: readonly ExpressionAdvice[];
  /** The text is not in the document, because it cannot stand there. */
  readonly isHeld: boolean;
};

/** Whether a text may be in the document: empty, or without a problem that must be mended. */
export function mayStand(text: string, scope: ExpressionScope): boolean {
  return text.trim() === "" || problemsOf(text, scope).every(({ severity }) => severity === "should");
}

export function problemsOf(text: string, scope: ExpressionScope): readonly ExpressionAdvice[] {
  if (text.trim() === "") return [];
  return checkExpression(text, scope, scope.use === "calculation" ? "number" : "boolean");
}

/**
 * What a box shows: what was typed, as long as it waits or the document holds just that; otherwise the document, which a
 * step back, another person or another box has changed since.
 */
export function shownIn(typed: Typed | null, saved: string, scope: ExpressionScope): ExpressionState {
  const isHeld = typed !== null && typed.waits && typed.text.trim() !== saved;
  const text = typed !== null && (isHeld || typed.text.trim() === saved) ? typed.text : saved;
  return { text, problems: problemsOf(text, scope), isHeld };
}

/** The text with one part replaced. */
export function replaced(text: string, start: number, end: number, by: string): string {
  return text.slice(0, start) + by + text.slice(end);
}

export type MarkedPart = { readonly text: string; readonly severity: "must" | "should" | null; readonly start: number };

/** The text in parts, each with the heaviest problem that lies on it; a problem between two letters marks nothing. */
export function markedParts(text: string, problems: readonly ExpressionAdvice[]): readonly MarkedPart[] {
  // What is wrong with the whole is said below; marking all of it would mark nothing.
  const parts = problems.filter(({ start, end }) => end > start && end - start < text.length);
  const cuts = new Set([0, text.length, ...parts.flatMap(({ start, end }) => [start, end])]);
  const places = [...cuts].filter((cut) => cut <= text.length).toSorted((a, b) => a - b);
  return places.slice(0, -1).map((start, index) => {
    const end = places[index + 1] ?? text.length;
    const over = parts.filter((problem) => problem.start <= start && problem.end >= end);
    const isMust = over.some(({ severity }) => severity === "must");
    return { text: text.slice(start, end), severity: isMust ? "must" : over.length > 0 ? "should" : null, start };
  });
}
