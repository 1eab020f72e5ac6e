import { conditionalOddsRatio, exactP, firstCellSum } from "../../conditional-odds-ratio.ts";
import { chiSquareUpper } from "../../distributions/gamma.ts";
import { hypergeometric } from "../../distributions/hypergeometric.ts";
import { normalLower, normalUpper } from "../../distributions/normal.ts";
import { warn } from "../../inference.ts";
import type { MethodDefinition } from "../../method.ts";
import { sum } from "../../numeric/sum.ts";
import { countExclusions, isCount, refuseLevel } from "../../observations.ts";
import { rAlternative } from "../../r-text.ts";
import { refuse } from "../../refusal.ts";
import type { Outcome, Refused } from "../../refusal.ts";
import type { Alternative, AssumptionCheck, Estimate, Interval, PValue, Statistic, Warning } from "../../result.ts";
import { breslowDay } from "./breslow-day.ts";
import type {
  CochranMantelHaenszelDetails,
  CochranMantelHaenszelInput,
  CochranMantelHaenszelOptions,
  CochranMantelHaenszelResult,
  CochranMantelHaenszelRNames,
  Homogeneity,
  Stratum,
  StratumMeasures,
} from "./cochran-mantel-haenszel.types.ts";
import { cellsOf, commonOddsRatio, commonRiskDifference, commonRiskRatio } from "./common-measures.ts";
import type { Cells, IntervalOptions } from "./common-measures.ts";

const source =
  "Cochran (1954), Biometrics 10:417; Mantel & Haenszel (1959), JNCI 22:719; Robins, Breslow & Greenland (1986), Biometrics 42:311; Sato (1989), Biometrics 45:1323";

/** Above this the exact distributions of a stratum are too long to hold. */
const mostParticipants = 1e6;

/**
 * Two arms compared within strata: Cochran–Mantel–Haenszel test of no association in any stratum, common odds ratio, risk
 * difference and risk ratio (first against second), and the Breslow–Day check that the odds ratios are equal.
 * Refuses counts that are not whole or above their total, no stratum with both arms, and strata in which nothing varies.
 * Example: 4/10 v 4/9, 10/14 v 4/12, 6/9 v 5/10 give chi-square 2.250525, common odds ratio 2.139605 (0.791497 to 5.783862).
 */
export function runCochranMantelHaenszel(
  input: CochranMantelHaenszelInput,
  options: CochranMantelHaenszelOptions = {},
): Outcome<CochranMantelHaenszelResult> {
  const { level = 0.95, alternative = "two_sided", variant = "uncorrected", measure = "odds_ratio" } = options;
  const refusal = refuseLevel(level) ?? refuseStrata(input.strata);
  if (refusal !== null) return refusal;
  const strata = input.strata.filter(({ first, second }) => first.total > 0 && second.total > 0);
  if (strata.length === 0) return refuse("one_group_empty");
  const cells = strata.map((stratum) => cellsOf(stratum));
  if (cells.every(({ a, b, c, d }) => a + c === 0 || b + d === 0)) return refuse("one_category", { columns: 1 });
  const measured = measuresTogether(cells, { level, alternative });
  const details: CochranMantelHaenszelDetails = {
    strata: strata.map((stratum, i) => measuresOf(stratum, i)),
    strataDropped: input.strata.length - strata.length,
    ...chiSquares(cells, alternative),
    ...exactOf(cells, { level, alternative }),
    ...measured,
    homogeneity: breslowDay(cells, measured.oddsRatio.value),
  };
  const used = sum(cells.map(({ N }) => N));
  const all = sum(input.strata.map(({ first, second }) => first.total + second.total));
  return {
    ok: true,
    result: {
      method: "cochran_mantel_haenszel",
      variant,
      ...chosenMeasure(measured, measure),
      ...chosenTest(details, variant, alternative),
      n: { used, excluded: countExclusions([["one_arm_stratum", all - used]]) },
      assumptions: checksOf(details.homogeneity),
      warnings: warningsOf(cells, details),
      source,
      r: rCall(undefined, options),
      details,
    },
  };
}

function refuseStrata(strata: readonly Stratum[]): Refused | null {
  for (const { events, total } of strata.flatMap(({ first, second }) => [first, second]))
    if (!(isCount(events) && isCount(total) && events <= total))
      return refuse("invalid_table", { events: String(events), total: String(total) });
  if (strata.length === 0) return refuse("n_below_1", { n: 0 });
  const total = sum(strata.map(({ first, second }) => first.total + second.total));
  return total > mostParticipants ? refuse("numbers_too_large", { limit: mostParticipants }) : null;
}

type Measures = Pick<CochranMantelHaenszelDetails, "oddsRatio" | "riskRatio" | "riskDifference">;

function measuresTogether(cells: readonly Cells[], options: IntervalOptions): Measures {
  return {
    oddsRatio: commonOddsRatio(cells, options),
    riskRatio: commonRiskRatio(cells, options),
    riskDifference: commonRiskDifference(cells, options),
  };
}

/** R's mantelhaen.test: the correction is left out where the excess is below one half (but for rounding; R's own rounding decides either way there). */
function chiSquares(cells: readonly Cells[], alternative: Alternative) {
  const excess = sum(cells.map(({ a, b, c, d, N }) => (a * d - b * c) / N));
  const variance = sum(
    cells.map(({ a, b, c, d, n1, n2, N }) => (N > 1 ? (n1 * n2 * (a + c) * (b + d)) / (N ** 2 * (N - 1)) : 0)),
  );
  const size = Math.abs(excess);
  const chi2 = excess ** 2 / variance;
  const isCorrected = size >= 0.5 - 1e-12;
  const chi2Corrected = (isCorrected ? Math.max(0, size - 0.5) : size) ** 2 / variance;
  const p = (value: number): number => {
    if (alternative === "two_sided") return chiSquareUpper(value, 1);
    const z = Math.sign(excess) * Math.sqrt(value);
    return alternative === "less" ? normalLower(z) : normalUpper(z);
  };
  return {
    z: excess / Math.sqrt(variance),
    chi2,
    pChi2: p(chi2),
    chi2Corrected,
    pChi2Corrected: p(chi2Corrected),
  };
}

function exactOf(cells: readonly Cells[], options: IntervalOptions) {
  const x = sum(cells.map(({ a }) => a));
  const tables = cells.map(({ a, c, n1, n2 }) => hypergeometric({ firstTotal: n1, secondTotal: n2, events: a + c }));
  const total = firstCellSum(tables);
  return {
    pExact: total === null ? null : exactP(x, total, options.alternative),
    conditionalOddsRatio: total === null ? null : conditionalOddsRatio(x, tables, options),
  };
}

function measuresOf({ name, first, second }: Stratum, i: number): StratumMeasures {
  const { a, b, c, d, n1, n2 } = cellsOf({ first, second });
  return {
    name: name ?? String(i + 1),
    first,
    second,
    riskDifference: a / n1 - c / n2,
    oddsRatio: b * c > 0 ? (a * d) / (b * c) : a * d > 0 ? "Inf" : null,
  };
}

function chosenMeasure(
  measures: Measures,
  measure: NonNullable<CochranMantelHaenszelOptions["measure"]>,
): { estimate: Estimate | null; standardError: number | null; interval: Interval | null } {
  if (measure === "risk_difference") {
    const { value, standardErrorSato, intervalSato } = measures.riskDifference;
    const named = { name: "mantel_haenszel_risk_difference", direction: "first_minus_second" } as const;
    return {
      estimate: { ...named, value, scale: "proportion" },
      standardError: standardErrorSato,
      interval: intervalSato,
    };
  }
  const { value, interval, standardErrorLog } = measure === "odds_ratio" ? measures.oddsRatio : measures.riskRatio;
  const estimate: Estimate | null =
    typeof value === "number"
      ? { name: `mantel_haenszel_${measure}`, value, direction: "first_over_second", scale: "ratio" }
      : null;
  return { estimate, standardError: standardErrorLog, interval };
}

/** The exact test falls back to χ², and says so in the method of p, where it would take too long. */
function chosenTest(
  details: CochranMantelHaenszelDetails,
  variant: NonNullable<CochranMantelHaenszelOptions["variant"]>,
  sided: Alternative,
): { statistic: Statistic; p: PValue } {
  if (variant === "exact" && details.pExact !== null) {
    const events = sum(details.strata.map(({ first }) => first.events));
    return {
      statistic: { name: "S", value: events, df: null },
      p: { value: details.pExact, sided, method: "exact_conditional" },
    };
  }
  return variant === "corrected"
    ? {
        statistic: { name: "chi2", value: details.chi2Corrected, df: 1 },
        p: { value: details.pChi2Corrected, sided, method: "chi2_corrected" },
      }
    : {
        statistic: { name: "chi2", value: details.chi2, df: 1 },
        p: { value: details.pChi2, sided, method: "chi2" },
      };
}

function checksOf(homogeneity: Homogeneity | null): AssumptionCheck[] {
  if (homogeneity === null) return [];
  const { chi2Tarone, df, pTarone } = homogeneity;
  const reading = pTarone < 0.05 ? "evidence_against_equal_odds_ratios" : "no_evidence_against_equal_odds_ratios";
  return [{ method: "breslow_day", of: "strata", chi2: chi2Tarone, df, p: pTarone, reading }];
}

function warningsOf(cells: readonly Cells[], details: CochranMantelHaenszelDetails): Warning[] {
  const warnings: Warning[] = [];
  if (details.strataDropped > 0) warnings.push(warn("strata_dropped", { count: details.strataDropped }));
  if (details.pExact === null) warnings.push(warn("exact_not_computed"));
  if (roomForChiSquare(cells) < 5) warnings.push(warn("chi_square_approximation"));
  if (details.oddsRatio.interval === null || details.riskRatio.interval === null) warnings.push(warn("zero_cell"));
  return warnings;
}

/** How far the sum of the first cells can lie from its expectation; χ² wants five. Mantel & Fleiss (1980), Am J Epidemiol 112:129. */
function roomForChiSquare(cells: readonly Cells[]): number {
  const below = cells.map(({ a, c, n1, n2, N }) => (n1 * (a + c)) / N - Math.max(0, a + c - n2));
  const above = cells.map(({ a, c, n1, N }) => Math.min(n1, a + c) - (n1 * (a + c)) / N);
  return Math.min(sum(below), sum(above));
}

function rCall(
  names: CochranMantelHaenszelRNames = { table: "tab" },
  options: CochranMantelHaenszelOptions = {},
): string {
  const { variant = "uncorrected", alternative = "two_sided", level = 0.95, measure = "odds_ratio" } = options;
  const common = `alternative = ${rAlternative(alternative)}, conf.level = ${level}`;
  const test = `mantelhaen.test(tab, correct = ${variant === "corrected" ? "TRUE" : "FALSE"}, exact = ${variant === "exact" ? "TRUE" : "FALSE"}, ${common})`;
  const sums = `a <- tab[1, 1, ]; c <- tab[2, 1, ]; n1 <- a + tab[1, 2, ]; n2 <- c + tab[2, 2, ]; N <- n1 + n2`;
  const estimates = {
    odds_ratio: "sum(a * (n2 - c) / N) / sum((n1 - a) * c / N)",
    risk_difference: "sum((a * n2 - c * n1) / N) / sum(n1 * n2 / N)",
    risk_ratio: "sum(a * n2 / N) / sum(c * n1 / N)",
  };
  return [
    `local({ tab <- ${names.table}; tab <- tab[, , apply(tab, 3, function(t) all(rowSums(t) > 0)), drop = FALSE]; ${sums}`,
    `list(estimate = ${estimates[measure]}, test = ${test}) })`,
  ].join("\n");
}

export const cochranMantelHaenszel = {
  key: "cochran_mantel_haenszel",
  page: "cochran-mantel-haenszel",
  tier: "FIRST",
  input: "stratified_counts",
  variants: ["uncorrected", "corrected", "exact"],
  source,
  run: runCochranMantelHaenszel,
  rCall,
} as const satisfies MethodDefinition<
  CochranMantelHaenszelInput,
  CochranMantelHaenszelOptions,
  CochranMantelHaenszelRNames,
  CochranMantelHaenszelResult
>;
