import { wilson } from "../../binomial-intervals.ts";
import { zOf } from "../../inference.ts";
import { findRoot } from "../../numeric/find-root.ts";
import type { Interval } from "../../result.ts";
import type { EventCount } from "./two-proportions.types.ts";

/** Standard error of p1 − p2 with each group's own variance. */
export function riskDifferenceSe(first: EventCount, second: EventCount): number {
  const part = ({ events, total }: EventCount): number => (events * (total - events)) / total ** 3;
  return Math.sqrt(part(first) + part(second));
}

/** p1 − p2 ± z × standard error. */
export function waldInterval(first: EventCount, second: EventCount, level: number): Interval {
  const z = zOf(level);
  const difference = first.events / first.total - second.events / second.total;
  const half = z * riskDifferenceSe(first, second);
  return { level, lower: difference - half, upper: difference + half, quantile: z, quantileName: "z", method: "wald" };
}

/** Square-and-add of the two Wilson intervals. Newcombe (1998), Statistics in Medicine 17:873, method 10. */
export function newcombeInterval(first: EventCount, second: EventCount, level: number): Interval {
  const p1 = first.events / first.total;
  const p2 = second.events / second.total;
  const w1 = wilson(first.events, first.total, level);
  const w2 = wilson(second.events, second.total, level);
  return {
    level,
    lower: p1 - p2 - Math.hypot(p1 - (w1.lower ?? 0), (w2.upper ?? 1) - p2),
    upper: p1 - p2 + Math.hypot((w1.upper ?? 1) - p1, p2 - (w2.lower ?? 0)),
    quantile: w1.quantile,
    quantileName: "z",
    method: "newcombe_10",
  };
}

/** Score interval with the N/(N − 1) variance. Miettinen & Nurminen (1985), Statistics in Medicine 4:213. */
export function miettinenNurminenInterval(first: EventCount, second: EventCount, level: number): Interval {
  const z = zOf(level);
  const observed = first.events / first.total - second.events / second.total;
  const score = (difference: number): number => scoreAt(first, second, difference);
  const edge = 1 - 1e-12;
  const lower = observed <= -1 ? -1 : findRoot((d) => score(d) - z, -edge, Math.min(observed, edge), 1e-14);
  const upper = observed >= 1 ? 1 : findRoot((d) => score(d) + z, Math.max(observed, -edge), edge, 1e-14);
  return { level, lower, upper, quantile: z, quantileName: "z", method: "miettinen_nurminen" };
}

/** (observed − difference) over its standard error at the restricted maximum-likelihood proportions. */
function scoreAt(first: EventCount, second: EventCount, difference: number): number {
  const { total: n1 } = first;
  const { total: n2 } = second;
  const N = n1 + n2;
  const p2 = restrictedSecond(first, second, difference);
  const p1 = Math.min(1, Math.max(0, p2 + difference));
  const variance = ((p1 * (1 - p1)) / n1 + (p2 * (1 - p2)) / n2) * (N / (N - 1));
  const gap = first.events / n1 - second.events / n2 - difference;
  if (gap === 0) return 0;
  return variance <= 0 ? Math.sign(gap) * Infinity : gap / Math.sqrt(variance);
}

/** Closed form of the restricted estimate of p2 (the appendix of Miettinen & Nurminen). */
function restrictedSecond(first: EventCount, second: EventCount, difference: number): number {
  const N = first.total + second.total;
  const events = first.events + second.events;
  const l2 = (first.total + 2 * second.total) * difference - N - events;
  const l1 = (second.total * difference - N - 2 * second.events) * difference + events;
  const l0 = second.events * difference * (1 - difference);
  const q = l2 ** 3 / (3 * N) ** 3 - (l1 * l2) / (6 * N ** 2) + l0 / (2 * N);
  const p = (q >= 0 ? 1 : -1) * Math.sqrt(Math.max(0, l2 ** 2 / (3 * N) ** 2 - l1 / (3 * N)));
  const angle = p === 0 ? 0 : Math.acos(Math.min(1, Math.max(-1, q / p ** 3)));
  const value = 2 * p * Math.cos((Math.PI + angle) / 3) - l2 / (3 * N);
  return Math.min(1, Math.max(0, value));
}
