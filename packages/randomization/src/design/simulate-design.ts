import { accept, invariant, refuse, type Problem, type Result } from "@kendali/domain";
import { simulationGenerator, type SimulationGenerator } from "../generator/simulation-generator.ts";
import { schemes } from "../schemes/index.ts";
import { normalParameters } from "../schemes/normal-parameters.ts";
import { ratioSum, type ArmRatio, type SchemeDefinition } from "../schemes/scheme.ts";
import { stratumKey } from "../strata/stratum-key.ts";
import { balanceTally, type BalanceSummary, type BalanceTally, type DifferenceCount } from "./balance-tally.ts";
import { designWarnings, planProblems, type DesignPlan } from "./design-plan.ts";
import { openSimulatedTrial, type SimulatedTrial } from "./simulated-trial.ts";

/** Balance within one stratum at the end of a trial, over the simulated trials. */
export type StratumSummary = BalanceSummary & {
  readonly stratumKey: string;
  /** Participants expected from the shares, and found. */
  readonly expected: number;
  readonly participants: { readonly least: number; readonly mean: number; readonly most: number };
};

/** What a design does. Differences are largest minus smallest count ÷ ratio over the arms; at 1:1 plainly participants. */
export type DesignSimulation = {
  readonly simulations: { readonly planned: number; readonly completed: number };
  readonly isStopped: boolean;
  readonly seed: number;
  readonly overall: BalanceSummary & {
    /** Every difference that a trial ended with, ascending, and in how many of them. */
    readonly differences: readonly DifferenceCount[];
  };
  /** In the order of the plan; strata with the same values are one. */
  readonly strata: readonly StratumSummary[];
  /** The key of the stratum with the fewest expected participants. */
  readonly smallestStratum: string;
  readonly predictability: {
    /** Right guesses per allocation of somebody who knows every allocation before (and, under minimization, the factors). */
    readonly correctGuesses: number;
    /** Monte-Carlo standard error of that share. */
    readonly standardError: number;
    /** What the same guesser reaches knowing nothing but the ratio. */
    readonly byChance: number;
  };
  /** Problems with severity `warning`, with the params that their words need. */
  readonly warnings: readonly Problem[];
};

export type DesignControl = {
  /** Told after every step how many trials are done, of how many. */
  readonly onProgress?: (completed: number, planned: number) => void;
  /** Asked after every step; `true` ends the simulation with what there is. */
  readonly shouldStop?: () => boolean;
};

/**
 * Shows what a scheme does with the study's own strata and recruitment: balance overall and in each stratum,
 * predictability, the smallest stratum, and what to be warned of. Participants come from the strata at random by their
 * shares. The scheme's own code allocates, with the simulation generator in place of the secret one.
 *
 * Refuses (`protocol_invalid`) a plan that cannot be simulated, with every problem and its path.
 *
 * Source: ICH E9 section 2.3.2; Blackwell & Hodges 1957 (guessing the arm that is behind).
 */
export function simulateDesign(plan: DesignPlan, control: DesignControl = {}): Result<DesignSimulation> {
  const steps = designSteps(plan);
  if (!steps.ok) return steps;
  const run = steps.value;
  let next = run.next();
  while (next.done !== true) {
    control.onProgress?.(next.value.completed, plan.simulations);
    next = run.next(control.shouldStop?.() === true ? "stop" : undefined);
  }
  return accept(next.value);
}

export type DesignSteps = Generator<
  { readonly completed: number; readonly planned: number },
  DesignSimulation,
  "stop" | undefined
>;

/** Allocations in a step: some 20 ms. */
const STEP = 5_000;

/**
 * {@link simulateDesign} in steps, for a worker that answers messages between them: `next()` simulates some trials,
 * `next("stop")` ends with what there is. The answer does not depend on the steps.
 */
export function designSteps(plan: DesignPlan): Result<DesignSteps> {
  const problems = planProblems(plan);
  if (problems.length > 0) return refuse("protocol_invalid", { count: problems.length }, problems);
  return accept(stepsOf(plan));
}

type Guesses = { sum: number; squares: number };

function* stepsOf(plan: DesignPlan): DesignSteps {
  const strata = mergedStrata(plan);
  const { arms } = normalParameters(plan.parameters);
  const generator = simulationGenerator(BigInt(plan.seed));
  const openTrial = openSimulatedTrial(schemes[plan.scheme] satisfies SchemeDefinition, plan.parameters, {
    strata: strata.map(({ key }) => key),
    generator,
  });
  const overall = balanceTally(arms);
  const inStrata = strata.map(() => balanceTally(arms));
  const guesses: Guesses = { sum: 0, squares: 0 };
  const perStep = Math.max(1, Math.floor(STEP / plan.participants));
  let completed = 0;
  let isStopped = false;
  while (completed < plan.simulations && !isStopped) {
    const until = Math.min(plan.simulations, completed + perStep);
    for (; completed < until; completed += 1) {
      const trial = openTrial();
      recruit(trial, { participants: plan.participants, strata, generator });
      overall.add(trial.overall);
      trial.inStrata.forEach((counts, stratum) => inStrata[stratum]?.add(counts));
      const share = trial.guessed() / plan.participants;
      guesses.sum += share;
      guesses.squares += share * share;
    }
    isStopped = (yield { completed, planned: plan.simulations }) === "stop" && completed < plan.simulations;
  }
  return summary(plan, { strata, completed, isStopped, overall, inStrata, guesses });
}

type Stratum = { readonly key: string; readonly share: number };

function mergedStrata({ strata }: DesignPlan): Stratum[] {
  const shares = new Map<string, number>();
  for (const { values, share } of strata) {
    const key = stratumKey(values);
    invariant(key.ok, "a stratum without a value passed validation");
    shares.set(key.value, (shares.get(key.value) ?? 0) + share);
  }
  return [...shares].map(([key, share]) => ({ key, share }));
}

type Recruitment = {
  readonly participants: number;
  readonly strata: readonly Stratum[];
  readonly generator: SimulationGenerator;
};

function recruit(trial: SimulatedTrial, { participants, strata, generator }: Recruitment): void {
  const total = totalShare(strata);
  for (let participant = 0; participant < participants; participant += 1) {
    let drawn = strata.length === 1 ? 0 : generator.nextBelow(total);
    let stratum = 0;
    for (;;) {
      const share = strata[stratum]?.share ?? 0;
      if (drawn < share) break;
      drawn -= share;
      stratum += 1;
    }
    trial.allocate(stratum);
  }
}

function totalShare(strata: readonly Stratum[]): number {
  return strata.reduce((sum, { share }) => sum + share, 0);
}

type Simulated = {
  readonly strata: readonly Stratum[];
  readonly completed: number;
  readonly isStopped: boolean;
  readonly overall: BalanceTally;
  readonly inStrata: readonly BalanceTally[];
  readonly guesses: Guesses;
};

function summary(plan: DesignPlan, simulated: Simulated): DesignSimulation {
  const { strata, completed, isStopped, overall, inStrata, guesses } = simulated;
  const total = totalShare(strata);
  const smallest = strata.reduce((least, stratum) => (stratum.share < least.share ? stratum : least));
  const correctGuesses = guesses.sum / completed;
  const variance = Math.max(0, guesses.squares / completed - correctGuesses * correctGuesses);
  return {
    simulations: { planned: plan.simulations, completed },
    isStopped,
    seed: plan.seed,
    overall: { ...overall.summary(), differences: overall.differences() },
    strata: strata.map(({ key, share }, index) => {
      const tally = inStrata[index];
      invariant(tally !== undefined, "a stratum was not counted");
      const expected = (plan.participants * share) / total;
      return { stratumKey: key, expected, participants: tally.participants(), ...tally.summary() };
    }),
    smallestStratum: smallest.key,
    predictability: {
      correctGuesses,
      standardError: Math.sqrt(variance / completed),
      byChance: largestShare(plan.parameters.arms),
    },
    warnings: designWarnings(plan),
  };
}

function largestShare(arms: readonly ArmRatio[]): number {
  return Math.max(...arms.map(({ ratio }) => ratio)) / ratioSum(arms);
}
