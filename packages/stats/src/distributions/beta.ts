import { betaFront, incompleteBeta } from "./incomplete-beta.ts";
import { logConcaveQuantile } from "./log-concave-quantile.ts";
import type { Tails } from "./tails.ts";

/** Both tails of the beta distribution at x. */
export function betaTails(x: number, a: number, b: number): Tails {
  return incompleteBeta(x, 1 - x, a, b);
}

/** The x below which a proportion p of Beta(a, b) lies. Example: p = 0.5, a = 2, b = 2 gives 0.5. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (p <= 0) return 0;
  if (p >= 1) return 1;
  return 1 / (1 + Math.exp(-betaLogitQuantile({ lower: p, upper: 1 - p }, a, b)));
}

/** ln(x / (1 − x)) of the point with the given tails: neither end of the interval loses digits. */
export function betaLogitQuantile(target: Tails, a: number, b: number): number {
  const x = (u: number): number => 1 / (1 + Math.exp(-u));
  return logConcaveQuantile(
    {
      tails: (u) => incompleteBeta(x(u), x(-u), a, b),
      density: (u) => betaFront(x(u), x(-u), a, b),
      start: Math.log(a / b),
    },
    target,
  );
}
