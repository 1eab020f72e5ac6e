import type { MethodDefinition } from "../../method.ts";
import { readNumbers } from "../../observations.ts";
import { refuse } from "../../refusal.ts";
import type { Outcome } from "../../refusal.ts";
import type { Reading, Warning } from "../../result.ts";
import { warn } from "../../inference.ts";
import type {
  ShapiroWilkInput,
  ShapiroWilkOptions,
  ShapiroWilkResult,
  ShapiroWilkRNames,
} from "./shapiro-wilk.types.ts";
import { royston } from "./royston.ts";

const source = "Royston (1995), Applied Statistics 44:547, algorithm AS R94";

/** Below so many distinct values the test answers whether the scale is coarse or n tiny, not whether the quantity is normal. */
const fewestDistinctValues = 5;

/**
 * Shapiro–Wilk test of normality for 3 to 5,000 values; `null` missing.
 * W and p are always given; with fewer than five distinct values the reading is `not_interpretable` and methods that fit are named.
 * Refuses n < 3, n > 5000 and constant values. Example: 18 zeros and 2 ones give W 0.351223, p 1.85e-8.
 */
export function runShapiroWilk(input: ShapiroWilkInput, options: ShapiroWilkOptions = {}): Outcome<ShapiroWilkResult> {
  const alpha = options.alpha ?? 0.05;
  if (!(alpha > 0 && alpha < 1)) return refuse("invalid_option", { option: "alpha", value: String(alpha) });
  const read = readNumbers(input.values, 3);
  if (!read.ok) return read;
  const { values } = read;
  const n = values.length;
  if (n > 5000) return refuse("n_above_5000", { n });
  const distinctValues = new Set(values).size;
  if (distinctValues === 1) return refuse("zero_variance", { n });
  const { W, p } = royston(values);
  const reading = readingOf(p, distinctValues, alpha);
  return {
    ok: true,
    result: {
      method: "shapiro_wilk",
      variant: "royston_1995",
      statistic: { name: "W", value: W, df: null },
      p: { value: p, sided: "greater", method: n === 3 ? "exact" : "royston_1995" },
      n: { used: n, excluded: read.excluded },
      assumptions: [],
      warnings: warningsOf(n, distinctValues),
      source,
      r: rCall(),
      details: {
        distinctValues,
        reading,
        fittingMethods:
          reading === "not_interpretable" ? ["mcnemar", "marginal_homogeneity", "wilcoxon_signed_rank"] : [],
      },
    },
  };
}

function readingOf(p: number, distinctValues: number, alpha: number): Reading {
  if (distinctValues < fewestDistinctValues) return "not_interpretable";
  return p < alpha ? "evidence_against_normality" : "no_evidence_against_normality";
}

function warningsOf(n: number, distinctValues: number): Warning[] {
  if (distinctValues < fewestDistinctValues) return [warn("few_distinct_values", { distinctValues, n })];
  return distinctValues < n / 2 ? [warn("heavy_ties", { distinctValues, n })] : [];
}

function rCall(names: ShapiroWilkRNames = { values: "x" }): string {
  return `shapiro.test(${names.values})`;
}

export const shapiroWilk = {
  key: "shapiro_wilk",
  page: "shapiro-wilk",
  tier: "FIRST",
  input: "one_numeric",
  variants: ["royston_1995"],
  source,
  run: runShapiroWilk,
  rCall,
} as const satisfies MethodDefinition<ShapiroWilkInput, ShapiroWilkOptions, ShapiroWilkRNames, ShapiroWilkResult>;
