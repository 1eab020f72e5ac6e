import { conditionalOddsRatio, exactP } from "../../conditional-odds-ratio.ts";
import type { RatioEstimate } from "../../conditional-odds-ratio.ts";
import { chiSquareUpper } from "../../distributions/gamma.ts";
import { hypergeometric } from "../../distributions/hypergeometric.ts";
import { warn, zOf } from "../../inference.ts";
import type { MethodDefinition } from "../../method.ts";
import { isCount, refuseLevel } from "../../observations.ts";
import { refuse } from "../../refusal.ts";
import type { Outcome } from "../../refusal.ts";
import type { Interval, PValue, Statistic, Warning } from "../../result.ts";
import { miettinenNurminenInterval, newcombeInterval, riskDifferenceSe, waldInterval } from "./risk-difference.ts";
import type {
  EventCount,
  TwoProportionsDetails,
  TwoProportionsInput,
  TwoProportionsOptions,
  TwoProportionsResult,
  TwoProportionsRNames,
} from "./two-proportions.types.ts";

const source =
  "Newcombe (1998), Stat Med 17:873; Miettinen & Nurminen (1985), Stat Med 4:213; Katz (1978); Woolf (1955); Fisher (1935)";

/**
 * Two independent proportions: risk difference (first minus second), risk ratio and odds ratio with intervals, Fisher's exact
 * test and chi-square. Refuses an empty group and counts that are not whole or above their total.
 * Example: 56 of 70 against 48 of 80 gives difference 0.2, Newcombe 0.0524 to 0.3339, Fisher p 0.01252.
 */
export function runTwoProportions(
  input: TwoProportionsInput,
  options: TwoProportionsOptions = {},
): Outcome<TwoProportionsResult> {
  const { first, second } = input;
  const { level = 0.95, p = "fisher", interval = "newcombe_10" } = options;
  const badLevel = refuseLevel(level);
  if (badLevel !== null) return badLevel;
  for (const { events, total } of [first, second]) {
    if (!(isCount(events) && isCount(total) && events <= total))
      return refuse("invalid_table", { events: String(events), total: String(total) });
    if (total === 0) return refuse("one_group_empty");
  }
  if (first.total + second.total > 1e6) return refuse("numbers_too_large", { limit: 1e6 });
  const details = detailsOf(first, second, level);
  return {
    ok: true,
    result: {
      method: "two_proportions",
      variant: `${p}_${interval}`,
      estimate: {
        name: "risk_difference",
        value: first.events / first.total - second.events / second.total,
        direction: "first_minus_second",
        scale: "proportion",
      },
      standardError: riskDifferenceSe(first, second),
      interval: chosenInterval(details, interval),
      ...chosenTest(details, p),
      n: { used: first.total + second.total, excluded: [] },
      assumptions: [],
      warnings: warningsOf(first, second),
      source,
      r: rCall(undefined, options),
      details,
    },
  };
}

function detailsOf(first: EventCount, second: EventCount, level: number): TwoProportionsDetails {
  const events = first.events + second.events;
  const tables = hypergeometric({ firstTotal: first.total, secondTotal: second.total, events });
  return {
    proportionFirst: first.events / first.total,
    proportionSecond: second.events / second.total,
    intervalWald: waldInterval(first, second, level),
    intervalNewcombe: newcombeInterval(first, second, level),
    intervalMiettinenNurminen: miettinenNurminenInterval(first, second, level),
    riskRatio: riskRatio(first, second, level),
    oddsRatio: oddsRatio(first, second, level),
    conditionalOddsRatio: conditionalOddsRatio(first.events, [tables], { level }) ?? { value: null, interval: null },
    pFisher: exactP(first.events, tables),
    chi2: chiSquare(first, second, false),
    chi2Yates: chiSquare(first, second, true),
  };
}

/** Katz et al. (1978), Biometrics 34:469. */
function riskRatio(first: EventCount, second: EventCount, level: number): RatioEstimate {
  const inverse = ({ events, total }: EventCount): number => 1 / events - 1 / total;
  const value = ratio(first.events * second.total, first.total * second.events);
  const se = first.events > 0 && second.events > 0 ? Math.sqrt(inverse(first) + inverse(second)) : null;
  return { value, interval: logInterval(value, se, level, "katz") };
}

/** Woolf (1955), Annals of Human Genetics 19:251. */
function oddsRatio(first: EventCount, second: EventCount, level: number): RatioEstimate {
  const cells = [first.events, first.total - first.events, second.events, second.total - second.events] as const;
  const value = ratio(cells[0] * cells[3], cells[1] * cells[2]);
  const se = cells.every((count) => count > 0) ? Math.sqrt(cells.reduce((total, count) => total + 1 / count, 0)) : null;
  return { value, interval: logInterval(value, se, level, "woolf") };
}

function ratio(numerator: number, denominator: number): number | "Inf" | null {
  if (denominator > 0) return numerator / denominator;
  return numerator > 0 ? "Inf" : null;
}

function logInterval(value: number | "Inf" | null, se: number | null, level: number, method: string): Interval | null {
  if (se === null || typeof value !== "number" || value === 0) return null;
  const z = zOf(level);
  return {
    level,
    lower: value * Math.exp(-z * se),
    upper: value * Math.exp(z * se),
    quantile: z,
    quantileName: "z",
    method,
  };
}

/** Pearson's chi-square, with Yates' correction limited to the largest deviation as in R; `null` with an empty margin. */
function chiSquare(first: EventCount, second: EventCount, isCorrected: boolean): { value: number; p: number } | null {
  const N = first.total + second.total;
  const events = first.events + second.events;
  if (events === 0 || events === N) return null;
  const deviation = Math.abs(first.events - (first.total * events) / N);
  const corrected = deviation - (isCorrected ? Math.min(0.5, deviation) : 0);
  const value = (corrected ** 2 * N ** 3) / (first.total * second.total * events * (N - events));
  return { value, p: chiSquareUpper(value, 1) };
}

function chosenInterval(
  details: TwoProportionsDetails,
  interval: NonNullable<TwoProportionsOptions["interval"]>,
): Interval {
  const intervals = {
    newcombe_10: details.intervalNewcombe,
    wald: details.intervalWald,
    miettinen_nurminen: details.intervalMiettinenNurminen,
  };
  return intervals[interval];
}

/** Chi-square falls back to Fisher's test, and says so in the method of p, where an empty margin leaves it undefined. */
function chosenTest(
  details: TwoProportionsDetails,
  asked: NonNullable<TwoProportionsOptions["p"]>,
): { statistic: Statistic | null; p: PValue } {
  const chosen = asked === "chi2" ? details.chi2 : asked === "chi2_yates" ? details.chi2Yates : null;
  if (chosen === null) return { statistic: null, p: { value: details.pFisher, sided: "two_sided", method: "fisher" } };
  return {
    statistic: { name: "chi2", value: chosen.value, df: 1 },
    p: { value: chosen.p, sided: "two_sided", method: asked },
  };
}

function warningsOf(first: EventCount, second: EventCount): Warning[] {
  const warnings: Warning[] = [];
  const N = first.total + second.total;
  const events = first.events + second.events;
  const smallest = (Math.min(first.total, second.total) * Math.min(events, N - events)) / N;
  if (smallest < 5) warnings.push(warn("expected_counts_below_5", { minimum: smallest }));
  const cells = [first.events, first.total - first.events, second.events, second.total - second.events];
  if (cells.includes(0)) warnings.push(warn("zero_cell"));
  return warnings;
}

function rCall(
  names: TwoProportionsRNames = { x1: "x1", n1: "n1", x2: "x2", n2: "n2" },
  options: TwoProportionsOptions = {},
): string {
  const { x1, n1, x2, n2 } = names;
  const table = `rbind(c(${x1}, ${n1} - ${x1}), c(${x2}, ${n2} - ${x2}))`;
  const level = options.level ?? 0.95;
  const test =
    options.p === "chi2"
      ? `chisq.test(${table}, correct = FALSE)`
      : options.p === "chi2_yates"
        ? `chisq.test(${table})`
        : `fisher.test(${table}, conf.level = ${level})`;
  return [
    `local({ w <- function(x, n) prop.test(x, n, correct = FALSE, conf.level = ${level})$conf.int`,
    `p1 <- ${x1} / ${n1}; p2 <- ${x2} / ${n2}; a <- w(${x1}, ${n1}); b <- w(${x2}, ${n2})`,
    `list(risk_difference = p1 - p2, newcombe = p1 - p2 + c(-1, 1) * sqrt(c((p1 - a[1])^2 + (b[2] - p2)^2, (a[2] - p1)^2 + (p2 - b[1])^2)),`,
    `  risk_ratio = p1 / p2, test = ${test}) })`,
  ].join("\n");
}

export const twoProportions = {
  key: "two_proportions",
  page: "two-proportions",
  tier: "FIRST",
  input: "two_counts",
  variants: ["fisher", "chi2", "chi2_yates"].flatMap((p) =>
    ["newcombe_10", "wald", "miettinen_nurminen"].map((interval) => `${p}_${interval}`),
  ),
  source,
  run: runTwoProportions,
  rCall,
} as const satisfies MethodDefinition<
  TwoProportionsInput,
  TwoProportionsOptions,
  TwoProportionsRNames,
  TwoProportionsResult
>;
