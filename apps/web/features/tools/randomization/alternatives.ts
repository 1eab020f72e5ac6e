import {
  planProblems,
  schemes,
  type DesignPlan,
  type SchemeDefinition,
  type SchemeKey,
  type SchemeParameters,
  type SchemeSettings,
} from "@kendali/randomization";

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

/** The schemes that are compared first. */
const compared = ["simple", "permuted_blocks", "minimization", "big_stick", "urn", "efron"] as const;

type Settings = SchemeSettings & Pick<SchemeParameters, "factors">;

function candidates({ parameters, strata }: DesignPlan): readonly (readonly [SchemeKey, Settings])[] {
  const factors = Object.keys(strata[0]?.values ?? {}).map((key) => ({ key, weight: 1 }));
  return compared.map((scheme) => {
    const definition: SchemeDefinition = schemes[scheme];
    const usual = definition.usual(parameters.arms);
    return [scheme, definition.settings.includes("factors") ? { ...usual, factors } : usual];
  });
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
