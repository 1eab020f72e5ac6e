import type { Problem } from "@kendali/domain";
import { schemes } from "../schemes/index.ts";
import type { SchemeDefinition, SchemeKey, SchemeParameters } from "../schemes/scheme.ts";
import { wholeNumberProblems } from "../schemes/setting-problems.ts";
import { parameterProblems } from "../schemes/validate-scheme.ts";
import { stratumKey } from "../strata/stratum-key.ts";

/** One combination of factor values that participants can have, and how many come from it relative to the others. */
export type DesignStratum = {
  readonly values: Readonly<Record<string, string | number | boolean>>;
  /** A whole number from 1 on: 3 and 1 mean three from the first for each one from the second. */
  readonly share: number;
};

/** What to simulate. All of it is JSON; the same plan gives the same answer, to the last bit. */
export type DesignPlan = {
  readonly scheme: SchemeKey;
  readonly parameters: SchemeParameters;
  /** Every stratum of the study; one with no values when there is no stratification. */
  readonly strata: readonly DesignStratum[];
  /** Participants of each simulated trial. */
  readonly participants: number;
  /** Simulated trials. */
  readonly simulations: number;
  /** A whole number ≥ 0 that a double holds. */
  readonly seed: number;
  /** One site, whose staff see which treatment is given. */
  readonly isSingleOpenSite: boolean;
};

/** The most strata that a design is simulated with. */
export const MOST_STRATA = 10_000;

/** Why a plan cannot be simulated. A fixed block of two can: seeing it is the best argument against it. */
export function planProblems(plan: DesignPlan): Problem[] {
  const { scheme, parameters, strata, participants, simulations, seed } = plan;
  const unusable = parameterProblems(scheme, parameters).filter(({ code }) => code !== "allocation_fixed_block_of_two");
  const factors = parameters.factors ?? [];
  return [
    ...unusable.map((problem) => ({ ...problem, path: `/parameters${problem.path}` })),
    ...wholeNumberProblems({ path: "/participants", value: participants, min: 1, max: 100_000 }),
    ...wholeNumberProblems({ path: "/simulations", value: simulations, min: 1, max: 100_000 }),
    ...wholeNumberProblems({ path: "/seed", value: seed, min: 0, max: Number.MAX_SAFE_INTEGER }),
    ...wholeNumberProblems({ path: "/strata", value: strata.length, min: 1, max: MOST_STRATA }),
    ...strata.flatMap(({ values, share }, index): Problem[] => {
      const path = `/strata/${index}`;
      const key = stratumKey({ ...Object.fromEntries(factors.map((factor) => [factor.key, undefined])), ...values });
      const missing = key.ok ? [] : (key.refusal.problems ?? []);
      return [
        ...wholeNumberProblems({ path: `${path}/share`, value: share, min: 1, max: 100_000 }),
        ...missing.map((problem) => ({ ...problem, path: `${path}/values/${problem.path}` })),
      ];
    }),
  ];
}

/**
 * What a designer should be warned of before a protocol is approved, each with the numbers its words need. The plan is one
 * in which `planProblems` finds nothing.
 *
 * Source: ICH E9 section 2.3.2 (block size and predictability); Therneau 1993 and Kernan et al. 1999 (overstratification);
 * Scott et al. 2002 (deterministic minimization).
 */
export function designWarnings(plan: DesignPlan): Problem[] {
  const { scheme, parameters, isSingleOpenSite } = plan;
  const definition: SchemeDefinition = schemes[scheme];
  const { blockSizes } = parameters;
  const warnings = parameterProblems(scheme, parameters).filter(({ code }) => code === "allocation_fixed_block_of_two");
  const [size] = blockSizes;
  if (isSingleOpenSite && blockSizes.length === 1 && size !== undefined && size > 2)
    warnings.push({ path: "/blockSizes", code: "allocation_fixed_blocks_open_site", params: { size } });
  if (definition.adaptive) {
    if (definition.deterministic(parameters))
      warnings.push({ path: "/coin", code: "allocation_deterministic", params: {} });
  } else warnings.push(...stratumWarnings(plan, definition.leastPerStratum(parameters)));
  return warnings.map((warning) => ({ ...warning, severity: "warning" }));
}

/** `least` is what a stratum needs, null when lists of a stratum are of no use at all. */
function stratumWarnings({ strata, participants }: DesignPlan, least: number | null): Problem[] {
  const count = strata.length;
  if (count < 2) return [];
  if (least === null) return [{ path: "/strata", code: "allocation_strata_without_effect", params: { strata: count } }];
  const needed = count * least;
  if (needed > participants)
    return [{ path: "/strata", code: "allocation_too_many_strata", params: { strata: count, needed, participants } }];
  const total = strata.reduce((sum, { share }) => sum + share, 0);
  const smallest = Math.min(...strata.map(({ share }) => share));
  const expected = Math.round((10 * participants * smallest) / total) / 10;
  return expected < least
    ? [{ path: "/strata", code: "allocation_stratum_too_small", params: { expected, needed: least } }]
    : [];
}
