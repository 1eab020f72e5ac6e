import { simulationGenerator, type SimulationGenerator } from "@kendali/randomization";
import {
  armsRoom,
  runMannWhitney,
  runMultiplicity,
  runOneProportion,
  runTwoProportions,
  testAncovaArms,
  type ArmsRoom,
} from "@kendali/stats";
import { drawAnalysed, drawCount, record } from "../simulation/draw-outcomes.ts";
import type { PowerSimulation } from "../simulation/simulate-power.ts";

/** A share of simulated studies with its exact 95 % Monte Carlo interval (Clopper & Pearson 1934). */
export type PowerShare = { readonly estimate: number; readonly lower: number; readonly upper: number };

/** How often one arm's comparison with the reference is found. */
export type ComparisonPower = {
  readonly arm: string;
  /** `power`: a difference is supposed. `size`: none is, and every finding is an error. */
  readonly reading: PowerSimulation["reading"];
  /** Its own p at most the significance level: what a sample size of each comparison alone is planned for. */
  readonly alone: PowerShare;
  /** Holm's p at most the significance level; null where the plan does not adjust. */
  readonly adjusted: PowerShare | null;
};

/** What the assumptions imply for every comparison of a trial of more than two arms, and for them together. */
export type SeveralPowers = {
  readonly analysis: string;
  readonly outcome: string;
  readonly method: PowerSimulation["method"];
  readonly significance: number;
  readonly adjustment: "holm" | "none" | "not_stated";
  readonly reference: string;
  readonly simulations: { readonly planned: number; readonly completed: number };
  readonly comparisons: readonly ComparisonPower[];
  /**
   * Of several supposed differences, by the p that decides (Holm's where the plan adjusts): every one of them found, and at least
   * one. Null where fewer than two are supposed.
   */
  readonly together: { readonly all: PowerShare; readonly atLeastOne: PowerShare } | null;
  /** At least one found where none is supposed: the family-wise error. Null where every arm is supposed to differ. */
  readonly falsely: PowerShare | null;
  /** Mean number analysed after drop-out, missed visits and missing answers. */
  readonly analysed: number;
};

/** One arm as it is simulated: the reference first. */
export type SimulatedArm = { readonly arm: string; readonly size: number; readonly change: number };

export type SeveralPlan = {
  readonly method: "ancova" | "two_proportions" | "mann_whitney";
  readonly arms: readonly [SimulatedArm, SimulatedArm, ...SimulatedArm[]];
  readonly mean: number;
  readonly sd: number;
  readonly correlation: number;
  /** The step in which a measurement is recorded. */
  readonly unit: number;
  /** Share of participants without the outcome or its baseline. */
  readonly lost: number;
  readonly significance: number;
  readonly adjustment: SeveralPowers["adjustment"];
  readonly simulations: number;
  readonly seed: number;
  /** Draws a value of an ordered outcome at a level. */
  readonly drawOrdered: (generator: SimulationGenerator, level: number) => number;
};

/** Each compared arm's p in one simulated study, null where the method refused, and how many were analysed. */
type Study = { readonly p: readonly (number | null)[]; readonly analysed: number };

/** Studies between two looks at whether to stop. */
const stepSize = 20;

/**
 * Draws whole trials of more than two arms and compares every arm with the reference in each, with the very methods of the final
 * analysis (one ANCOVA of all arms, or the tests of each pair) and Holm's adjustment where the plan asks for it: one draw decides
 * all comparisons, so that what is said of them together holds their common control.
 */
export function* severalArmsPower(
  plan: SeveralPlan,
): Generator<
  { readonly completed: number; readonly planned: number },
  Omit<SeveralPowers, "analysis" | "outcome"> | null,
  boolean | undefined
> {
  const generator = simulationGenerator(BigInt(plan.seed));
  const draw = studiesOf(plan, generator);
  const [reference, ...compared] = plan.arms;
  const tally = openTally(plan);
  let completed = 0;
  for (let isStopped = false; completed < plan.simulations && !isStopped;) {
    tally.add(draw());
    completed += 1;
    if (completed % stepSize === 0) isStopped = (yield { completed, planned: plan.simulations }) === true;
  }
  const shareOf = (count: number): PowerShare | null => {
    const share = runOneProportion({ events: count, total: completed }, { interval: "clopper_pearson" });
    if (!share.ok) return null;
    return {
      estimate: count / completed,
      lower: share.result.interval.lower ?? 0,
      upper: share.result.interval.upper ?? 1,
    };
  };
  const comparisons = compared.flatMap(({ arm }, k): ComparisonPower[] => {
    const alone = shareOf(tally.alone[k] ?? 0);
    if (alone === null) return [];
    const adjusted = plan.adjustment === "holm" ? shareOf(tally.decided[k] ?? 0) : null;
    return [{ arm, reading: tally.supposed.includes(k) ? "power" : "size", alone, adjusted }];
  });
  if (comparisons.length === 0) return null;
  const [all, atLeastOne] = [shareOf(tally.all()), shareOf(tally.atLeastOne())];
  return {
    method: plan.method,
    significance: plan.significance,
    adjustment: plan.adjustment,
    reference: reference.arm,
    simulations: { planned: plan.simulations, completed },
    comparisons,
    together: tally.supposed.length < 2 || all === null || atLeastOne === null ? null : { all, atLeastOne },
    falsely: tally.supposed.length === compared.length ? null : shareOf(tally.falsely()),
    analysed: tally.analysed() / completed,
  };
}

/** Counts of what simulated studies find, by each comparison's own p and by the one that decides. */
function openTally({ arms, significance, adjustment }: SeveralPlan) {
  const [reference, ...compared] = arms;
  const supposed = compared.flatMap(({ change }, k) => (change === reference.change ? [] : [k]));
  const alone = new Float64Array(compared.length);
  const decided = new Float64Array(compared.length);
  let [all, atLeastOne, falsely, analysed] = [0, 0, 0, 0];
  return {
    supposed,
    alone,
    decided,
    add: (study: Study): void => {
      const finds = (values: readonly (number | null)[]) => values.map((p) => p !== null && p <= significance);
      const own = finds(study.p);
      const decisive = adjustment === "holm" ? finds(holm(study.p)) : own;
      for (const k of compared.keys()) {
        if (own[k] === true) alone[k] = (alone[k] ?? 0) + 1;
        if (decisive[k] === true) decided[k] = (decided[k] ?? 0) + 1;
      }
      if (supposed.every((k) => decisive[k])) all += 1;
      if (supposed.some((k) => decisive[k])) atLeastOne += 1;
      if (decisive.some((isFound, k) => isFound && !supposed.includes(k))) falsely += 1;
      analysed += study.analysed;
    },
    all: () => all,
    atLeastOne: () => atLeastOne,
    falsely: () => falsely,
    analysed: () => analysed,
  };
}

function holm(p: readonly (number | null)[]): readonly (number | null)[] {
  const outcome = runMultiplicity({ p }, { variant: "holm", tests: p.length });
  return outcome.ok ? outcome.result.details.adjusted : p;
}

function studiesOf(plan: SeveralPlan, generator: SimulationGenerator): () => Study {
  switch (plan.method) {
    case "ancova":
      return ancovaStudies(plan, generator);
    case "two_proportions":
      return proportionStudies(plan, generator);
    case "mann_whitney":
      return rankStudies(plan, generator);
  }
}

function ancovaStudies(plan: SeveralPlan, generator: SimulationGenerator): () => Study {
  const { arms, correlation, lost, sd, unit } = plan;
  const rest = Math.sqrt(1 - correlation * correlation);
  const most = arms.reduce((sum, { size }) => sum + size, 0);
  const [outcome, arm, baseline] = [new Float64Array(most), new Float64Array(most), new Float64Array(most)];
  const rooms = new Map<number, ArmsRoom>();
  return () => {
    let rows = 0;
    for (const [at, { size, change }] of arms.entries()) {
      const until = rows + drawAnalysed(generator, size, lost);
      for (; rows < until; rows += 1) {
        const z = generator.nextNormal();
        arm[rows] = at;
        baseline[rows] = record(sd * z, unit);
        outcome[rows] = record(change + sd * (correlation * z + rest * generator.nextNormal()), unit);
      }
    }
    const room = rooms.get(rows) ?? armsRoom(rows, { arms: arms.length, covariates: 1 });
    rooms.set(rows, room);
    const cut = (values: Float64Array): Float64Array => values.subarray(0, rows);
    const p = testAncovaArms({ outcome: cut(outcome), arm: cut(arm), covariates: [cut(baseline)] }, room);
    return { p: typeof p === "string" ? arms.slice(1).map(() => null) : p, analysed: rows };
  };
}

type Counts = { readonly events: number; readonly total: number };

function proportionStudies(plan: SeveralPlan, generator: SimulationGenerator): () => Study {
  const { arms, lost, mean } = plan;
  // Few different tables occur: each is analysed once.
  const known = new Map<string, number | null>();
  const pOf = (first: Counts, second: Counts): number | null => {
    const name = `${first.events}/${first.total} ${second.events}/${second.total}`;
    const found = known.get(name);
    if (found !== undefined) return found;
    const tested = runTwoProportions({ first, second }, { p: "fisher" });
    const p = tested.ok ? tested.result.p.value : null;
    known.set(name, p);
    return p;
  };
  return () => {
    const drawn = arms.map(({ size, change }): Counts => {
      const total = drawAnalysed(generator, size, lost);
      return { total, events: drawCount(generator, total, Math.min(1, Math.max(0, mean + change))) };
    });
    const [reference = { events: 0, total: 0 }, ...compared] = drawn;
    return {
      p: compared.map((counts) => pOf(counts, reference)),
      analysed: drawn.reduce((sum, { total }) => sum + total, 0),
    };
  };
}

function rankStudies(plan: SeveralPlan, generator: SimulationGenerator): () => Study {
  const { arms, drawOrdered, lost, mean } = plan;
  return () => {
    const drawn = arms.map(({ size, change }) =>
      Array.from({ length: drawAnalysed(generator, size, lost) }, () => drawOrdered(generator, mean + change)),
    );
    const [second = [], ...compared] = drawn;
    return {
      p: compared.map((first) => {
        const tested = runMannWhitney({ first, second });
        return tested.ok ? (tested.result.p?.value ?? null) : null;
      }),
      analysed: drawn.reduce((sum, { length }) => sum + length, 0),
    };
  };
}
