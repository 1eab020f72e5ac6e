import { warn, zOf } from "../../inference.ts";
import type { MethodDefinition } from "../../method.ts";
import { readPairs, refuseLevel } from "../../observations.ts";
import { rAlternative } from "../../r-text.ts";
import { refuse } from "../../refusal.ts";
import type { Outcome } from "../../refusal.ts";
import type { Alternative, Interval, PValue, Statistic, Warning } from "../../result.ts";
import { kendall, pearson, spearman } from "./coefficients.ts";
import type { Coefficient } from "./coefficients.ts";
import type {
  CorrelationInput,
  CorrelationOptions,
  CorrelationResult,
  CorrelationRNames,
} from "./correlation.types.ts";

const source =
  "Pearson (1896); Fisher (1921); Spearman (1904); Kendall (1938), Biometrika 30:81; Bonett & Wright (2000), Psychometrika 65:23; Fieller, Hartley & Pearson (1957)";

const coefficients = { pearson, spearman, kendall };

/**
 * Do two measurements of the same participants rise together: Pearson's r (default), Spearman's rho or Kendall's tau-b.
 * Two columns of equal length, pairs with a `null` side left out and counted. Refuses fewer than three complete pairs and a
 * column that does not vary. Example: [1, 2, 3, 4] against [1, 3, 2, 5] gives r 0.8315218, t 2.116951, df 2, p 0.1684782.
 */
export function runCorrelation(input: CorrelationInput, options: CorrelationOptions = {}): Outcome<CorrelationResult> {
  const { variant = "pearson", alternative = "two_sided", level = 0.95, continuity = false } = options;
  const badLevel = refuseLevel(level);
  if (badLevel !== null) return badLevel;
  const read = readPairs(input.first, input.second, 3);
  if (!read.ok) return read;
  const n = read.first.length;
  const coefficient = coefficients[variant](read.first, read.second, { alternative, continuity });
  if (coefficient === null) return refuse("zero_variance", { n });
  const { p, statistic } = testOf(coefficient, options.p ?? "auto", alternative);
  const interval = intervalOf(coefficient, level, alternative);
  return {
    ok: true,
    result: {
      method: "correlation",
      variant,
      estimate: { name: coefficient.name, value: coefficient.value, direction: "none", scale: "coefficient" },
      standardError: coefficient.standardError,
      interval,
      statistic,
      p,
      n: { used: n, excluded: read.excluded },
      assumptions: [],
      warnings: warningsOf(coefficient, interval, p),
      source,
      r: rCall(undefined, options),
      details: coefficient.details,
    },
  };
}

/** As R: exact where it can be, else the series, else the asymptotic p. A series cut to zero says nothing and is passed over. */
function testOf(
  { details, asymptotic, exact }: Coefficient,
  asked: NonNullable<CorrelationOptions["p"]>,
  sided: Alternative,
): { p: PValue; statistic: Statistic | null } {
  if (asked === "auto" && details.pExact !== null)
    return { p: { value: details.pExact, sided, method: "exact" }, statistic: exact };
  if (asked === "auto" && details.pSeries !== null && details.pSeries > 0)
    return { p: { value: details.pSeries, sided, method: "edgeworth" }, statistic: exact };
  return { p: { value: details.pAsymptotic, sided, method: asymptotic.method }, statistic: asymptotic.statistic };
}

/** tanh(atanh r ± z σ); the open side of a one-sided interval ends at −1 or 1. */
function intervalOf({ value, fisher }: Coefficient, level: number, alternative: Alternative): Interval | null {
  if (fisher === null || (Math.abs(value) === 1 && fisher.method !== "fisher_z")) return null;
  const z = zOf(alternative === "two_sided" ? level : 2 * level - 1);
  const half = z * Math.sqrt(fisher.variance);
  const centre = Math.atanh(value);
  return {
    level,
    lower: alternative === "less" ? -1 : Math.tanh(centre - half),
    upper: alternative === "greater" ? 1 : Math.tanh(centre + half),
    quantile: z,
    quantileName: "z",
    method: fisher.method,
  };
}

function warningsOf({ value, details, fisher }: Coefficient, interval: Interval | null, p: PValue): Warning[] {
  const warnings: Warning[] = [];
  if (details.ties) warnings.push(warn("ties"));
  if (Math.abs(value) === 1) warnings.push(warn("perfect_correlation"));
  if (interval === null) warnings.push(warn("interval_not_computable", fisher === null ? {} : { coefficient: value }));
  if (p.method === "normal") warnings.push(warn("normal_approximation"));
  return warnings;
}

function rCall(
  names: CorrelationRNames = { first: "first", second: "second" },
  options: CorrelationOptions = {},
): string {
  const { variant = "pearson", alternative = "two_sided", level = 0.95 } = options;
  const call = `${names.first}, ${names.second}, method = "${variant}", alternative = ${rAlternative(alternative)}`;
  if (variant === "pearson") return `cor.test(${call}, conf.level = ${level})`;
  const exact = options.p === "asymptotic" ? "FALSE" : "NULL";
  return `cor.test(${call}, exact = ${exact}, continuity = ${options.continuity === true ? "TRUE" : "FALSE"})`;
}

export const correlation = {
  key: "correlation",
  page: "correlation",
  tier: "FIRST",
  input: "two_numeric",
  variants: ["pearson", "spearman", "kendall"],
  source,
  run: runCorrelation,
  rCall,
} as const satisfies MethodDefinition<CorrelationInput, CorrelationOptions, CorrelationRNames, CorrelationResult>;
