import { invariant } from "@kendali/domain";
import { simulationGenerator } from "@kendali/randomization";
import { runOneProportion, type Alternative, type Interval, type MethodKey, type Outcome } from "@kendali/stats";
import { simulationDesigns, type ParametersOf } from "./designs/index.ts";
import { faultOf } from "./fault-of.ts";
import type { AnySimulationDesign, DesignParameters, SimulationDesignKey } from "./simulation-design.ts";

/** What to simulate. All of it is JSON; the same plan gives the same answer, to the last bit. */
export type SimulationPlan<Key extends SimulationDesignKey = SimulationDesignKey> = {
  [Design in Key]: {
    readonly design: Design;
    readonly parameters: ParametersOf<Design>;
    /** Simulated studies, 1 to 1,000,000. 10,000 place a power of 0.8 within ±0.008. */
    readonly simulations: number;
    /** A whole number ≥ 0 that a double holds. */
    readonly seed: number;
    /** A study rejects when its p is at most this; 0.05. */
    readonly significance?: number;
    /** `two_sided` unless said; `greater` means an effect above zero in the design's direction. */
    readonly alternative?: Alternative;
  };
}[Key];

/** How many of the simulated studies refused, by the code with which the method did. */
export type RefusedStudies = { readonly code: string; readonly count: number };

/** What the simulated studies gave. A study whose method refused counts among the completed and not among the rejected. */
export type PowerSimulation = {
  readonly design: SimulationDesignKey;
  readonly method: MethodKey;
  /** `power`: an effect is there to be found. `size`: there is none, and every rejection is a type I error. */
  readonly reading: "power" | "size";
  readonly significance: number;
  readonly alternative: Alternative;
  readonly seed: number;
  readonly simulations: { readonly planned: number; readonly completed: number };
  readonly isStopped: boolean;
  readonly rejected: number;
  readonly refused: readonly RefusedStudies[];
  /** Rejected of completed. */
  readonly estimate: number;
  /** Exact 95 % Monte-Carlo interval of the estimate (Clopper & Pearson 1934): what more simulations would narrow. */
  readonly interval: Interval;
  /** Smallest, mean and largest number analysed after drop-out. */
  readonly analysed: { readonly least: number; readonly mean: number; readonly most: number };
};

export type SimulationControl = {
  /** Told after every step how many studies are done, of how many. */
  readonly onProgress?: (completed: number, planned: number) => void;
  /** Asked after every step; `true` ends the simulation with what there is. */
  readonly shouldStop?: () => boolean;
  /** Studies in a step; unless said, as many as have 25,000 participants together, some 10 ms for most designs. */
  readonly stepSize?: number;
};

/**
 * Estimates power (or, without an effect, the type I error) by simulating studies and analysing each with the very method of
 * the final analysis: the share of p-values ≤ significance, with its Monte-Carlo interval and the refusals counted.
 * Refuses a plan with parameters outside their rules (`invalid_option`, with the parameter's name).
 * Source: Morris, White & Crowther (2019), Statistics in Medicine 38:2074.
 */
export function simulatePower(plan: SimulationPlan, control: SimulationControl = {}): Outcome<PowerSimulation> {
  const steps = simulationSteps(plan, control.stepSize);
  if (!steps.ok) return steps;
  const run = steps.result;
  let next = run.next();
  while (next.done !== true) {
    control.onProgress?.(next.value.completed, plan.simulations);
    next = run.next(control.shouldStop?.() === true ? "stop" : undefined);
  }
  return { ok: true, result: next.value };
}

/** Where a simulation stands between two steps. */
export type SimulationProgress = { readonly completed: number; readonly planned: number; readonly rejected: number };

export type SimulationSteps = Generator<SimulationProgress, PowerSimulation, "stop" | undefined>;

/**
 * {@link simulatePower} in steps, for a worker that answers messages between them: `next()` simulates up to `stepSize` studies,
 * `next("stop")` ends with what there is. The answer does not depend on the size of the steps.
 */
export function simulationSteps(plan: SimulationPlan, stepSize?: number): Outcome<SimulationSteps> {
  const fault = faultOf(plan);
  if (fault !== null) return { ok: false, refusal: { code: "invalid_option", params: { option: fault } } };
  return { ok: true, result: stepsOf(plan, Math.max(1, stepSize ?? 25_000 / enrolledIn(plan))) };
}

/** The same plan without an effect: its rejections are type I errors of the planned analysis. */
export function withoutEffect(plan: SimulationPlan): SimulationPlan {
  const design: AnySimulationDesign = simulationDesigns[plan.design];
  // The plan's type ties the parameters to the design; a lookup by key cannot carry that.
  return { ...plan, parameters: design.withoutEffect(plan.parameters as never) } as SimulationPlan;
}

/** Participants of one study: the sum of the parameters that count them. */
function enrolledIn(plan: SimulationPlan): number {
  const parameters: DesignParameters = plan.parameters;
  const { rules }: AnySimulationDesign = simulationDesigns[plan.design];
  return Object.entries(rules).reduce(
    (total, [name, rule]) => (rule.kind === "count" ? total + Number(parameters[name]) : total),
    0,
  );
}

type Tally = {
  completed: number;
  rejected: number;
  readonly refused: Map<string, number>;
  analysed: { least: number; total: number; most: number };
};

function* stepsOf(plan: SimulationPlan, stepSize: number): SimulationSteps {
  const design: AnySimulationDesign = simulationDesigns[plan.design];
  const trial = design.prepare(plan.parameters as never, plan.alternative ?? "two_sided");
  const generator = simulationGenerator(BigInt(plan.seed));
  const significance = plan.significance ?? 0.05;
  const tally: Tally = {
    completed: 0,
    rejected: 0,
    refused: new Map(),
    analysed: { least: Infinity, total: 0, most: 0 },
  };
  let isStopped = false;
  while (tally.completed < plan.simulations && !isStopped) {
    const until = Math.min(plan.simulations, tally.completed + stepSize);
    while (tally.completed < until) {
      const { outcome, analysed } = trial(generator);
      tally.completed += 1;
      if (typeof outcome === "string") tally.refused.set(outcome, (tally.refused.get(outcome) ?? 0) + 1);
      else if (outcome <= significance) tally.rejected += 1;
      tally.analysed.least = Math.min(tally.analysed.least, analysed);
      tally.analysed.most = Math.max(tally.analysed.most, analysed);
      tally.analysed.total += analysed;
    }
    const { completed, rejected } = tally;
    isStopped = (yield { completed, planned: plan.simulations, rejected }) === "stop" && completed < plan.simulations;
  }
  return answerOf(plan, tally, isStopped);
}

function answerOf(plan: SimulationPlan, tally: Tally, isStopped: boolean): PowerSimulation {
  const design: AnySimulationDesign = simulationDesigns[plan.design];
  const { completed, rejected, analysed } = tally;
  const share = runOneProportion({ events: rejected, total: completed }, { interval: "clopper_pearson" });
  invariant(share.ok, "a simulation that ran has completed at least one study");
  return {
    design: plan.design,
    method: design.method,
    reading: design.hasEffect(plan.parameters as never) ? "power" : "size",
    significance: plan.significance ?? 0.05,
    alternative: plan.alternative ?? "two_sided",
    seed: plan.seed,
    simulations: { planned: plan.simulations, completed },
    isStopped,
    rejected,
    refused: [...tally.refused].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count),
    estimate: rejected / completed,
    interval: share.result.interval,
    analysed: { least: analysed.least, mean: analysed.total / completed, most: analysed.most },
  };
}
