import type { Asked, Sided } from "./planning.types.ts";
import type { Span } from "./solve-power.ts";
import { towards } from "./towards.ts";

type ProportionPair = { readonly proportionFirst: number; readonly proportionSecond: number };
type AskedPair = { readonly proportionFirst: Asked; readonly proportionSecond: Asked };

/**
 * Difference over its standard error, and the standard error under equality in units of it: the two numbers that give
 * the power of the z-test with pooled variance. Source: Fleiss, Levin & Paik (2003), section 4; equal arms as R's power.prop.test.
 */
export function proportionShift(
  { proportionFirst: p1, proportionSecond: p2 }: ProportionPair,
  [n1, n2]: readonly [number, number],
  sided: Sided,
): { readonly shift: number; readonly nullSpread: number } {
  const pooled = (n1 * p1 + n2 * p2) / (n1 + n2);
  const spread = Math.sqrt((p1 * (1 - p1)) / n1 + (p2 * (1 - p2)) / n2);
  const nullSpread = Math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2));
  return { shift: towards(p2 - p1, sided) / spread, nullSpread: nullSpread / spread };
}

/** Where each proportion is searched: on the side of the other that the direction of the effect names. */
export function proportionSpans(
  { proportionFirst, proportionSecond }: AskedPair,
  direction: "increase" | "decrease",
): { readonly proportionFirst: Span; readonly proportionSecond: Span } {
  return {
    proportionFirst: beside(proportionSecond, direction === "decrease"),
    proportionSecond: beside(proportionFirst, direction === "increase"),
  };
}

/** The direction of an effect that is searched for: the one asked, or the one that a one-sided test looks at. */
export function directionOf(sided: Sided, asked: "increase" | "decrease" | undefined): "increase" | "decrease" {
  if (sided === "greater") return "increase";
  return sided === "less" ? "decrease" : (asked ?? "increase");
}

/** Whether both are given and equal: no effect. */
export function isNoEffect({ proportionFirst, proportionSecond }: AskedPair): boolean {
  return proportionFirst !== null && proportionFirst === proportionSecond;
}

/** The power expression in R of two proportions `p1`, `p2` in arms of `n1` and `n2`: shift and spread. */
export const rProportionShift = {
  shift: (sided: Sided): string => {
    const difference = sided === "greater" ? "(p2 - p1)" : sided === "less" ? "(p1 - p2)" : "abs(p2 - p1)";
    return `${difference} / sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)`;
  },
  spread:
    "sqrt((n1 * p1 + n2 * p2) / (n1 + n2) * (1 - (n1 * p1 + n2 * p2) / (n1 + n2)) * (1 / n1 + 1 / n2)) / sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)",
} as const;

function beside(other: Asked, isAbove: boolean): Span {
  const allows = (p: number): boolean => p > 0 && p < 1;
  return isAbove
    ? { above: other ?? 0, below: 1, rises: true, allows }
    : { above: 0, below: other ?? 1, rises: false, allows };
}
