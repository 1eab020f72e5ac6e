import { exactProperties } from "../properties/exact-properties.ts";
import { rationalToNumber } from "../properties/rational.ts";
import { schemes } from "../schemes/index.ts";
import { normalParameters } from "../schemes/normal-parameters.ts";
import type { SchemeDefinition } from "../schemes/scheme.ts";
import type { DesignPlan } from "./design-plan.ts";

/** Exact fractions of more participants take longer than anybody waits for. */
const MOST_PARTICIPANTS = 200;

/**
 * The expected share of right guesses of somebody who knows every allocation before, from the exact properties of the
 * scheme instead of simulated trials: in (0, 1), what `simulateDesign` estimates. A stratum holds a binomial number of the
 * participants. Null where there is no exact value: a scheme without lists, arms that are not two of equal ratio, more
 * than 200 participants. The plan is one in which `simulateDesign` finds nothing wrong.
 *
 * Source: Blackwell & Hodges 1957, Ann. Math. Stat. 28:449.
 */
export function exactPredictability({ scheme, parameters, strata, participants }: DesignPlan): number | null {
  const definition: SchemeDefinition = schemes[scheme];
  const [first, second] = parameters.arms;
  const isTwoEqual = parameters.arms.length === 2 && first?.ratio === second?.ratio;
  if (definition.adaptive || !isTwoEqual || participants > MOST_PARTICIPANTS) return null;
  const model = definition.chanceModel(normalParameters(parameters));
  const guesses = exactProperties(model, participants).correctGuessesByStep.map(rationalToNumber);
  const total = strata.reduce((sum, { share }) => sum + share, 0);
  const right = strata.reduce(
    (sum, { share }) => sum + expectation(guesses, binomialProbabilities(participants, share / total)),
    0,
  );
  return right / participants;
}

/** Right guesses in a stratum; `guesses[m − 1]` are those of its first m participants, of none there are none. */
function expectation(guesses: readonly number[], probabilities: readonly number[]): number {
  return guesses.reduce((sum, right, index) => sum + right * (probabilities[index + 1] ?? 0), 0);
}

/** The chances of 0 to `size` successes; built from the logarithms, so that small shares of many do not vanish. */
function binomialProbabilities(size: number, chance: number): readonly number[] {
  if (chance >= 1) return Array.from({ length: size + 1 }, (_, count) => (count === size ? 1 : 0));
  const odds = Math.log(chance) - Math.log1p(-chance);
  let logarithm = size * Math.log1p(-chance);
  return Array.from({ length: size + 1 }, (_, count) => {
    if (count > 0) logarithm += odds + Math.log((size - count + 1) / count);
    return Math.exp(logarithm);
  });
}
