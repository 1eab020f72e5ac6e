import { tQuantile, normalQuantile } from "@kendali/stats";
import { countParam, nameParam, numberParam, pParam, printedParam, type Finding } from "./finding.ts";
import { checkGrim } from "./grim.ts";
import { integersWithin } from "./integer-range.ts";
import { meetsHalfPlanes, type HalfPlane } from "./meets-half-planes.ts";
import { rangeOf, type NumberRange } from "./number-range.ts";
import { recomputePaired } from "./paired-recompute.ts";
import { roundingInterval, withoutSign } from "./printed-number.ts";
import type { ScoreGrid } from "./score-grid.ts";
import { checkPrintedTest } from "./statcheck.ts";
import { printedOf, type Compared, type TableContext } from "./table-context.ts";

/** Difference, t, interval and p of each comparison against each other. */
export function findAboutComparisons({ table, compared }: TableContext): readonly Finding[] {
  const tests = (table.tests ?? []).flatMap(({ key, label, statistic, value, df, df2, p, twoSided }) => {
    const test = {
      kind: statistic,
      statistic: printedOf(value),
      p: printedOf(p.value),
      operator: p.operator,
      ...(df === undefined ? {} : { df }),
      ...(df2 === undefined ? {} : { df2 }),
    };
    return findAboutP(
      `${key}.test_p`,
      [`${key}.test_p`],
      label,
      checkPrintedTest(test, { twoSided: twoSided ?? true }),
      test.p.text,
    );
  });
  return [...compared.flatMap(findAboutComparison), ...tests, ...findOutside({ table, compared })];
}

/** Every printed p, of a comparison or a test, that no rounding brings between 0 and 1. */
function findOutside({ table, compared }: Pick<TableContext, "table" | "compared">): readonly Finding[] {
  const ofComparisons = compared.map(({ key, p }) => ({ id: `${key}.p`, printed: p?.printed ?? null }));
  const ofTests = (table.tests ?? []).map(({ key, p }) => ({ id: `${key}.test_p`, printed: printedOf(p.value) }));
  return [...ofComparisons, ...ofTests].flatMap(({ id, printed }) => {
    if (printed === null) return [];
    const { low, high } = rangeOf(printed);
    const isProbability = low <= 1 && high >= 0;
    return isProbability
      ? []
      : [{ key: "p_outside", verdict: "cannot_be", about: [id], params: { printed: printedParam(printed) } }];
  });
}

function findAboutComparison(compared: Compared): readonly Finding[] {
  const { key, label, n, df, printedDf, t, p, hasMixedSigns } = compared;
  const comparison = nameParam(label);
  const signs: Finding[] = hasMixedSigns
    ? [
        {
          key: "signs_turned",
          verdict: "information",
          about: [`${key}.difference`, `${key}.t`, `${key}.interval`],
          params: { comparison },
        },
      ]
    : [];
  const degrees: Finding[] =
    printedDf !== null && printedDf !== n - 1
      ? [
          {
            key: "df_differs",
            verdict: "cannot_be_together",
            about: [`${key}.t`],
            params: { comparison, df: numberParam(printedDf, 0), n: countParam(n), right: countParam(n - 1) },
          },
        ]
      : [];
  const ofP =
    t === null || p === null
      ? []
      : findAboutP(
          `${key}.p`,
          [`${key}.p`, `${key}.t`],
          label,
          checkPrintedTest({ kind: "t", statistic: t, df, p: p.printed, operator: p.operator }),
          p.printed.text,
        );
  return [
    ...signs,
    ...findAboutDifference(compared),
    ...degrees,
    ...findAboutWholeScores(compared),
    ...findAboutInterval(compared),
    ...ofP,
  ];
}

/** The difference of the means against the printed difference; exact in whole sums. */
function findAboutDifference({ key, label, n, difference, first, second }: Compared): readonly Finding[] {
  if (difference === null || first.mean === null || second.mean === null || first.items !== second.items) return [];
  const about = [`${key}.difference`, `${first.key}.mean`, `${second.key}.mean`];
  const params = {
    comparison: nameParam(label),
    difference: printedParam(difference),
    first: printedParam(first.mean),
    second: printedParam(second.mean),
  };
  const sums = [first, second].map(({ mean, items }) => checkGrim({ mean: mean ?? difference, n, items }).sums);
  const [before, after] = sums;
  const wanted = integersWithin(roundingInterval(difference), BigInt(n * first.items));
  const isEmpty = sums.some(({ low, high }) => low > high);
  if (before === undefined || after === undefined || isEmpty || first.n !== second.n) return [];
  const low = after.low - before.high;
  const high = after.high - before.low;
  const fits = low <= wanted.high && wanted.low <= high && wanted.low <= wanted.high;
  return [
    { key: fits ? "difference_fits" : "difference_none", verdict: fits ? "fits" : "cannot_be_together", about, params },
  ];
}

/**
 * Whole scores have whole sums of squares of their differences: t, the difference and n ask for one number, and it must be whole
 * (of the parity of the sum) and no more than the scale can give. The same for half points.
 */
function findAboutWholeScores({ key, label, n, t, difference, first, second }: Compared): readonly Finding[] {
  if (t === null || difference === null || t.value === 0 || difference.value === 0) return [];
  const about = [`${key}.t`, `${key}.difference`];
  const recomputed = recomputePaired({ meanDifference: difference.value, t: t.value, n });
  if (recomputed === null) return [];
  const squares = (n - 1) * recomputed.sdDifference ** 2 + n * difference.value ** 2;
  const params = {
    comparison: nameParam(label),
    t: printedParam(t),
    difference: printedParam(difference),
    n: countParam(n),
    sd: numberParam(recomputed.sdDifference, 4),
    squares: numberParam(squares, 2),
  };
  const largest = largestDifference(first.grid, second.grid);
  const isPossible = (steps: number): boolean => hasWholeSquares({ n, steps, largest, difference, t });
  if (isPossible(first.items)) return [{ key: "t_whole_fits", verdict: "fits", about, params }];
  const finding = isPossible(2 * first.items) ? "t_whole_none" : "t_whole_and_half_none";
  return [{ key: finding, verdict: "cannot_be_together", about, params }];
}

/** The largest difference of two scores, whatever its sign; infinite without a scale. */
function largestDifference(first: ScoreGrid | null, second: ScoreGrid | null): number {
  return first === null || second === null ? Infinity : Math.max(second.max - first.min, first.max - second.min);
}

function hasWholeSquares({
  n,
  steps,
  largest,
  difference,
  t,
}: {
  readonly n: number;
  readonly steps: number;
  readonly largest: number;
  readonly difference: NonNullable<Compared["difference"]>;
  readonly t: NonNullable<Compared["t"]>;
}): boolean {
  const size = rangeOf(withoutSign(t));
  const sums = integersWithin(roundingInterval(withoutSign(difference)), BigInt(n * steps));
  // t² = S²(n−1) / (nQ − S²), so Q = S²(1 + (n−1)/t²)/n.
  for (let sum = Number(sums.low); sum <= Number(sums.high); sum += 1) {
    if (sum === 0) continue;
    const at = (value: number): number => (sum * sum * (1 + (n - 1) / (value * value))) / n;
    const low = Math.ceil(at(size.high) - 1e-9);
    const high = Math.min(n * (largest * steps) ** 2, size.low <= 0 ? Infinity : Math.floor(at(size.low) + 1e-9));
    const first = (low - sum) % 2 === 0 ? low : low + 1;
    if (first <= high) return true;
  }
  return false;
}

/** The interval against the difference and t, with t's quantile and with the normal one. */
function findAboutInterval(compared: Compared): readonly Finding[] {
  const { key, label, n, df, difference, t, interval } = compared;
  if (interval === null || difference === null) return [];
  const quantileT = tQuantile((1 + interval.level) / 2, df);
  const quantileZ = normalQuantile((1 + interval.level) / 2);
  const comparison = nameParam(label);
  const lower = printedParam(interval.lower);
  const upper = printedParam(interval.upper);
  const implied = rangeOfT(compared, quantileT);
  const implies: Finding[] =
    implied === null
      ? []
      : [
          {
            key: "interval_implies_t",
            verdict: "information",
            about: [`${key}.interval`, `${key}.difference`],
            params: { comparison, lower, upper, low: numberParam(implied.low, 2), high: numberParam(implied.high, 2) },
          },
        ];
  if (t === null) return implies;
  const about = [`${key}.interval`, `${key}.t`, `${key}.difference`];
  const recomputed = recomputePaired({ meanDifference: difference.value, t: t.value, n }, interval.level);
  if (recomputed === null) return implies;
  const params = {
    comparison,
    lower,
    upper,
    t: printedParam(t),
    df: numberParam(df, 0),
    lowerT: numberParam(recomputed.intervalT[0], 3),
    upperT: numberParam(recomputed.intervalT[1], 3),
    lowerZ: numberParam(recomputed.intervalZ[0], 3),
    upperZ: numberParam(recomputed.intervalZ[1], 3),
    quantileT: numberParam(quantileT, 3),
    quantileZ: numberParam(quantileZ, 3),
  };
  if (canGive(compared, quantileT)) return [{ key: "interval_fits", verdict: "fits", about, params }];
  const ofT: Finding = { key: "interval_of_t", verdict: "cannot_be_together", about, params };
  const finding = canGive(compared, quantileZ) ? "interval_of_z" : "interval_neither";
  return [ofT, { key: finding, verdict: "information", about, params }, ...implies];
}

/** Whether a difference d and a half-width y = q·d/t exist that are printed as the difference, t and both limits. */
function canGive({ difference, t, interval }: Compared, quantile: number): boolean {
  if (difference === null || t === null || interval === null) return false;
  // Turned so that the difference is positive; the limits turn with it.
  const isTurned = difference.value < 0;
  const d = rangeOf(withoutSign(difference));
  const size = rangeOf(withoutSign(t));
  const [near, far] = [rangeOf(interval.lower), rangeOf(interval.upper)];
  const lower = isTurned ? negative(far) : near;
  const upper = isTurned ? negative(near) : far;
  const slope = { low: quantile / size.high, high: quantile / Math.max(size.low, 1e-9) };
  return meetsHalfPlanes([
    ...between({ a: 1, b: 0 }, d),
    ...between({ a: 1, b: -1 }, lower),
    ...between({ a: 1, b: 1 }, upper),
    { a: slope.low, b: -1, c: 0 },
    { a: -slope.high, b: 1, c: 0 },
  ]);
}

function between(
  { a, b }: { readonly a: number; readonly b: number },
  { low, high }: NumberRange,
): readonly HalfPlane[] {
  return [
    { a, b, c: high },
    { a: -a, b: -b, c: -low },
  ];
}

function negative({ low, high }: NumberRange): NumberRange {
  return { low: -high, high: -low };
}

/** The t that the interval's width means for the difference as printed. */
export function rangeOfT({ difference, interval }: Compared, quantile: number): NumberRange | null {
  if (difference === null || interval === null) return null;
  const half = halfWidth(interval);
  if (half.low <= 0) return null;
  const size = Math.abs(difference.value) * quantile;
  return { low: size / half.high, high: size / half.low };
}

/** Half the printed interval's width, with what rounding allows: half a unit of the last digit on either side. */
export function halfWidth({ lower, upper }: NonNullable<Compared["interval"]>): NumberRange {
  const [a, b] = [rangeOf(lower), rangeOf(upper)];
  return sdRange({ low: (b.low - a.high) / 2, high: (b.high - a.low) / 2 });
}

function sdRange({ low, high }: NumberRange): NumberRange {
  return { low: Math.max(0, low), high };
}

function findAboutP(
  id: string,
  about: readonly string[],
  label: Compared["label"],
  result: ReturnType<typeof checkPrintedTest>,
  text: string,
): readonly Finding[] {
  const params = {
    comparison: nameParam(label),
    printed: { kind: "printed" as const, text },
    p: pParam(result.pComputed),
    low: pParam(result.pInterval[0]),
    high: pParam(result.pInterval[1]),
  };
  const key = result.consistent ? "p_fits" : result.decisionError ? "p_decision" : "p_none";
  const findings: Finding[] = [{ key, verdict: result.consistent ? "fits" : "cannot_be_together", about, params }];
  return result.pZero ? [...findings, { key: "p_zero", verdict: "print_otherwise", about: [id], params }] : findings;
}
