import { invariant, readJson, type Protocol, type Result } from "@kendali/domain";
import {
  designSteps,
  exactPredictability,
  validateStudyDocument,
  type DesignPlan,
  type DesignSimulation,
} from "@kendali/randomization";

import { serveSteps, type Steps } from "../worker/serve-steps.ts";

/** Designs to simulate one after the other, the chosen one first; or a protocol file to read. */
export type DesignJob =
  | { readonly kind: "simulate"; readonly plans: readonly DesignPlan[] }
  | { readonly kind: "read"; readonly text: string };

export type DesignProgress = { readonly completed: number; readonly planned: number };

/** One simulated plan; `exact` is the predictability that needs no simulation, where there is one. */
export type SimulatedPlan = {
  readonly plan: DesignPlan;
  readonly simulation: DesignSimulation;
  readonly exact: number | null;
};

export type DesignAnswer =
  | { readonly kind: "simulate"; readonly simulated: readonly SimulatedPlan[] }
  | { readonly kind: "read"; readonly read: Result<Protocol> };

serveSteps(function* work(job: DesignJob): Steps<DesignProgress, DesignAnswer> {
  if (job.kind === "simulate") return { kind: "simulate", simulated: yield* simulateAll(job.plans) };
  const document = readJson(job.text);
  return { kind: "read", read: document.ok ? validateStudyDocument(document.value) : document };
});

/** Stops with what there is; a plan that no trial was made of is left out. */
function* simulateAll(plans: readonly DesignPlan[]): Steps<DesignProgress, readonly SimulatedPlan[]> {
  const planned = plans.reduce((sum, { simulations }) => sum + simulations, 0);
  const simulated: SimulatedPlan[] = [];
  let before = 0;
  for (const plan of plans) {
    const steps = designSteps(plan);
    invariant(steps.ok, "a plan that cannot be simulated was sent to the worker");
    let step = steps.value.next();
    while (step.done !== true) {
      const isStopped = yield { completed: before + step.value.completed, planned };
      step = steps.value.next(isStopped === true ? "stop" : undefined);
    }
    const exact = exactPredictability(plan);
    simulated.push({ plan, simulation: step.value, exact });
    if (step.value.isStopped) return simulated;
    before += plan.simulations;
  }
  return simulated;
}
