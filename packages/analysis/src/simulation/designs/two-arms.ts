import type { Alternative } from "@kendali/stats";
import { drawAnalysed, drawOutcome, record, type OutcomeShape } from "../draw-outcomes.ts";
import type { ParameterRule, SimulatedStudy, SimulationDesign, Trial } from "../simulation-design.ts";
import { difference, dropOut, enrolled, shape, standardDeviation, unit } from "./rules.ts";

/** Two arms with a continuous outcome: `delta` is the mean of the first less that of the second; standard deviations per arm. */
export type TwoArms = {
  readonly nFirst: number;
  readonly nSecond: number;
  readonly delta: number;
  readonly sdFirst: number;
  readonly sdSecond: number;
  readonly dropOut: number;
  readonly shape: OutcomeShape;
  readonly unit: number;
};

export const twoArmsRules = {
  nFirst: enrolled,
  nSecond: enrolled,
  delta: difference,
  sdFirst: standardDeviation,
  sdSecond: standardDeviation,
  dropOut,
  shape,
  unit,
} as const satisfies Readonly<Record<string, ParameterRule>>;

export const twoArmsExample = {
  nFirst: 64,
  nSecond: 64,
  delta: 0.5,
  sdFirst: 1,
  sdSecond: 1,
  dropOut: 0,
  shape: "normal",
  unit: 0,
} as const;

type Analyse<Parameters> = (
  first: Float64Array,
  second: Float64Array,
  test: { readonly parameters: Parameters; readonly alternative: Alternative },
) => SimulatedStudy["outcome"];

/** What the designs that compare two independent groups of outcomes have in common: everything but the analysis. */
export function twoArms<Parameters extends TwoArms>(
  design: Pick<SimulationDesign<Parameters>, "key" | "method" | "rules" | "example">,
  analyse: Analyse<Parameters>,
): SimulationDesign<Parameters> {
  return {
    ...design,
    direction: "first_minus_second",
    hasEffect: ({ delta }) => delta !== 0,
    withoutEffect: (parameters) => ({ ...parameters, delta: 0 }),
    prepare: (parameters, alternative): Trial => {
      const rooms = [new Float64Array(parameters.nFirst), new Float64Array(parameters.nSecond)] as const;
      return (generator) => {
        const [first, second] = rooms.map((room, arm) => {
          const group = room.subarray(0, drawAnalysed(generator, room.length, parameters.dropOut));
          const [mean, sd] = arm === 0 ? [parameters.delta, parameters.sdFirst] : [0, parameters.sdSecond];
          for (let i = 0; i < group.length; i += 1)
            group[i] = record(mean + sd * drawOutcome(generator, parameters.shape), parameters.unit);
          return group;
        }) as [Float64Array, Float64Array];
        return { outcome: analyse(first, second, { parameters, alternative }), analysed: first.length + second.length };
      };
    },
  };
}
