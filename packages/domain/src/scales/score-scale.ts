import type { ScaleDefinition } from "../protocol/types.ts";

/** One answer of a scale as a number, with what reverse coding needs; `null` where there is no answer. */
export type ScaleAnswer = {
  readonly item: string;
  readonly value: number | null;
  /** The lowest and the highest number the answer could be; asked for only of reversed items. */
  readonly range: { readonly min: number; readonly max: number } | null;
};

/**
 * The score of a scale from the answers to its items, or `null` where the rule for missing items gives none. A reversed
 * answer counts as lowest plus highest minus itself. `prorate` lets the mean of the answered items stand for the others,
 * from `least` answers on (the half rule of Ware et al., SF-36 Health Survey Manual, 1993, is `least` of half the items).
 */
export function scoreScale(
  scale: Pick<ScaleDefinition, "reversed" | "score" | "missing">,
  answers: readonly ScaleAnswer[],
): number | null {
  const counted = answers.flatMap(({ item, value, range }) => {
    if (value === null) return [];
    if (!scale.reversed.includes(item)) return [value];
    return range === null ? [] : [range.min + range.max - value];
  });
  const least = scale.missing.rule === "none" ? answers.length : scale.missing.least;
  if (counted.length === 0 || counted.length < least) return null;
  const sum = counted.reduce((total, value) => total + value, 0);
  if (scale.score === "mean") return sum / counted.length;
  return counted.length === answers.length ? sum : (sum / counted.length) * answers.length;
}

/** The cut-off that a score has reached: the last whose `from` it is not below, or `null` below the first. */
export function cutoffOf(
  scale: Pick<ScaleDefinition, "cutoffs">,
  score: number,
): ScaleDefinition["cutoffs"][number] | null {
  return scale.cutoffs.findLast(({ from }) => score >= from) ?? null;
}
