import { studentInterval, warn } from "../../inference.ts";
import type { MethodDefinition } from "../../method.ts";
import { centredSumOfSquares, isConstant, mean, variance } from "../../numeric/moments.ts";
import { median, quantileOfData, sortAscending } from "../../numeric/quantile-of-data.ts";
import { sum } from "../../numeric/sum.ts";
import { readNumbers, refuseLevel } from "../../observations.ts";
import type { Outcome } from "../../refusal.ts";
import type {
  DescriptiveDetails,
  DescriptiveInput,
  DescriptiveOptions,
  DescriptiveResult,
  DescriptiveRNames,
} from "./descriptive.types.ts";

const source = "Hyndman & Fan (1996), American Statistician 50:361; Joanes & Gill (1998), The Statistician 47:183";

/**
 * Describes one numeric variable: n, mean with its t interval, sd, median, quartiles (type 7, also 6 and 2), range, shape.
 * Values in one unit, `null` missing. Refuses no values, and values that are not finite.
 * Example: [1, 2, 3, 4] has mean 2.5, sd 1.2909944487358056, q1 1.75, q3 3.25.
 */
export function runDescriptive(input: DescriptiveInput, options: DescriptiveOptions = {}): Outcome<DescriptiveResult> {
  const level = options.level ?? 0.95;
  const read = readNumbers(input.values, 1);
  const refusal = refuseLevel(level) ?? (read.ok ? null : read);
  if (refusal !== null || !read.ok) return refusal ?? { ok: false, refusal: { code: "n_below_1", params: {} } };
  const { values } = read;
  const n = values.length;
  const details = describe(values, read.excluded.length === 0);
  const standardError = details.sd === null ? null : details.sd / Math.sqrt(n);
  const interval =
    standardError === null
      ? null
      : studentInterval({ estimate: details.mean, standardError, df: n - 1, level, alternative: "two_sided" });
  return {
    ok: true,
    result: {
      method: "descriptive",
      variant: "default",
      estimate: { name: "mean", value: details.mean, direction: "none", scale: "outcome" },
      standardError,
      interval,
      n: { used: n, excluded: read.excluded },
      assumptions: [],
      warnings: n === 1 ? [warn("single_observation")] : [],
      source,
      r: rCall(undefined, options),
      details,
    },
  };
}

function describe(values: readonly number[], isGapless: boolean): DescriptiveDetails {
  const n = values.length;
  const sorted = sortAscending(values);
  const centre = mean(values);
  const middle = median(values);
  const spread = n > 1 ? variance(values) : null;
  const trim = Math.floor(n * 0.1);
  return {
    mean: centre,
    sd: spread === null ? null : Math.sqrt(spread),
    variance: spread,
    median: middle,
    min: sorted[0] ?? 0,
    max: sorted.at(-1) ?? 0,
    q1: quantileOfData(sorted, 0.25),
    q3: quantileOfData(sorted, 0.75),
    q1Type6: quantileOfData(sorted, 0.25, 6),
    q3Type6: quantileOfData(sorted, 0.75, 6),
    q1Type2: quantileOfData(sorted, 0.25, 2),
    q3Type2: quantileOfData(sorted, 0.75, 2),
    mad: 1.4826 * median(values.map((value) => Math.abs(value - middle))),
    ...shape(values, centre),
    geometricMean: values.every((value) => value > 0) ? Math.exp(mean(values.map((value) => Math.log(value)))) : null,
    trimmedMean10: mean(sorted.slice(trim, n - trim)),
    distinctValues: new Set(values).size,
    lag1Autocorrelation: isGapless ? lag1Autocorrelation(values, centre) : null,
  };
}

/** g1, G1, g2, G2 of Joanes & Gill. */
function shape(
  values: readonly number[],
  centre: number,
): Pick<DescriptiveDetails, "skewnessG1" | "skewnessAdjusted" | "kurtosisG2" | "kurtosisAdjusted"> {
  const n = values.length;
  if (isConstant(values)) return { skewnessG1: null, skewnessAdjusted: null, kurtosisG2: null, kurtosisAdjusted: null };
  const moment = (power: number): number => sum(values.map((value) => (value - centre) ** power)) / n;
  const m2 = moment(2);
  const g1 = moment(3) / m2 ** 1.5;
  const g2 = moment(4) / m2 ** 2 - 3;
  return {
    skewnessG1: g1,
    skewnessAdjusted: n > 2 ? (g1 * Math.sqrt(n * (n - 1))) / (n - 2) : null,
    kurtosisG2: g2,
    kurtosisAdjusted: n > 3 ? ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * g2 + 6) : null,
  };
}

/** Of neighbours in the order given (Box & Jenkins 1976, equation 2.1.11), as NIST certifies it. */
function lag1Autocorrelation(values: readonly number[], centre: number): number | null {
  if (isConstant(values)) return null;
  const last = values.length - 1;
  const products = Float64Array.from(
    values.slice(0, last),
    (value, i) => (value - centre) * ((values[i + 1] ?? 0) - centre),
  );
  return sum(products) / centredSumOfSquares(values, centre);
}

function rCall(names: DescriptiveRNames = { values: "x" }, options: DescriptiveOptions = {}): string {
  const x = names.values;
  return [
    `summary(${x})`,
    `sd(${x}, na.rm = TRUE)`,
    `quantile(${x}, c(0.25, 0.5, 0.75), type = 7, na.rm = TRUE)`,
    `t.test(${x}, conf.level = ${options.level ?? 0.95})$conf.int`,
  ].join("; ");
}

export const descriptive = {
  key: "descriptive",
  page: "descriptive",
  tier: "FIRST",
  input: "one_numeric",
  variants: ["default"],
  source,
  run: runDescriptive,
  rCall,
} as const satisfies MethodDefinition<DescriptiveInput, DescriptiveOptions, DescriptiveRNames, DescriptiveResult>;
