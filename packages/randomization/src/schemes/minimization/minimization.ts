import { canonicalJson, invariant, readJson, type Problem } from "@kendali/domain";
import { drawByWeight } from "../../generator/draw-by-weight.ts";
import {
  ratioSum,
  type AdaptiveScheme,
  type AdaptiveTrial,
  type ArmRatio,
  type Fraction,
  type SchemeParameters,
} from "../scheme.ts";
import { stratumKey, type StratumValues } from "../../strata/stratum-key.ts";
import { coinProblems, setting } from "../setting-problems.ts";
import { minimizationStep } from "./minimization-step.ts";

/** The largest weight of one factor. */
const MAX_WEIGHT = 100;
const MAX_FACTORS = 50;

const measureKeys: readonly unknown[] = ["range", "variance", "sd"];

/**
 * Minimization with a biased coin: each participant most likely goes where the arms stay most alike in the levels of the
 * factors that this participant has. A coin of 1 is Taves' deterministic minimization, allowed and flagged: whoever knows
 * the allocations before knows the next one, unless arms tie.
 *
 * There is one sequence for the study. Unit = slot, the position among all allocations; one integer below the sum of the
 * chances of `minimizationStep` is drawn, arms in key order; a certain arm draws nothing. The state is a count per factor,
 * level and arm: nothing but the log of stratum keys and arms.
 *
 * Source: Pocock & Simon 1975, Biometrics 31:103; Taves 1974, Clin. Pharmacol. Ther. 15:443.
 */
export const minimization: AdaptiveScheme = {
  adaptive: true,
  settings: ["coin", "measure", "factors"],
  usual: (arms) => ({ coin: usualCoin(arms), measure: "range" }),
  problems: (parameters) => [...coinAndMeasureProblems(parameters), ...factorProblems(parameters)],
  openTrial,
  isStratumKey: (parameters, text) => {
    const read = readJson(text);
    if (!read.ok || typeof read.value !== "object" || read.value === null || Array.isArray(read.value)) return false;
    const values = read.value as StratumValues;
    const key = stratumKey(values);
    return (
      key.ok &&
      key.value === text &&
      setting(parameters, "factors").every((factor) => Object.hasOwn(values, factor.key))
    );
  },
  deterministic: (parameters) => {
    const { numerator, denominator } = setting(parameters, "coin");
    return numerator === denominator;
  },
};

/** Four of five, as is common; where an arm has as much of the ratio by itself, half of the way from its share to certainty. */
function usualCoin(arms: readonly ArmRatio[]): Fraction {
  const largest = Math.max(...arms.map(({ ratio }) => ratio));
  const sum = ratioSum(arms);
  return 4 * sum > 5 * largest ? { numerator: 4, denominator: 5 } : { numerator: sum + largest, denominator: 2 * sum };
}

function openTrial(parameters: SchemeParameters, draws: Parameters<AdaptiveScheme["openTrial"]>[1]): AdaptiveTrial {
  const { arms } = parameters;
  const factors = setting(parameters, "factors");
  const ratios = arms.map(({ ratio }) => ratio);
  const weights = factors.map(({ weight }) => weight);
  const [measure, coin] = [setting(parameters, "measure"), setting(parameters, "coin")];
  const armIndex = new Map(arms.map(({ key }, index) => [key, index]));
  const counts = factors.map(() => new Map<string, number[]>());
  const levelsOf = levelReader(factors.map(({ key }) => key));
  const countsAt = (levels: readonly string[]) =>
    counts.map((ofFactor, factor) => {
      const level = levels[factor] ?? "";
      let ofLevel = ofFactor.get(level);
      if (ofLevel === undefined) {
        ofLevel = arms.map(() => 0);
        ofFactor.set(level, ofLevel);
      }
      return ofLevel;
    });
  return {
    decide: (stratumKey, slot) => {
      const step = minimizationStep({ counts: countsAt(levelsOf(stratumKey)), ratios, weights, measure, coin });
      const arm = arms[drawByWeight(draws(slot), step.chances)];
      invariant(arm !== undefined, "a chance belongs to no arm");
      return { armKey: arm.key, scores: step.scores, probabilities: step.probabilities };
    },
    record: (stratumKey, armKey) => {
      const arm = armIndex.get(armKey);
      invariant(arm !== undefined, `an allocation names arm ${armKey}, which has no ratio`);
      for (const ofLevel of countsAt(levelsOf(stratumKey))) ofLevel[arm] = (ofLevel[arm] ?? 0) + 1;
    },
  };
}

/** The level of each factor as text, read once per stratum key: participants with the same key are many. */
function levelReader(keys: readonly string[]): (stratumKey: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (stratumKey) => {
    const found = known.get(stratumKey);
    if (found !== undefined) return found;
    const values = JSON.parse(stratumKey) as Readonly<Record<string, string | number | boolean | undefined>>;
    const levels = keys.map((key) => {
      const value = Object.hasOwn(values, key) ? values[key] : undefined;
      invariant(value !== undefined, `a participant has no value of the factor ${key}`);
      return canonicalJson(value);
    });
    known.set(stratumKey, levels);
    return levels;
  };
}

function coinAndMeasureProblems({ arms, coin, measure }: SchemeParameters): Problem[] {
  const largest = Math.max(...arms.map(({ ratio }) => ratio));
  // A coin at or below the largest share would not favour the arm that is behind.
  const above = { numerator: largest, denominator: ratioSum(arms) };
  const unknown: Problem[] =
    measure === undefined || measureKeys.includes(measure)
      ? []
      : [{ path: "/measure", code: "allocation_measure_unknown", params: { measure: String(measure) } }];
  return [...coinProblems(coin, { above, canBeCertain: true }), ...unknown];
}

function factorProblems({ factors }: SchemeParameters): Problem[] {
  if (factors === undefined) return [];
  if (factors.length === 0 || factors.length > MAX_FACTORS)
    return [{ path: "/factors", code: "allocation_factors_missing", params: { max: MAX_FACTORS } }];
  const keys = factors.map(({ key }) => key);
  return factors.flatMap(({ key, weight }, index): Problem[] => {
    const found: Problem[] = [];
    const path = `/factors/${index}`;
    if (key === "") found.push({ path: `${path}/key`, code: "allocation_factor_key_empty", params: {} });
    else if (keys.indexOf(key) < index)
      found.push({ path: `${path}/key`, code: "allocation_factor_repeated", params: { factor: key } });
    if (!Number.isInteger(weight) || weight < 1 || weight > MAX_WEIGHT)
      found.push({
        path: `${path}/weight`,
        code: "allocation_weight_out_of_range",
        params: { factor: key, weight, min: 1, max: MAX_WEIGHT },
      });
    return found;
  });
}
