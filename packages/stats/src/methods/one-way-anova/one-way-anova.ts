import { fTails } from "../../distributions/f.ts";
import { groupedRNames, largestSize, rFactor, readGroups } from "../../grouped-observations.ts";
import type { Group, GroupedInput, GroupedRNames } from "../../grouped-observations.ts";
import { studentInterval, warn } from "../../inference.ts";
import type { MethodDefinition } from "../../method.ts";
import { mean } from "../../numeric/moments.ts";
import { sum } from "../../numeric/sum.ts";
import { refuseLevel } from "../../observations.ts";
import { partitionGroups, varianceOfPart } from "../../one-way-partition.ts";
import type { GroupPart, Partition } from "../../one-way-partition.ts";
import { refuse } from "../../refusal.ts";
import type { Outcome, StatsRefusalCode } from "../../refusal.ts";
import type { AssumptionCheck, Warning } from "../../result.ts";
import { checkNormality } from "../shapiro-wilk/check-normality.ts";
import { checkEqualVariances } from "../variance-homogeneity/check-equal-variances.ts";
import type {
  FTest,
  GroupMean,
  OneWayAnovaDetails,
  OneWayAnovaOptions,
  OneWayAnovaResult,
} from "./one-way-anova.types.ts";

const source = "Fisher (1925); Welch (1951), Biometrika 38:330; Hays (1963), omega squared";

/**
 * Do the means of two or more independent groups differ: the classical F (default) or Welch's F, with η², ω² and ε².
 * One value and one group label per participant, `null` missing. Refuses fewer than two groups, a group without values,
 * groups of one value each, groups that do not vary, and for Welch's F a group of one value or without spread.
 * Example: 1, 2, 3 in a, 2, 4, 6 in b, 7, 8, 9 in c give F 14, df 2 and 6, p 0.0054956.
 */
export function runOneWayAnova(input: GroupedInput, options: OneWayAnovaOptions = {}): Outcome<OneWayAnovaResult> {
  const { level = 0.95, variant = "classical" } = options;
  const badLevel = refuseLevel(level);
  if (badLevel !== null) return badLevel;
  const read = readGroups(input);
  if (!read.ok) return read;
  const size = largestSize(read.groups);
  const partition = partitionGroups(read.groups, size);
  if (partition.dfWithin === 0) return refuse("n_below_2", { n: 1 });
  if (partition.isWithoutSpread) return refuse("zero_variance", { n: partition.total });
  const details = detailsOf(partition, size, level);
  if (variant === "welch" && details.welch === null)
    return refuse(details.welchRefusal ?? "zero_variance", { n: smallestGroup(partition) });
  const chosen = variant === "welch" && details.welch !== null ? details.welch : details.classical;
  return {
    ok: true,
    result: {
      method: "one_way_anova",
      variant,
      estimate: { name: "eta_squared", value: details.etaSquared, direction: "none", scale: "proportion" },
      ...chosen,
      n: { used: read.total, excluded: read.excluded },
      assumptions: options.checkAssumptions === false ? [] : checksOf(read.groups),
      warnings: warningsOf(details),
      source,
      r: rCall(groupedRNames(input), options),
      details,
    },
  };
}

function detailsOf(partition: Partition, size: number, level: number): OneWayAnovaDetails {
  const { ssBetween, ssWithin, dfBetween, dfWithin, parts } = partition;
  const ssTotal = ssBetween + ssWithin;
  const msBetween = ssBetween / dfBetween;
  const msWithin = ssWithin / dfWithin;
  const variances = parts.map((part) => (part.n > 1 ? varianceOfPart(part, size) : null));
  const welch = welchTest(parts, variances);
  const beyondChance = ssBetween - dfBetween * msWithin;
  return {
    groups: parts.map((part, i) => groupMean(part, variances[i] ?? null, level)),
    ssBetween,
    ssWithin,
    ssTotal,
    dfBetween,
    dfWithin,
    msBetween,
    msWithin,
    classical: fTest(msBetween / msWithin, dfBetween, dfWithin, "f"),
    welch: typeof welch === "string" ? null : welch,
    welchRefusal: typeof welch === "string" ? welch : null,
    etaSquared: ssBetween / ssTotal,
    omegaSquared: beyondChance / (ssTotal + msWithin),
    epsilonSquared: beyondChance / ssTotal,
  };
}

/** Welch's F of weights n / s², or the reason for which it does not exist. */
function welchTest(parts: readonly GroupPart[], variances: readonly (number | null)[]): FTest | StatsRefusalCode {
  if (variances.some((variance) => variance === null)) return "n_below_2";
  if (variances.some((variance) => variance === 0)) return "zero_variance";
  const k = parts.length;
  const weights = parts.map(({ n }, i) => n / (variances[i] ?? 1));
  const total = sum(weights);
  const centre = sum(parts.map(({ offset }, i) => (weights[i] ?? 0) * offset)) / total;
  const between = sum(parts.map(({ offset }, i) => (weights[i] ?? 0) * (offset - centre) ** 2)) / (k - 1);
  const lambda = sum(parts.map(({ n }, i) => (1 - (weights[i] ?? 0) / total) ** 2 / (n - 1))) / (k ** 2 - 1);
  return fTest(between / (1 + 2 * (k - 2) * lambda), k - 1, 1 / (3 * lambda), "welch_f");
}

/** The F test with its upper tail. */
function fTest(F: number, df1: number, df2: number, method: string): FTest {
  return {
    statistic: { name: "F", value: F, df: df1, df2 },
    p: { value: fTails(F, df1, df2).upper, sided: "two_sided", method },
  };
}

function groupMean({ name, n, mean: centre }: GroupPart, variance: number | null, level: number): GroupMean {
  if (variance === null) return { name, n, mean: centre, sd: null, standardError: null, interval: null };
  const standardError = Math.sqrt(variance / n);
  const interval = studentInterval({ estimate: centre, standardError, df: n - 1, level, alternative: "two_sided" });
  return { name, n, mean: centre, sd: Math.sqrt(variance), standardError, interval };
}

function checksOf(groups: readonly Group[]): AssumptionCheck[] {
  const residuals = groups.flatMap(({ values }) => {
    const centre = mean(values);
    return values.map((value) => value - centre);
  });
  return [checkNormality(residuals, "residuals"), checkEqualVariances(groups)];
}

function warningsOf({ groups, dfWithin, omegaSquared }: OneWayAnovaDetails): Warning[] {
  const warnings: Warning[] = [];
  if (groups.some(({ n }) => n === 1)) warnings.push(warn("single_observation"));
  if (groups.some(({ sd }) => sd === 0)) warnings.push(warn("one_group_constant"));
  if (dfWithin < 3) warnings.push(warn("residual_df_small", { df: dfWithin }));
  if (omegaSquared < 0) warnings.push(warn("outside_logical_range", { omega_squared: omegaSquared }));
  return warnings;
}

function smallestGroup({ parts }: Partition): number {
  return parts.reduce((smallest, { n }) => Math.min(smallest, n), Infinity);
}

function rCall(
  names: GroupedRNames = { values: "y", group: "group" },
  options: Pick<OneWayAnovaOptions, "variant"> = {},
): string {
  const equal = options.variant === "welch" ? "FALSE" : "TRUE";
  return `oneway.test(${names.values} ~ ${rFactor(names)}, var.equal = ${equal})`;
}

export const oneWayAnova = {
  key: "one_way_anova",
  page: "one-way-anova",
  tier: "FIRST",
  input: "numeric_by_group",
  variants: ["classical", "welch"],
  source,
  run: runOneWayAnova,
  rCall,
} as const satisfies MethodDefinition<GroupedInput, OneWayAnovaOptions, GroupedRNames, OneWayAnovaResult>;
