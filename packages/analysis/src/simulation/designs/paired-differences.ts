import type { Alternative } from "@kendali/stats";
import type { SimulationGenerator } from "@kendali/randomization";
import { drawAnalysed, drawOutcome, record, type OutcomeShape } from "../draw-outcomes.ts";
import type { SimulatedStudy, SimulationDesign, Trial } from "../simulation-design.ts";
import { difference, dropOut, enrolled, shape, standardDeviation, unit } from "./rules.ts";

/** Pairs measured twice: `delta` and `sd` are mean and standard deviation of second minus first. */
export type PairedDifferences = {
  readonly n: number;
  readonly delta: number;
  readonly sd: number;
  readonly dropOut: number;
  readonly shape: OutcomeShape;
  readonly unit: number;
};

type Analyse = (differences: Float64Array, alternative: Alternative) => SimulatedStudy["outcome"];

/** What the designs that analyse differences within pairs have in common: everything but the analysis. */
export function pairedDifferences(
  method: "paired_t" | "wilcoxon_signed_rank",
  analyse: Analyse,
): SimulationDesign<PairedDifferences> {
  return {
    key: method,
    method,
    direction: "second_minus_first",
    rules: { n: enrolled, delta: difference, sd: standardDeviation, dropOut, shape, unit },
    example: { n: 34, delta: 0.5, sd: 1, dropOut: 0, shape: "normal", unit: 0 },
    hasEffect: ({ delta }) => delta !== 0,
    withoutEffect: (parameters) => ({ ...parameters, delta: 0 }),
    prepare: (parameters, alternative): Trial => {
      const room = new Float64Array(parameters.n);
      return (generator) => {
        const analysed = drawAnalysed(generator, parameters.n, parameters.dropOut);
        const differences = room.subarray(0, analysed);
        fill(differences, parameters, generator);
        return { outcome: analyse(differences, alternative), analysed };
      };
    },
  };
}

function fill(into: Float64Array, parameters: PairedDifferences, generator: SimulationGenerator): void {
  for (let i = 0; i < into.length; i += 1)
    into[i] = record(parameters.delta + parameters.sd * drawOutcome(generator, parameters.shape), parameters.unit);
}
