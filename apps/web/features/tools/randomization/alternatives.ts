import { planProblems, type DesignPlan, type SchemeKey, type SchemeParameters } from "@kendali/randomization";

/** Most designs that stand beside the chosen one. */
const mostAlternatives = 4;

/**
 * The same plan under other schemes with their common settings: the ones worth comparing, those that the arms and strata
 * allow, without the chosen one.
 */
export function alternativesTo(plan: DesignPlan): readonly DesignPlan[] {
  const chosen = JSON.stringify([plan.scheme, settingsOf(plan.parameters)]);
  return candidates(plan)
    .filter(([scheme, settings]) => JSON.stringify([scheme, settings]) !== chosen)
    .map(([scheme, settings]): DesignPlan => ({
      ...plan,
      scheme,
      parameters: { arms: plan.parameters.arms, blockSizes: [], ...settings },
    }))
    .filter((candidate) => planProblems(candidate).length === 0)
    .slice(0, mostAlternatives);
}

type Settings = Omit<SchemeParameters, "arms" | "blockSizes"> & { readonly blockSizes?: readonly number[] };

function candidates({ parameters, strata }: DesignPlan): readonly (readonly [SchemeKey, Settings])[] {
  const round = parameters.arms.reduce((sum, { ratio }) => sum + ratio, 0);
  const factors = Object.keys(strata[0]?.values ?? {}).map((key) => ({ key, weight: 1 }));
  return [
    ["simple", {}],
    ["permuted_blocks", { blockSizes: [2 * round, 3 * round] }],
    ["minimization", { coin: { numerator: 4, denominator: 5 }, measure: "range", factors }],
    ["big_stick", { maximumImbalance: 3 }],
    ["urn", { urn: { initial: 1, added: 1 } }],
    ["efron", { coin: { numerator: 2, denominator: 3 } }],
  ];
}

/** The settings alone, in a fixed order, so that two designs can be compared as text. */
function settingsOf({ arms: _arms, blockSizes, ...settings }: SchemeParameters): Settings {
  const { coin, maximumImbalance, urn, sequenceLength, measure, factors } = settings;
  return {
    ...(blockSizes.length === 0 ? {} : { blockSizes: blockSizes.toSorted((left, right) => left - right) }),
    ...(coin === undefined ? {} : { coin }),
    ...(maximumImbalance === undefined ? {} : { maximumImbalance }),
    ...(urn === undefined ? {} : { urn }),
    ...(sequenceLength === undefined ? {} : { sequenceLength }),
    ...(measure === undefined ? {} : { measure }),
    ...(factors === undefined ? {} : { factors }),
  };
}
