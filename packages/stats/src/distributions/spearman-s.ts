import { normalTails } from "./normal.ts";

/** P(S ≤ s) and P(S ≥ s) of Spearman's S = Σd² for n observations without ties: both include s. */
export type InclusiveTails = { readonly lower: number; readonly upper: number };

/** So many observations are enumerated; beyond, R uses the Edgeworth series too. */
export const spearmanExactUpTo = 9;

/** n(n² − 1) leaves a 32-bit integer beyond this, where R turns to Student's t. */
export const spearmanSeriesUpTo = 1290;

/**
 * Exact distribution of S from all n! orders, n ≤ 9, built up over subsets of ranks rather than orders.
 * Source: Best & Roberts (1975), Applied Statistics 24:377, AS 89. Example: n = 4, s = 2: lower 4/24.
 */
export function spearmanExactTails(s: number, n: number): InclusiveTails {
  const counts = spearmanCounts(n);
  let lower = 0;
  let upper = 0;
  let total = 0;
  for (const [sum, count] of counts.entries()) {
    total += count;
    if (sum <= s) lower += count;
    if (sum >= s) upper += count;
  }
  return { lower: lower / total, upper: upper / total };
}

/** How many of the n! orders give each value of S. */
function spearmanCounts(n: number): number[] {
  const largest = (n * (n * n - 1)) / 3;
  const bySubset = Array.from({ length: 2 ** n }, () => new Array<number>(0));
  bySubset[0] = [1];
  for (let subset = 0; subset < 2 ** n; subset += 1) {
    const counts = bySubset[subset] ?? [];
    const position = bitsIn(subset);
    for (let rank = 0; rank < n; rank += 1) {
      if ((subset & (1 << rank)) !== 0) continue;
      const next = bySubset[subset | (1 << rank)] ?? [];
      if (next.length === 0) for (let i = 0; i <= largest; i += 1) next.push(0);
      const square = (rank - position) ** 2;
      for (const [sum, count] of counts.entries())
        if (count > 0) next[sum + square] = (next[sum + square] ?? 0) + count;
    }
  }
  return bySubset[2 ** n - 1] ?? [];
}

function bitsIn(subset: number): number {
  let bits = 0;
  for (let rest = subset; rest > 0; rest &= rest - 1) bits += 1;
  return bits;
}

/**
 * Tails of S by the Edgeworth series of Best & Roberts (1975), the one R uses for 10 ≤ n ≤ 1290 without ties, with its cut to
 * 0 … 1. Example: n = 10, s = 36: lower 0.005825634.
 */
export function spearmanSeriesTails(s: number, n: number): InclusiveTails {
  return { lower: seriesTail(s + 2, n).lower, upper: seriesTail(s, n).upper };
}

/** P(S < s) and P(S ≥ s); S takes even values only. */
function seriesTail(s: number, n: number): InclusiveTails {
  const largest = (n * (n * n - 1)) / 3;
  if (s <= 0) return { lower: 0, upper: 1 };
  if (s > largest) return { lower: 1, upper: 0 };
  const b = 1 / n;
  const x = ((6 * (s - 1) * b) / (n * n - 1) - 1) * Math.sqrt(n - 1);
  const y = x * x;
  const inner = 0.0879 + b * 0.0151 - y * (0.0072 - 0.0831 * b + y * b * (0.0131 - 0.00046 * y));
  const u = x * b * (0.2274 + b * (0.2531 + 0.1745 * b) + y * (-0.0758 + b * (0.1033 + 0.3932 * b) - y * b * inner));
  const correction = u / Math.exp(y / 2);
  const tails = normalTails(x);
  const cut = (p: number): number => Math.min(1, Math.max(0, p));
  return { lower: cut(tails.lower - correction), upper: cut(tails.upper + correction) };
}
