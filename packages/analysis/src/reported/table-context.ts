import { invariant } from "@kendali/domain";
import { enumerateClosure, type ClosureResult } from "./closure.ts";
import type { ClaimKind, Named } from "./finding.ts";
import { readPrintedNumber, type PrintedNumber } from "./printed-number.ts";
import type { ReportedComparison, ReportedMeasurement, ReportedTable } from "./reported-table.ts";
import { gridSize, gridValues, type ScoreGrid } from "./score-grid.ts";

/** A measurement with its printed numbers read. */
export type Measured = {
  readonly key: string;
  readonly label: Named;
  readonly n: number;
  readonly items: number;
  readonly mean: PrintedNumber | null;
  readonly sd: PrintedNumber | null;
  readonly shapiroP: PrintedNumber | null;
  readonly counts: readonly MeasuredCount[];
  /** The scores that are possible; null without a scale. */
  readonly grid: ScoreGrid | null;
  readonly values: readonly number[];
  /** All data that have the printed mean and SD; null without scale, mean or SD, or on a scale too long to search. */
  readonly data: ClosureResult | null;
};

export type MeasuredCount = {
  readonly category: string;
  readonly label: Named;
  readonly count: number;
  readonly percent: PrintedNumber | null;
};

/** A comparison with its signed numbers turned to second − first. */
export type Compared = {
  readonly key: string;
  readonly label: Named;
  readonly first: Measured;
  readonly second: Measured;
  readonly n: number;
  readonly df: number;
  readonly printedDf: number | null;
  readonly difference: PrintedNumber | null;
  readonly t: PrintedNumber | null;
  readonly interval: { readonly lower: PrintedNumber; readonly upper: PrintedNumber; readonly level: number } | null;
  readonly d: PrintedNumber | null;
  readonly r: PrintedNumber | null;
  readonly p: { readonly operator: "=" | "<" | ">"; readonly printed: PrintedNumber } | null;
  /** Some signs in print belong to first − second, others to second − first. */
  readonly hasMixedSigns: boolean;
};

export type TableContext = {
  readonly table: ReportedTable;
  readonly measured: readonly Measured[];
  readonly compared: readonly Compared[];
};

/** A printed statement that findings are about. */
export type ReportedClaim = {
  readonly id: string;
  readonly kind: ClaimKind;
  readonly subject: Named;
  /** As printed, in the table's own digits. */
  readonly printed: readonly string[];
};

/** Reads every number of a valid table once. */
export function readContext(table: ReportedTable): TableContext {
  const measured = (table.measurements ?? []).map((measurement) => readMeasurement(measurement, table));
  const compared = (table.comparisons ?? []).map((comparison) => readComparison(comparison, measured));
  return { table, measured, compared };
}

/** Reads text that the schema has accepted. */
export function printedOf(text: string): PrintedNumber {
  const printed = readPrintedNumber(text);
  invariant(printed !== null, `the schema lets only printed numbers pass, got ${text}`);
  return printed;
}

function optional(text: string | undefined): PrintedNumber | null {
  return text === undefined ? null : printedOf(text);
}

function readMeasurement(measurement: ReportedMeasurement, { scale, categories = [] }: ReportedTable): Measured {
  const { key, label, n, items = 1 } = measurement;
  const grid = scale === undefined ? null : { ...scale, items };
  const counts = (measurement.counts ?? []).map(({ category, count, percent }) => ({
    category,
    label: categories.find((one) => one.key === category)?.label ?? { id: category, en: category },
    count,
    percent: optional(percent),
  }));
  const [mean, sd] = [optional(measurement.mean), optional(measurement.sd)];
  return {
    key,
    label,
    n,
    items,
    mean,
    sd,
    data: mean === null || sd === null || grid === null ? null : dataOf({ mean, sd, n, grid }),
    shapiroP: optional(measurement.shapiroP),
    counts,
    grid,
    values: grid === null ? [] : gridValues(grid),
  };
}

type Moments = {
  readonly mean: PrintedNumber;
  readonly sd: PrintedNumber;
  readonly n: number;
  readonly grid: ScoreGrid;
};

/** Half a second of search at most: the check does more than this. */
const mostSteps = 5_000_000;

function dataOf({ mean, sd, n, grid }: Moments): ClosureResult | null {
  return gridSize(grid) > 101 ? null : enumerateClosure({ mean, sd, n, ...grid }, { mostSteps });
}

function readComparison(comparison: ReportedComparison, measured: readonly Measured[]): Compared {
  const [first, second] = [comparison.first, comparison.second].map((key) => measured.find((one) => one.key === key));
  invariant(first !== undefined && second !== undefined, "the schema lets only known measurements pass");
  const n = Math.min(first.n, second.n);
  const { interval } = comparison;
  const [difference, t, d] = [comparison.difference, comparison.t, comparison.d].map((text) =>
    optional(text ?? undefined),
  );
  const lower = optional(interval?.lower);
  const upper = optional(interval?.upper);
  const middle = lower !== null && upper !== null ? lower.value + upper.value : 0;
  const signs = [difference?.value ?? 0, t?.value ?? 0, middle].map(Math.sign).filter((sign) => sign !== 0);
  const means = first.mean === null || second.mean === null ? 0 : second.mean.value - first.mean.value;
  const sign = Math.sign(means) || (signs[0] ?? 1);
  const turn = (printed: PrintedNumber | null | undefined): PrintedNumber | null =>
    printed === null || printed === undefined ? null : Math.sign(printed.value) === -sign ? opposite(printed) : printed;
  return {
    key: comparison.key,
    label: comparison.label,
    first,
    second,
    n,
    df: comparison.df ?? n - 1,
    printedDf: comparison.df ?? null,
    difference: turn(difference),
    t: turn(t),
    interval:
      lower === null || upper === null
        ? null
        : turnInterval(lower, upper, Math.sign(middle) === -sign, interval?.level),
    d: turn(d),
    r: optional(comparison.r),
    p: comparison.p === undefined ? null : { operator: comparison.p.operator, printed: printedOf(comparison.p.value) },
    hasMixedSigns: new Set(signs).size > 1,
  };
}

function turnInterval(
  lower: PrintedNumber,
  upper: PrintedNumber,
  isTurned: boolean,
  level = 0.95,
): NonNullable<Compared["interval"]> {
  return isTurned ? { lower: opposite(upper), upper: opposite(lower), level } : { lower, upper, level };
}

function opposite({ text, digits, decimals, value }: PrintedNumber): PrintedNumber {
  const bare = text.replace(/^[-−+]/u, "");
  return { text: value < 0 || digits === 0n ? bare : `-${bare}`, digits: -digits, decimals, value: -value };
}
