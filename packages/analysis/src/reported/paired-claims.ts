import type { PrintedNumber } from "./printed-number.ts";
import type { PrintedOperator } from "./statcheck.ts";

type Side = "first" | "second";

/**
 * One printed statement about paired scores that a data set can fulfil or not. Signed numbers are turned to second − first.
 * `counts` lists, for every coding that is allowed, the counts per score of the scale.
 */
export type PairedClaim = { readonly id: string } & (
  | { readonly kind: "mean" | "sd"; readonly side: Side; readonly printed: PrintedNumber }
  | { readonly kind: "counts"; readonly side: Side; readonly byCoding: readonly (readonly number[])[] }
  | { readonly kind: "difference" | "t" | "d" | "r"; readonly printed: PrintedNumber }
  | { readonly kind: "interval"; readonly lower: PrintedNumber; readonly upper: PrintedNumber; readonly level: number }
  | { readonly kind: "p"; readonly printed: PrintedNumber; readonly operator: PrintedOperator }
);

/** Bits of a mask hold one claim each; more do not fit beside the bit that says that counts need two codings. */
export const mostClaims = 14;
