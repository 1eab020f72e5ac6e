import { fQuantile } from "../../distributions/f.ts";
import { warn } from "../../inference.ts";
import type { MethodDefinition } from "../../method.ts";
import { correlation, isConstant, mean, standardDeviation, variance } from "../../numeric/moments.ts";
import { sum } from "../../numeric/sum.ts";
import { countExclusions, isTooLarge, refuseLevel } from "../../observations.ts";
import { refuse } from "../../refusal.ts";
import type { Outcome } from "../../refusal.ts";
import type { Interval, Warning } from "../../result.ts";
import type {
  CronbachAlphaInput,
  CronbachAlphaOptions,
  CronbachAlphaResult,
  CronbachAlphaRNames,
  ItemStatistics,
} from "./cronbach-alpha.types.ts";

const source = "Cronbach (1951), Psychometrika 16:297; Feldt (1965), Psychometrika 30:357";

/**
 * Internal consistency of a scale: alpha with Feldt's interval, standardized alpha and what each item contributes.
 * Rows participants, columns items; rows with a `null` are left out and counted. For items scored 0/1 alpha is KR-20.
 * Refuses fewer than two items, rows of unequal length, fewer than two complete rows, and total scores that do not vary.
 * Example: two items [[1, 2], [2, 2], [3, 5]] give alpha 0.8571428571.
 */
export function runCronbachAlpha(
  input: CronbachAlphaInput,
  options: CronbachAlphaOptions = {},
): Outcome<CronbachAlphaResult> {
  const level = options.level ?? 0.95;
  const badLevel = refuseLevel(level);
  if (badLevel !== null) return badLevel;
  const k = input.items[0]?.length ?? 0;
  if (k < 2) return refuse("single_item", { items: k });
  const odd = input.items.find((row) => row.length !== k);
  if (odd !== undefined) return refuse("length_mismatch", { first: k, second: odd.length });
  const bad = input.items.findIndex((row) => row.some((value) => value !== null && !Number.isFinite(value)));
  if (bad >= 0) return refuse("not_finite", { position: bad + 1 });
  if (input.items.some((row) => row.some((value) => value !== null && isTooLarge(value))))
    return refuse("numbers_too_large");
  const rows = input.items.filter((row): row is readonly number[] => row.every((value) => value !== null));
  const n = rows.length;
  if (n < 2) return refuse("n_below_2", { n });
  const items = Array.from({ length: k }, (_, j) => rows.map((row) => row[j] ?? 0));
  const alpha = alphaOf(items);
  if (alpha === null) return refuse("zero_variance", { n });
  const meanCorrelation = meanInterItemCorrelation(items);
  return {
    ok: true,
    result: {
      method: "cronbach_alpha",
      variant: "raw",
      estimate: { name: "alpha", value: alpha, direction: "none", scale: "coefficient" },
      interval: feldtInterval(alpha, n, k, level),
      n: { used: n, excluded: countExclusions([["missing", input.items.length - n]]) },
      assumptions: [],
      warnings: warningsOf(alpha, items),
      source,
      r: rCall(undefined, options),
      details: {
        itemCount: k,
        standardizedAlpha: standardized(meanCorrelation, k),
        meanCorrelation,
        items: items.map((_, j) => itemStatistics(items, j)),
      },
    },
  };
}

/** `null` where the standardized items would have a total score without variance, mean correlation −1/(k − 1). */
function standardized(meanCorrelation: number | null, k: number): number | null {
  if (meanCorrelation === null) return null;
  const variance = 1 + (k - 1) * meanCorrelation;
  return variance > 1e-12 ? (k * meanCorrelation) / variance : null;
}

/** `null` when the total score is constant. */
function alphaOf(items: readonly (readonly number[])[]): number | null {
  const totals = totalScores(items);
  if (isConstant(totals)) return null;
  const k = items.length;
  return (k / (k - 1)) * (1 - sum(items.map(variance)) / variance(totals));
}

function totalScores(items: readonly (readonly number[])[]): number[] {
  return (items[0] ?? []).map((_, i) => sum(items.map((item) => item[i] ?? 0)));
}

function meanInterItemCorrelation(items: readonly (readonly number[])[]): number | null {
  const all = items.flatMap((item, j) => items.slice(j + 1).map((other) => correlation(item, other)));
  const known = all.filter((value) => value !== null);
  return known.length < all.length ? null : mean(known);
}

function itemStatistics(items: readonly (readonly number[])[], j: number): ItemStatistics {
  const item = items[j] ?? [];
  const others = items.filter((_, other) => other !== j);
  return {
    mean: mean(item),
    sd: standardDeviation(item),
    restCorrelation: correlation(item, totalScores(others)),
    alphaIfDeleted: others.length < 2 ? null : alphaOf(others),
  };
}

/** 1 − (1 − α)F: (1 − α_population)/(1 − α) follows F with n − 1 and (n − 1)(k − 1) degrees of freedom. */
function feldtInterval(alpha: number, n: number, k: number, level: number): Interval {
  const df1 = n - 1;
  const df2 = (n - 1) * (k - 1);
  return {
    level,
    lower: 1 - (1 - alpha) * fQuantile((1 + level) / 2, df1, df2),
    upper: 1 - (1 - alpha) * fQuantile((1 - level) / 2, df1, df2),
    quantile: null,
    quantileName: `F(${df1}, ${df2})`,
    method: "feldt",
  };
}

function warningsOf(alpha: number, items: readonly (readonly number[])[]): Warning[] {
  const warnings: Warning[] = [];
  if (alpha < 0) warnings.push(warn("negative_alpha"));
  const constant = items.flatMap((item, j) => (isConstant(item) ? [j + 1] : []));
  if (constant.length > 0) warnings.push(warn("constant_items", { items: constant.join(", ") }));
  return warnings;
}

function rCall(names: CronbachAlphaRNames = { items: "items" }, options: CronbachAlphaOptions = {}): string {
  const tail = `(1 - ${options.level ?? 0.95}) / 2`;
  return [
    `local({ m <- as.matrix(na.omit(${names.items})); k <- ncol(m); n <- nrow(m)`,
    `a <- k / (k - 1) * (1 - sum(apply(m, 2, var)) / var(rowSums(m)))`,
    `list(alpha = a, ci = 1 - (1 - a) * qf(c(1 - ${tail}, ${tail}), n - 1, (n - 1) * (k - 1))) })`,
  ].join("\n");
}

export const cronbachAlpha = {
  key: "cronbach_alpha",
  page: "cronbach-alpha",
  tier: "FIRST",
  input: "item_matrix",
  variants: ["raw"],
  source,
  run: runCronbachAlpha,
  rCall,
} as const satisfies MethodDefinition<
  CronbachAlphaInput,
  CronbachAlphaOptions,
  CronbachAlphaRNames,
  CronbachAlphaResult
>;
