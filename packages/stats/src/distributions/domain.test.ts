import { describe, expect, test } from "vitest";
import * as stats from "../index.ts";

const margins = { firstTotal: 5, secondTotal: 5, events: 4 };
const noncentralF = { df1: 2, df2: 20, ncp: 3 };

/** Tails, log tails and quantiles of every distribution, with good parameters already in. */
const distributions = {
  normal: [stats.normalTails, stats.normalLogTails, stats.normalQuantile, stats.normalUpperQuantile, -Infinity],
  t: bind(stats.tTails, stats.tLogTails, stats.tQuantile, stats.tUpperQuantile, -Infinity, 5),
  chiSquare: bind(stats.chiSquareTails, stats.chiSquareLogTails, stats.chiSquareQuantile, stats.chiSquareUpperQuantile, 0, 5),
  gamma: bind(stats.gammaTails, stats.gammaLogTails, stats.gammaQuantile, stats.gammaUpperQuantile, 0, 5, 2),
  beta: bind(stats.betaTails, stats.betaLogTails, stats.betaQuantile, stats.betaUpperQuantile, 0, 5, 2),
  f: bind(stats.fTails, stats.fLogTails, stats.fQuantile, stats.fUpperQuantile, 0, 5, 2),
  binomial: bind(stats.binomialTails, stats.binomialLogTails, stats.binomialQuantile, stats.binomialUpperQuantile, 0, 9, 0.3),
  poisson: bind(stats.poissonTails, stats.poissonLogTails, stats.poissonQuantile, stats.poissonUpperQuantile, 0, 3),
  hypergeometric: bind(stats.hypergeometricTails, stats.hypergeometricLogTails, stats.hypergeometricQuantile, stats.hypergeometricUpperQuantile, 0, margins),
  noncentralT: bind(stats.noncentralTTails, stats.noncentralTLogTails, stats.noncentralTQuantile, stats.noncentralTUpperQuantile, -Infinity, 5, 2),
  noncentralChiSquare: bind(stats.noncentralChiSquareTails, stats.noncentralChiSquareLogTails, stats.noncentralChiSquareQuantile, stats.noncentralChiSquareUpperQuantile, 0, 5, 2),
  noncentralF: bind(stats.noncentralFTails, stats.noncentralFLogTails, stats.noncentralFQuantile, stats.noncentralFUpperQuantile, 0, noncentralF),
  studentizedRange: bind(stats.studentizedRangeTails, stats.studentizedRangeLogTails, stats.studentizedRangeQuantile, stats.studentizedRangeUpperQuantile, 0, 3, 10),
} as const; // prettier-ignore

describe.each(Object.entries(distributions))("%s", (_, [tails, logTails, quantile, upperQuantile, low]) => {
  test("is all below Infinity and all above minus Infinity", () => {
    expect(tails(Infinity)).toEqual({ lower: 1, upper: 0 });
    expect(tails(-Infinity)).toEqual({ lower: 0, upper: 1 });
    expect(logTails(Infinity)).toEqual({ logLower: 0, logUpper: -Infinity });
    expect(logTails(-Infinity)).toEqual({ logLower: -Infinity, logUpper: 0 });
  });

  test("has the ends of its support as quantiles of 0 and 1", () => {
    expect(quantile(0)).toBe(low);
    expect(upperQuantile(1)).toBe(low);
    expect(upperQuantile(0)).toBe(quantile(1));
    expect(quantile(1)).toBeGreaterThanOrEqual(quantile(0.999));
    expect(quantile(0.999)).toBeGreaterThan(low);
  });

  test("answers NaN and what is no proportion with an error, never with a number", () => {
    expect(() => tails(NaN)).toThrow(RangeError);
    expect(() => logTails(NaN)).toThrow(RangeError);
    for (const p of [NaN, -1e-9, 1.0000001]) {
      expect(() => quantile(p)).toThrow(RangeError);
      expect(() => upperQuantile(p)).toThrow(RangeError);
    }
  });

  test("has tails that add to one, move one way and agree with their logarithms", () => {
    const points = [0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99].map(quantile);
    for (const [i, x] of points.entries()) {
      const { lower, upper } = tails(x);
      expect(Math.abs(lower + upper - 1)).toBeLessThan(1e-14);
      expect(Math.abs(Math.exp(logTails(x).logLower) - lower)).toBeLessThan(1e-14);
      expect(Math.abs(Math.exp(logTails(x).logUpper) - upper)).toBeLessThan(1e-14);
      const before = points[i - 1];
      if (before !== undefined && before < x) expect(tails(before).upper).toBeGreaterThan(upper);
    }
  });

  test("has a quantile for an upper tail of 1e-20, and its tail is that", () => {
    const x = upperQuantile(1e-20);
    const { logUpper } = logTails(x);
    const isCount = Number.isInteger(quantile(0.3)) && Number.isInteger(quantile(0.4));
    // A count steps over the tail that was asked for; on a bounded interval the quantile may round to its end.
    if (isCount || logUpper === -Infinity) expect(logUpper).toBeLessThanOrEqual(Math.log(1e-20));
    else expect(Math.abs(logUpper / Math.log(1e-20) - 1)).toBeLessThan(quantile(1) === 1 ? 1e-6 : 1e-12);
  });
});

test("parameters outside their domain are errors that name the distribution and the numbers", () => {
  const calls = [
    () => stats.tTails(1, 0),
    () => stats.tQuantile(0.9, NaN),
    () => stats.chiSquareTails(1, -1),
    () => stats.gammaQuantile(0.5, Infinity),
    () => stats.betaTails(0.5, 0, 1),
    () => stats.fTails(1, 1, NaN),
    () => stats.binomialTails(1, 2.5, 0.5),
    () => stats.binomialProbability(1, 2, 1.5),
    () => stats.poissonTails(1, -1),
    () => stats.hypergeometricTails(1, { firstTotal: 2, secondTotal: 2, events: 5 }),
    () => stats.noncentralTTails(1, 5, Infinity),
    () => stats.noncentralChiSquareTails(1, 5, -1),
    () => stats.noncentralFTails(1, { df1: 0, df2: 5, ncp: 1 }),
    () => stats.studentizedRangeTails(1, 1, 5),
  ];
  for (const call of calls) expect(call).toThrow(/: .*; got /);
});

type Bound = readonly [
  (x: number) => stats.Tails,
  (x: number) => stats.LogTails,
  (p: number) => number,
  (q: number) => number,
  low: number,
];

function bind<Parameters extends readonly unknown[]>(
  tails: (x: number, ...parameters: Parameters) => stats.Tails,
  logTails: (x: number, ...parameters: Parameters) => stats.LogTails,
  quantile: (p: number, ...parameters: Parameters) => number,
  upperQuantile: (q: number, ...parameters: Parameters) => number,
  low: number,
  ...parameters: Parameters
): Bound {
  return [
    (x) => tails(x, ...parameters),
    (x) => logTails(x, ...parameters),
    (p) => quantile(p, ...parameters),
    (q) => upperQuantile(q, ...parameters),
    low,
  ];
}
