import { warn } from "../../inference.ts";
import type { MethodDefinition } from "../../method.ts";
import { isCount, refuseLevel } from "../../observations.ts";
import { poissonExactP, poissonLimits } from "../../poisson-exact.ts";
import { rAlternative } from "../../r-text.ts";
import { refuse } from "../../refusal.ts";
import type { Outcome, Refused } from "../../refusal.ts";
import type { OneRateInput, OneRateOptions, OneRateResult, OneRateRNames } from "./one-rate.types.ts";

const source = "Garwood (1936), Biometrika 28:437; exact p by the method of small probabilities";

/** Whole numbers beyond this are not counted one by one, and the exposure's range keeps every ratio finite. */
const mostEvents = 1e9;
const exposureRange = [1e-100, 1e100] as const;

/**
 * Events per unit of exposure with the exact Poisson interval, and the exact test against a null rate.
 * Refuses events that are not a whole number, exposure that is not above 0, and a null rate that is not above 0.
 * Example: 11 events in 800 units give 0.01375 (0.006863950 to 0.02460255).
 */
export function runOneRate(input: OneRateInput, options: OneRateOptions = {}): Outcome<OneRateResult> {
  const { events, exposure } = input;
  const { level = 0.95, alternative = "two_sided", nullRate = 1 } = options;
  const refusal = refuseLevel(level) ?? refuseRate(input);
  if (refusal !== null) return refusal;
  const expectedEvents = nullRate * exposure;
  if (!(nullRate > 0 && expectedEvents <= mostEvents)) return refuse("invalid_option", { option: "nullRate" });
  const limits = poissonLimits(events, alternative === "two_sided" ? (1 - level) / 2 : 1 - level);
  return {
    ok: true,
    result: {
      method: "one_rate",
      variant: "exact",
      estimate: { name: "rate", value: events / exposure, direction: "none", scale: "rate" },
      interval: {
        level,
        lower: alternative === "less" ? 0 : limits.lower / exposure,
        upper: alternative === "greater" ? null : limits.upper / exposure,
        quantile: null,
        quantileName: "gamma",
        method: "garwood",
      },
      p: { value: poissonExactP(events, expectedEvents, alternative), sided: alternative, method: "exact" },
      n: { used: events, excluded: [] },
      assumptions: [],
      warnings: events === 0 ? [warn("zero_cell")] : [],
      source,
      r: rCall(undefined, options),
      details: { events, exposure, expectedEvents },
    },
  };
}

/** Refuses what is not a count of events over an exposure. */
export function refuseRate({ events, exposure }: OneRateInput): Refused | null {
  if (!(isCount(events) && exposure > 0 && exposure < Infinity))
    return refuse("invalid_table", { events: String(events), total: String(exposure) });
  const [least, most] = exposureRange;
  return events > mostEvents || exposure < least || exposure > most
    ? refuse("numbers_too_large", { limit: mostEvents })
    : null;
}

function rCall(names: OneRateRNames = { events: "x", exposure: "time" }, options: OneRateOptions = {}): string {
  const { level = 0.95, alternative = "two_sided", nullRate = 1 } = options;
  return `poisson.test(${names.events}, ${names.exposure}, r = ${nullRate}, alternative = ${rAlternative(alternative)}, conf.level = ${level})`;
}

export const oneRate = {
  key: "one_rate",
  page: "one-rate",
  tier: "FIRST",
  input: "one_rate",
  variants: ["exact"],
  source,
  run: runOneRate,
  rCall,
} as const satisfies MethodDefinition<OneRateInput, OneRateOptions, OneRateRNames, OneRateResult>;
