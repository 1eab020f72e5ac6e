/** Both tails of a distribution at a point, each computed where it is small, never as one minus a number near one. */
export type Tails = { readonly lower: number; readonly upper: number };

/** The two tails swapped, for a distribution read from its other end. */
export function swapTails({ lower, upper }: Tails): Tails {
  return { lower: upper, upper: lower };
}
