import type { AllocationPlan } from "@kendali/domain";
import {
  parametersOfPlan,
  type SchemeDefinition,
  type SchemeKey,
  type SchemeParameters,
  schemes,
  type SchemeSettings,
  validateScheme,
} from "@kendali/randomization";

/**
 * The allocation under a scheme: settings that do not belong to it go, those that do keep their value where the scheme can
 * use it, and get the usual one where not. Ratio, strata and visit stay; weights of factors and sealed cards go where the
 * scheme knows none, and a scheme that balances factors begins with the site where nothing is named. Whether the scheme
 * suits the arms is not decided here: `armsSuitScheme` says it. Under the scheme it has already it mends what its settings
 * cannot be.
 *
 * @example withScheme({ scheme: "permuted_blocks", blockSizes: [4, 6], ratio, strata, afterVisit }, "efron")
 * // { scheme: "efron", coin: { numerator: 2, denominator: 3 }, ratio, strata, afterVisit }
 */
export function withScheme(allocation: AllocationPlan, scheme: SchemeKey): AllocationPlan {
  const { blockSizes, coin, maximumImbalance, urn, sequenceLength, measure, cards, strata, ...kept } = allocation;
  const definition: SchemeDefinition = schemes[scheme];
  const { arms } = parametersOfPlan(allocation);
  const usual = definition.usual(arms);
  const given = { blockSizes, coin, maximumImbalance, urn, sequenceLength, measure };
  const settings = Object.keys(usual).map((key) => {
    const name = key as keyof SchemeSettings;
    const value = given[name];
    return [
      name,
      value !== undefined && suits(scheme, { arms, blockSizes: [], ...usual, [name]: value }) ? value : usual[name],
    ];
  });
  const named = strata.length === 0 && definition.settings.includes("factors") ? [{ source: "site" as const }] : strata;
  return {
    ...kept,
    scheme,
    ...(Object.fromEntries(settings) as Partial<AllocationPlan>),
    strata: definition.adaptive ? named : named.map(unweighted),
    ...(cards === undefined || definition.adaptive ? {} : { cards }),
  };
}

function unweighted(stratum: AllocationPlan["strata"][number]): AllocationPlan["strata"][number] {
  const { weight: _weight, ...rest } = stratum;
  return rest;
}

/** Whether a scheme finds nothing wrong with its settings, the arms and the factors aside. */
function suits(scheme: SchemeKey, parameters: SchemeParameters): boolean {
  const { arms, blockSizes } = parameters;
  const round = arms.reduce((sum, { ratio }) => sum + ratio, 0);
  // A block of one round is no fault of the scheme's, but a document with one is refused: its last allocation is known.
  if (blockSizes.some((size) => size <= round)) return false;
  const found = validateScheme(
    scheme,
    parameters,
    arms.map(({ key }) => key),
  );
  return found.every(({ path }) => path.startsWith("/arms") || path.startsWith("/factors"));
}
