/** Both tails of a distribution at a point, each computed where it is small, never as one minus a number near one. */
export type Tails = { readonly lower: number; readonly upper: number };

/** Natural logarithms of both tails, right where the tail itself underflows; −Infinity where the tail is exactly zero. */
export type LogTails = { readonly logLower: number; readonly logUpper: number };

export const nothingBelow: Tails = { lower: 0, upper: 1 };
export const nothingAbove: Tails = { lower: 1, upper: 0 };
export const logNothingBelow: LogTails = { logLower: -Infinity, logUpper: 0 };
export const logNothingAbove: LogTails = { logLower: 0, logUpper: -Infinity };

/** The two tails swapped, for a distribution read from its other end. */
export function swapTails({ lower, upper }: Tails): Tails {
  return { lower: upper, upper: lower };
}

/** The same for logarithms. */
export function swapLogTails({ logLower, logUpper }: LogTails): LogTails {
  return { logLower: logUpper, logUpper: logLower };
}

/** ln(1 − e^l) for l ≤ 0, without cancellation at either end. Source: Mächler (2012), Accurately computing log(1 − exp(−|a|)). */
export function logComplement(l: number): number {
  if (l >= 0) return -Infinity;
  return l > -Math.LN2 ? Math.log(-Math.expm1(l)) : Math.log1p(-Math.exp(l));
}

/** Both logarithms from the one that was computed. */
export function logTailsFrom(side: "lower" | "upper", log: number): LogTails {
  const known = Math.min(0, log);
  // Plus zero, lest ln 1 print as −0.
  const other = logComplement(known) + 0;
  return side === "lower" ? { logLower: known, logUpper: other } : { logLower: other, logUpper: known };
}

/** The tails of logarithms, each by its own exponential. */
export function tailsOfLogs({ logLower, logUpper }: LogTails): Tails {
  return { lower: Math.exp(logLower), upper: Math.exp(logUpper) };
}
