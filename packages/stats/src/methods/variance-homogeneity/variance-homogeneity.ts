import { chiSquareUpper } from "../../distributions/gamma.ts";
import { fTails } from "../../distributions/f.ts";
import { groupedRNames, largestSize, rFactor, readGroups } from "../../grouped-observations.ts";
import type { Group, GroupedInput, GroupedRNames } from "../../grouped-observations.ts";
import { warn } from "../../inference.ts";
import type { MethodDefinition } from "../../method.ts";
import { sum } from "../../numeric/sum.ts";
import { partitionGroups, varianceOfPart } from "../../one-way-partition.ts";
import type { Partition } from "../../one-way-partition.ts";
import { refuse } from "../../refusal.ts";
import type { Outcome } from "../../refusal.ts";
import type { Estimate, PValue, Statistic } from "../../result.ts";
import { absoluteDeviations } from "./absolute-deviations.ts";
import type {
  GroupSpread,
  VarianceHomogeneityOptions,
  VarianceHomogeneityResult,
} from "./variance-homogeneity.types.ts";

const source =
  "Levene (1960); Brown & Forsythe (1974), J Am Stat Assoc 69:364; Bartlett (1937), Proc R Soc Lond A 160:268";

/**
 * Do independent groups have equal variances: Brown–Forsythe (default), Levene or Bartlett.
 * One value and one group label per participant, `null` missing. Refuses fewer than two groups, a group without values,
 * groups of one value each, deviations that do not vary, and for Bartlett a group of one value or without spread.
 * Example: 1, 2, 3 in a, 2, 4, 6 in b, 7, 8, 9 in c give Brown–Forsythe F 0.6666667, df 2 and 6, p 0.5477085.
 */
export function runVarianceHomogeneity(
  input: GroupedInput,
  options: VarianceHomogeneityOptions = {},
): Outcome<VarianceHomogeneityResult> {
  const { variant = "brown_forsythe" } = options;
  const read = readGroups(input);
  if (!read.ok) return read;
  const size = largestSize(read.groups);
  const partition = partitionGroups(read.groups, size);
  const test = variant === "bartlett" ? bartlett(partition, size) : deviationTest(read.groups, variant, size);
  if (!test.ok) return test;
  const spreads = partition.parts.map((part): GroupSpread => {
    return { name: part.name, n: part.n, sd: part.n > 1 ? Math.sqrt(varianceOfPart(part, size)) : null };
  });
  return {
    ok: true,
    result: {
      method: "variance_homogeneity",
      variant,
      estimate: ratioOf(spreads),
      ...test.result,
      n: { used: read.total, excluded: read.excluded },
      assumptions: [],
      warnings: spreads.some(({ sd }) => sd === 0) ? [warn("one_group_constant")] : [],
      source,
      r: rCall(groupedRNames(input), options),
      details: { groups: spreads },
    },
  };
}

type SpreadTest = { readonly statistic: Statistic; readonly p: PValue };

/** One-way F of the absolute deviations from each group's centre. */
export function deviationTest(
  groups: readonly Group[],
  variant: "brown_forsythe" | "levene",
  size: number = largestSize(groups),
): Outcome<SpreadTest> {
  const { dfBetween, dfWithin, ssBetween, ssWithin, isWithoutSpread, total } = partitionGroups(
    absoluteDeviations(groups, variant === "levene" ? "mean" : "median"),
    size,
  );
  if (dfWithin === 0) return refuse("n_below_2", { n: 1 });
  if (isWithoutSpread) return refuse("zero_variance", { n: total });
  const F = ssBetween / dfBetween / (ssWithin / dfWithin);
  return {
    ok: true,
    result: {
      statistic: { name: "F", value: F, df: dfBetween, df2: dfWithin },
      p: { value: fTails(F, dfBetween, dfWithin).upper, sided: "two_sided", method: "f" },
    },
  };
}

function bartlett({ parts, dfBetween, dfWithin, ssWithin, total }: Partition, size: number): Outcome<SpreadTest> {
  if (parts.some(({ n }) => n < 2)) return refuse("n_below_2", { n: 1 });
  const variances = parts.map((part) => varianceOfPart(part, size));
  if (variances.includes(0)) return refuse("zero_variance", { n: total });
  const pooled = ssWithin / dfWithin;
  // Σ df ln(pooled / s²) is the same as df ln pooled − Σ df ln s², without its cancellation.
  const ratio = sum(parts.map(({ n }, i) => (n - 1) * Math.log(pooled / (variances[i] ?? 1))));
  const correction = 1 + (sum(parts.map(({ n }) => 1 / (n - 1))) - 1 / dfWithin) / (3 * dfBetween);
  const value = Math.max(0, ratio / correction);
  return {
    ok: true,
    result: {
      statistic: { name: "K2", value, df: dfBetween },
      p: { value: chiSquareUpper(value, dfBetween), sided: "two_sided", method: "chi2" },
    },
  };
}

function ratioOf(spreads: readonly GroupSpread[]): Estimate | null {
  let least = Infinity;
  let most = 0;
  for (const { sd } of spreads) {
    least = Math.min(least, sd ?? 0);
    most = Math.max(most, sd ?? 0);
  }
  const value = (most / least) ** 2;
  if (!Number.isFinite(value)) return null;
  return { name: "largest_over_smallest_variance", value, direction: "none", scale: "ratio" };
}

function rCall(
  names: GroupedRNames = { values: "y", group: "group" },
  options: VarianceHomogeneityOptions = {},
): string {
  const { values, group } = names;
  if (options.variant === "bartlett") return `bartlett.test(${values}, ${rFactor(names)})`;
  const centre = options.variant === "levene" ? "mean" : "median";
  return `local({ ok <- complete.cases(${values}, ${group}); y <- ${values}[ok]; g <- ${rFactor(names)}[ok]; anova(lm(abs(y - ave(y, g, FUN = ${centre})) ~ g)) })`;
}

export const varianceHomogeneity = {
  key: "variance_homogeneity",
  page: "variance-homogeneity",
  tier: "FIRST",
  input: "numeric_by_group",
  variants: ["brown_forsythe", "levene", "bartlett"],
  source,
  run: runVarianceHomogeneity,
  rCall,
} as const satisfies MethodDefinition<
  GroupedInput,
  VarianceHomogeneityOptions,
  GroupedRNames,
  VarianceHomogeneityResult
>;
