import { invariant } from "@kendali/domain";
import { MAX_UNIT, stratumDraws } from "../generator/stratum-draws.ts";
import type { RandomizationList } from "./allocation-at.ts";
import { schemes } from "./index.ts";
import { normalParameters } from "./normal-parameters.ts";
import type { AdaptiveDecision, AdaptiveTrial, SchemeDefinition } from "./scheme.ts";
import { parameterProblems } from "./validate-scheme.ts";

/** An allocation that was made: the participant's factor values as `stratumKey` writes them, and the arm. */
export type LoggedAllocation = { readonly stratumKey: string; readonly armKey: string };

/** The one sequence of a scheme that looks back: every participant of the study draws from it, whatever their strata. */
const SEQUENCE_KEY = "{}";

/**
 * The arm of the next participant under a scheme that looks back (minimization), replayable from the secret, the
 * participant's factor values and the allocations before. The slot is how many there are; their order does not matter,
 * because the state is a count. Each slot draws from its own unit of the sequence's generator.
 *
 * `stratumKey` and those in `earlier` are made by `stratumKey`, which refuses missing values; a key without one of the
 * factors, a scheme with lists or parameters that were not validated are bugs and throw.
 *
 * Source: ICH E9 section 2.3.2; Pocock & Simon 1975.
 */
export function adaptiveAllocation({
  stratumKey,
  earlier,
  ...list
}: RandomizationList & {
  readonly stratumKey: string;
  readonly earlier: readonly LoggedAllocation[];
}): AdaptiveDecision {
  const trial = openAdaptiveTrial(list);
  for (const allocation of earlier) trial.record(allocation.stratumKey, allocation.armKey);
  return trial.decide(stratumKey, earlier.length);
}

/**
 * The running state of a study under a scheme that looks back, with nobody allocated: `record` what the log holds, then
 * `decide`. For verification and simulation, where rebuilding the state for each participant would take too long.
 */
export function openAdaptiveTrial({ scheme, parameters, secret }: RandomizationList): AdaptiveTrial {
  const problems = parameterProblems(scheme, parameters);
  invariant(
    problems.length === 0,
    `allocation parameters were not validated: ${problems.map((p) => p.code).join(", ")}`,
  );
  const definition: SchemeDefinition = schemes[scheme];
  invariant(definition.adaptive, `the scheme ${scheme} has lists; it does not look back`);
  const trial = definition.openTrial(normalParameters(parameters), stratumDraws(secret, SEQUENCE_KEY));
  return {
    record: trial.record,
    decide: (stratumKey, slot) => {
      invariant(Number.isInteger(slot) && slot >= 0 && slot <= MAX_UNIT, `slot ${slot} is outside the sequence`);
      return trial.decide(stratumKey, slot);
    },
  };
}
