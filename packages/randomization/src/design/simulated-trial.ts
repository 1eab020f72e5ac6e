import { invariant } from "@kendali/domain";
import type { UnitDraws } from "../generator/stratum-draws.ts";
import type { SimulationGenerator } from "../generator/simulation-generator.ts";
import { normalParameters } from "../schemes/normal-parameters.ts";
import {
  ratioSum,
  type AdaptiveScheme,
  type ArmRatio,
  type ListReader,
  type ListScheme,
  type SchemeDefinition,
  type SchemeParameters,
} from "../schemes/scheme.ts";

/** One simulated trial while it recruits. Arms are in key order, strata in the order they were given. */
export type SimulatedTrial = {
  readonly allocate: (stratum: number) => void;
  readonly overall: readonly number[];
  readonly inStrata: readonly (readonly number[])[];
  /** Right guesses so far; a guess among arms that look alike counts its chance of being right. */
  readonly guessed: () => number;
};

type Setting = { readonly strata: readonly string[]; readonly generator: SimulationGenerator };

/** Prepares trials of one design; each call of what it returns starts a new one. */
export function openSimulatedTrial(
  definition: SchemeDefinition,
  given: SchemeParameters,
  setting: Setting,
): () => SimulatedTrial {
  const parameters = normalParameters(given);
  const arms = parameters.arms;
  const indexOf = new Map(arms.map(({ key }, index) => [key, index]));
  const openAllocator = definition.adaptive
    ? adaptiveAllocator(definition, parameters, setting)
    : listAllocator(definition, parameters, setting);
  return () => {
    const overall = arms.map(() => 0);
    const inStrata = setting.strata.map(() => arms.map(() => 0));
    const allocator = openAllocator(inStrata);
    let slot = 0;
    let guessed = 0;
    return {
      overall,
      inStrata,
      guessed: () => guessed,
      allocate: (stratum) => {
        const { armKey, likely } = allocator(stratum, slot);
        const arm = indexOf.get(armKey);
        const counts = inStrata[stratum];
        invariant(arm !== undefined && counts !== undefined, "a simulated allocation has no arm or no stratum");
        if (likely.includes(arm)) guessed += 1 / likely.length;
        overall[arm] = (overall[arm] ?? 0) + 1;
        counts[arm] = (counts[arm] ?? 0) + 1;
        slot += 1;
      },
    };
  };
}

/** The arm that came, and the arms that somebody who knew the past would have named. */
type Allocated = { readonly armKey: string; readonly likely: readonly number[] };
type OpenAllocator = (inStrata: readonly (readonly number[])[]) => (stratum: number, slot: number) => Allocated;

function listAllocator(definition: ListScheme, parameters: SchemeParameters, setting: Setting): OpenAllocator {
  const openList = definition.openLists(parameters);
  const draws = drawsOf(setting.generator);
  return (inStrata) => {
    const readers: (ListReader | undefined)[] = [];
    return (stratum) => {
      const counts = inStrata[stratum] ?? [];
      const reader = (readers[stratum] ??= openList(draws));
      const slot = counts.reduce((sum, count) => sum + count, 0);
      return { armKey: reader(slot), likely: furthestBehind(counts, parameters.arms, slot) };
    };
  };
}

/** The arms that one more participant in the ratio would bring most: at 1:1 those with the fewest so far. */
function furthestBehind(counts: readonly number[], arms: readonly ArmRatio[], allocated: number): number[] {
  const sum = ratioSum(arms);
  // Times the sum of the ratios, so that ties are whole numbers.
  const behind = arms.map(({ ratio }, arm) => (allocated + 1) * ratio - (counts[arm] ?? 0) * sum);
  const most = Math.max(...behind);
  return behind.flatMap((value, arm) => (value === most ? [arm] : []));
}

function adaptiveAllocator(definition: AdaptiveScheme, parameters: SchemeParameters, setting: Setting): OpenAllocator {
  const draws = drawsOf(setting.generator);
  return () => {
    const trial = definition.openTrial(parameters, draws);
    return (stratum, slot) => {
      const stratumKey = setting.strata[stratum] ?? "";
      const { armKey, probabilities } = trial.decide(stratumKey, slot);
      trial.record(stratumKey, armKey);
      const most = Math.max(...probabilities);
      return { armKey, likely: probabilities.flatMap((chance, arm) => (chance === most ? [arm] : [])) };
    };
  };
}

/** In a simulation every unit draws on from the one generator; slots are read once and in order. */
function drawsOf({ nextBelow }: SimulationGenerator): UnitDraws {
  return () => nextBelow;
}
