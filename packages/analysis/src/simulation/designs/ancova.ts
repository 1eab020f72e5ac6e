import { ancovaRoom, runAncova, testAncovaArm, type Alternative, type AncovaRoom } from "@kendali/stats";
import { drawAnalysed, drawOutcome, record, type OutcomeShape } from "../draw-outcomes.ts";
import type { SimulatedStudy, SimulationDesign, Trial } from "../simulation-design.ts";
import { difference, dropOut, enrolled, shape, standardDeviation, unit } from "./rules.ts";

/**
 * Two arms with a baseline: `delta` is compared less reference arm, `sd` that of the outcome within an arm, `correlation` that
 * of baseline with outcome within an arm. The baseline is normal with the same `sd`; the rest of the outcome has the shape.
 */
export type AncovaDesign = {
  readonly nReference: number;
  readonly nCompared: number;
  readonly delta: number;
  readonly sd: number;
  readonly correlation: number;
  readonly dropOut: number;
  readonly shape: OutcomeShape;
  readonly unit: number;
  readonly covariance: "classical" | "hc2" | "hc3";
};

export const ancova: SimulationDesign<AncovaDesign> = {
  key: "ancova",
  method: "ancova",
  direction: "second_minus_first",
  rules: {
    nReference: enrolled,
    nCompared: enrolled,
    delta: difference,
    sd: standardDeviation,
    correlation: { kind: "number", above: -1, below: 1 },
    dropOut,
    shape,
    unit,
    covariance: { kind: "choice", choices: ["classical", "hc2", "hc3"] },
  },
  example: {
    nReference: 50,
    nCompared: 50,
    delta: 0.5,
    sd: 1,
    correlation: 0.5,
    dropOut: 0,
    shape: "normal",
    unit: 0,
    covariance: "classical",
  },
  hasEffect: ({ delta }) => delta !== 0,
  withoutEffect: (parameters) => ({ ...parameters, delta: 0 }),
  prepare: (parameters, alternative): Trial => {
    const { nReference, nCompared, delta, sd, correlation } = parameters;
    const rest = Math.sqrt(1 - correlation * correlation);
    const rows = rowRooms(nReference + nCompared);
    return (generator) => {
      const reference = drawAnalysed(generator, nReference, parameters.dropOut);
      const analysed = reference + drawAnalysed(generator, nCompared, parameters.dropOut);
      const { outcome, arm, baseline } = rows(analysed);
      for (let i = 0; i < analysed; i += 1) {
        const z = generator.nextNormal();
        const isCompared = i < reference ? 0 : 1;
        const error = rest * drawOutcome(generator, parameters.shape);
        arm[i] = isCompared;
        baseline[i] = record(sd * z, parameters.unit);
        outcome[i] = record(delta * isCompared + sd * (correlation * z + error), parameters.unit);
      }
      return { outcome: analyse(rows(analysed), parameters.covariance, alternative), analysed };
    };
  },
};

type Rows = {
  readonly outcome: Float64Array;
  readonly arm: Float64Array;
  readonly baseline: Float64Array;
  readonly room: AncovaRoom;
};

/** Arrays and room for each number of rows that drop-out leaves, made when it first happens. */
function rowRooms(most: number): (rows: number) => Rows {
  const made = new Map<number, Rows>();
  const [outcome, arm, baseline] = [new Float64Array(most), new Float64Array(most), new Float64Array(most)];
  return (rows) => {
    const found = made.get(rows);
    if (found !== undefined) return found;
    const cut = (values: Float64Array): Float64Array => values.subarray(0, rows);
    const fresh = { outcome: cut(outcome), arm: cut(arm), baseline: cut(baseline), room: ancovaRoom(rows, 1) };
    made.set(rows, fresh);
    return fresh;
  };
}

function analyse(
  { outcome, arm, baseline, room }: Rows,
  covariance: AncovaDesign["covariance"],
  alternative: Alternative,
): SimulatedStudy["outcome"] {
  if (covariance === "classical") {
    const tested = testAncovaArm({ outcome, arm, covariates: [baseline] }, room, alternative);
    return typeof tested === "string" ? tested : tested.p;
  }
  const covariates = [{ name: "baseline", kind: "numeric" as const, values: Array.from(baseline) }];
  const full = runAncova(
    { outcome: Array.from(outcome), arm: Array.from(arm), armLevels: [0, 1], covariates },
    { covariance, alternative, checkAssumptions: false },
  );
  return full.ok ? full.result.p.value : full.refusal.code;
}
