import type { Tails } from "./tails.ts";

/** A continuous distribution on the whole line (if need be after a change of variable) with log-concave density. */
export type LogConcave = {
  readonly tails: (u: number) => Tails;
  readonly density: (u: number) => number;
  /** Any point near the centre, or better a starting value. */
  readonly start: number;
};

/**
 * The point u with the given tails (lower + upper = 1), by Newton on the logarithm of the smaller tail.
 * The logarithm of either tail of a log-concave distribution is concave, so that Newton converges from every start:
 * at most one step overshoots, the rest approach monotonically.
 */
export function logConcaveQuantile(distribution: LogConcave, target: Tails): number {
  const side = target.lower <= target.upper ? "lower" : "upper";
  const sign = side === "lower" ? 1 : -1;
  const logTarget = Math.log(target[side]);
  let u = distribution.start;
  let lastStep = Infinity;
  for (let iteration = 0; iteration < 200; iteration += 1) {
    const tail = distribution.tails(u)[side];
    const density = distribution.density(u);
    if (!(tail > 0 && density > 0)) {
      u = (u + distribution.start) / 2 - (u === distribution.start ? sign * 1e-3 : 0);
      continue;
    }
    const step = (sign * (logTarget - Math.log(tail)) * tail) / density;
    u += step;
    const size = Math.abs(step);
    if (size <= 4e-16 * Math.max(1e-3, Math.abs(u)) || (size < 1e-10 * Math.max(1, Math.abs(u)) && size >= lastStep))
      break;
    lastStep = size;
  }
  return u;
}
