import * as stats from "../../src/index.ts";
import type { LogTails, Tails } from "../../src/index.ts";

/** One point of high-precision.json: the point first, then the parameters, and what multiple-precision arithmetic says. */
export type Point = {
  readonly at: readonly (number | "Inf")[];
  readonly lower: number;
  readonly upper: number;
  readonly logLower: number;
  readonly logUpper: number;
  readonly logDensity?: number;
};

type Numbers = readonly [x: number, a: number, b: number, c: number];

/** The public functions of one distribution, with its parameters in the order of the points. */
type Functions = {
  readonly tails: (...at: Numbers) => Tails;
  readonly logTails: (...at: Numbers) => LogTails;
  readonly quantile: (...at: Numbers) => number;
  readonly upperQuantile: (...at: Numbers) => number;
  readonly density?: (...at: Numbers) => number;
  /** Whole-number variable: the quantile of the tail of k is k. */
  readonly isCount?: true;
};

const margins = (firstTotal: number, secondTotal: number, events: number) => ({ firstTotal, secondTotal, events });
const f = (df1: number, df2: number, ncp: number) => ({ df1, df2, ncp });

export const families: Readonly<Record<string, Functions>> = {
  normal: {
    tails: stats.normalTails,
    logTails: stats.normalLogTails,
    quantile: stats.normalQuantile,
    upperQuantile: stats.normalUpperQuantile,
    density: stats.normalDensity,
  },
  t: {
    tails: stats.tTails,
    logTails: stats.tLogTails,
    quantile: stats.tQuantile,
    upperQuantile: stats.tUpperQuantile,
    density: stats.tDensity,
  },
  "chi-square": {
    tails: stats.chiSquareTails,
    logTails: stats.chiSquareLogTails,
    quantile: stats.chiSquareQuantile,
    upperQuantile: stats.chiSquareUpperQuantile,
    density: stats.chiSquareDensity,
  },
  gamma: {
    tails: stats.gammaTails,
    logTails: stats.gammaLogTails,
    quantile: stats.gammaQuantile,
    upperQuantile: stats.gammaUpperQuantile,
    density: stats.gammaDensity,
  },
  beta: {
    tails: stats.betaTails,
    logTails: stats.betaLogTails,
    quantile: stats.betaQuantile,
    upperQuantile: stats.betaUpperQuantile,
    density: stats.betaDensity,
  },
  F: {
    tails: stats.fTails,
    logTails: stats.fLogTails,
    quantile: stats.fQuantile,
    upperQuantile: stats.fUpperQuantile,
    density: stats.fDensity,
  },
  binomial: {
    tails: stats.binomialTails,
    logTails: stats.binomialLogTails,
    quantile: stats.binomialQuantile,
    upperQuantile: stats.binomialUpperQuantile,
    density: stats.binomialProbability,
    isCount: true,
  },
  poisson: {
    tails: stats.poissonTails,
    logTails: stats.poissonLogTails,
    quantile: stats.poissonQuantile,
    upperQuantile: stats.poissonUpperQuantile,
    density: stats.poissonProbability,
    isCount: true,
  },
  hypergeometric: {
    tails: (k, m, n, e) => stats.hypergeometricTails(k, margins(m, n, e)),
    logTails: (k, m, n, e) => stats.hypergeometricLogTails(k, margins(m, n, e)),
    quantile: (p, m, n, e) => stats.hypergeometricQuantile(p, margins(m, n, e)),
    upperQuantile: (q, m, n, e) => stats.hypergeometricUpperQuantile(q, margins(m, n, e)),
    density: (k, m, n, e) => stats.hypergeometricProbability(k, margins(m, n, e)),
    isCount: true,
  },
  "noncentral-t": {
    tails: stats.noncentralTTails,
    logTails: stats.noncentralTLogTails,
    quantile: stats.noncentralTQuantile,
    upperQuantile: stats.noncentralTUpperQuantile,
  },
  "noncentral-chi-square": {
    tails: stats.noncentralChiSquareTails,
    logTails: stats.noncentralChiSquareLogTails,
    quantile: stats.noncentralChiSquareQuantile,
    upperQuantile: stats.noncentralChiSquareUpperQuantile,
  },
  "noncentral-F": {
    tails: (x, a, b, c) => stats.noncentralFTails(x, f(a, b, c)),
    logTails: (x, a, b, c) => stats.noncentralFLogTails(x, f(a, b, c)),
    quantile: (p, a, b, c) => stats.noncentralFQuantile(p, f(a, b, c)),
    upperQuantile: (q, a, b, c) => stats.noncentralFUpperQuantile(q, f(a, b, c)),
  },
  "studentized-range": {
    tails: stats.studentizedRangeTails,
    logTails: stats.studentizedRangeLogTails,
    quantile: stats.studentizedRangeQuantile,
    upperQuantile: stats.studentizedRangeUpperQuantile,
  },
};

/** A number of the layer beside the number it should be. `kind` is a column of the table in docs/statistics/distributions.md. */
export type Compared = {
  readonly kind: "ordinary" | "tail" | "far" | "log" | "density" | "quantile";
  readonly of: string;
  readonly actual: number;
  readonly expected: number;
  readonly error: number;
};

/** Below this a double has lost digits; the logarithm takes over. */
const smallest = 1e-290;

/** Everything that is asked of a point, except for quantiles. */
export function comparePoint(name: string, point: Point): Compared[] {
  const functions = functionsOf(name);
  const at = numbersOf(point);
  const result = compareTails(point, functions.tails(...at), functions.logTails(...at));
  const density = point.logDensity === undefined ? 0 : Math.exp(point.logDensity);
  if (functions.density !== undefined && density > smallest)
    result.push(compare("density", "density", functions.density(...at), density));
  return result;
}

/** Both tails and their logarithms beside the expected ones; a tail too small for full digits by its logarithm only. */
export function compareTails(point: Point, { lower, upper }: Tails, { logLower, logUpper }: LogTails): Compared[] {
  const result: Compared[] = [];
  if (point.lower > smallest) result.push(compare(rangeOf(point.lower), "lower", lower, point.lower));
  if (point.upper > smallest) result.push(compare(rangeOf(point.upper), "upper", upper, point.upper));
  result.push(compare("log", "logLower", logLower, point.logLower));
  result.push(compare("log", "logUpper", logUpper, point.logUpper));
  return result;
}

/**
 * The quantile of the smaller tail, which must lead back to the point, apart from what half a unit of the tail's last digit
 * moves. Left out where the tail has not its full digits, and near zero where no density says how far that is.
 */
export function compareQuantile(name: string, point: Point): Compared[] {
  const functions = functionsOf(name);
  const [x, ...parameters] = numbersOf(point);
  const of = point.lower <= point.upper ? "quantile" : "upperQuantile";
  const tail = Math.min(point.lower, point.upper);
  const density = point.logDensity === undefined ? null : Math.exp(point.logDensity);
  if (tail < smallest || (density === null && Math.abs(x) < 1e-6)) return [];
  // A count has its tail exactly, so that the last digits decide; they are given away on the side where k is still the answer.
  const shift = functions.isCount === true ? (of === "quantile" ? 1 - 1e-10 : 1 + 1e-10) : 1;
  const actual = functions[of](tail * shift, ...parameters);
  const unavoidable = density === null || functions.isCount === true ? 0 : (2 ** -52 * tail) / density;
  const error = x === 0 ? Math.abs(actual) : Math.max(0, Math.abs(actual - x) - unavoidable) / Math.abs(x);
  return [{ kind: "quantile", of, actual, expected: x, error: Number.isNaN(error) ? Infinity : error }];
}

function functionsOf(name: string): Functions {
  const functions = families[name];
  if (functions === undefined) throw new Error(`no functions for ${name}`);
  return functions;
}

function numbersOf({ at }: Point): Numbers {
  const [x = 0, a = 0, b = 0, c = 0] = at.map((value) => (value === "Inf" ? Infinity : value));
  return [x, a, b, c];
}

function rangeOf(tail: number): "ordinary" | "tail" | "far" {
  return tail >= 1e-3 ? "ordinary" : tail >= 1e-10 ? "tail" : "far";
}

function compare(kind: Compared["kind"], of: string, actual: number, expected: number): Compared {
  return { kind, of, actual, expected, error: relative(actual, expected) };
}

function relative(actual: number, expected: number): number {
  // The logarithm of a tail that is one but for the last of 1e-290.
  if (actual === expected || (Math.abs(expected) < smallest && Math.abs(actual) < smallest)) return 0;
  const error = Math.abs(actual - expected) / Math.abs(expected);
  return Number.isNaN(error) ? Infinity : error;
}
