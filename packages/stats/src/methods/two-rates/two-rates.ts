import { betaLogitQuantile } from "../../distributions/beta.ts";
import { binomialLogTails, binomialTwoSided } from "../../distributions/binomial.ts";
import { warn } from "../../inference.ts";
import type { MethodDefinition } from "../../method.ts";
import { refuseLevel } from "../../observations.ts";
import { poissonLimits } from "../../poisson-exact.ts";
import { rAlternative } from "../../r-text.ts";
import { refuse } from "../../refusal.ts";
import type { Outcome } from "../../refusal.ts";
import type { Alternative, Interval } from "../../result.ts";
import { refuseRate } from "../one-rate/one-rate.ts";
import type { OneRateInput } from "../one-rate/one-rate.types.ts";
import type { TwoRatesInput, TwoRatesOptions, TwoRatesResult, TwoRatesRNames } from "./two-rates.types.ts";

const source = "Przyborowski & Wilenski (1940), Biometrika 31:313: conditional binomial test, Clopper–Pearson limits";

/**
 * Ratio of two Poisson rates (first over second) with its exact conditional interval and test: given all events, those of the
 * first group are binomial. Refuses what a single rate refuses, no event at all, and a null ratio that is not above 0.
 * Example: 11 in 800 against 23 in 3010 give ratio 1.799457 (0.7919420 to 3.842586), p 0.1366817.
 */
export function runTwoRates(input: TwoRatesInput, options: TwoRatesOptions = {}): Outcome<TwoRatesResult> {
  const { first, second } = input;
  const { level = 0.95, alternative = "two_sided", nullRatio = 1 } = options;
  const refusal = refuseLevel(level) ?? refuseRate(first) ?? refuseRate(second);
  if (refusal !== null) return refusal;
  const total = first.events + second.events;
  if (total === 0) return refuse("n_below_1", { n: 0 });
  if (!(nullRatio >= 1e-100 && nullRatio <= 1e100)) return refuse("invalid_option", { option: "nullRatio" });
  const exposures = second.exposure / first.exposure;
  const share = nullRatio / (nullRatio + exposures);
  const rateFirst = first.events / first.exposure;
  const rateSecond = second.events / second.exposure;
  const value = second.events === 0 ? "Inf" : rateFirst / rateSecond;
  const interval = ratioInterval(first.events, second.events, exposures, { level, alternative });
  return {
    ok: true,
    result: {
      method: "two_rates",
      variant: "exact_conditional",
      estimate: value === "Inf" ? null : { name: "rate_ratio", value, direction: "first_over_second", scale: "ratio" },
      interval,
      p: { value: conditionalP(first.events, total, share, alternative), sided: alternative, method: "exact" },
      n: { used: total, excluded: [] },
      assumptions: [],
      warnings: first.events === 0 || second.events === 0 ? [warn("zero_cell")] : [],
      source,
      r: rCall(undefined, options),
      details: {
        rateFirst,
        rateSecond,
        rateRatio: { value, interval },
        intervalFirst: rateInterval(first, level),
        intervalSecond: rateInterval(second, level),
        rateDifference: rateFirst - rateSecond,
      },
    },
  };
}

function conditionalP(events: number, total: number, share: number, alternative: Alternative): number {
  if (alternative === "two_sided") return binomialTwoSided(events, total, share);
  return alternative === "less"
    ? Math.exp(binomialLogTails(events, total, share).logLower)
    : Math.exp(binomialLogTails(events - 1, total, share).logUpper);
}

/** Clopper–Pearson limits of the first group's share of the events, as odds; from the logit, which keeps the digits at both ends. */
function ratioInterval(
  x1: number,
  x2: number,
  exposures: number,
  { level, alternative }: { readonly level: number; readonly alternative: Alternative },
): Interval {
  const tail = alternative === "two_sided" ? (1 - level) / 2 : 1 - level;
  const odds = (target: { readonly lower: number; readonly upper: number }, a: number, b: number): number =>
    Math.exp(betaLogitQuantile(target, a, b)) * exposures;
  return {
    level,
    lower: alternative === "less" || x1 === 0 ? 0 : odds({ lower: tail, upper: 1 - tail }, x1, x2 + 1),
    upper: alternative === "greater" || x2 === 0 ? null : odds({ lower: 1 - tail, upper: tail }, x1 + 1, x2),
    quantile: null,
    quantileName: "beta",
    method: "exact_conditional",
  };
}

function rateInterval({ events, exposure }: OneRateInput, level: number): Interval {
  const { lower, upper } = poissonLimits(events, (1 - level) / 2);
  return {
    level,
    lower: lower / exposure,
    upper: upper / exposure,
    quantile: null,
    quantileName: "gamma",
    method: "garwood",
  };
}

function rCall(
  names: TwoRatesRNames = { x1: "x1", time1: "time1", x2: "x2", time2: "time2" },
  options: TwoRatesOptions = {},
): string {
  const { level = 0.95, alternative = "two_sided", nullRatio = 1 } = options;
  const { x1, time1, x2, time2 } = names;
  return `poisson.test(c(${x1}, ${x2}), c(${time1}, ${time2}), r = ${nullRatio}, alternative = ${rAlternative(alternative)}, conf.level = ${level})`;
}

export const twoRates = {
  key: "two_rates",
  page: "two-rates",
  tier: "FIRST",
  input: "two_rates",
  variants: ["exact_conditional"],
  source,
  run: runTwoRates,
  rCall,
} as const satisfies MethodDefinition<TwoRatesInput, TwoRatesOptions, TwoRatesRNames, TwoRatesResult>;
