import { simulationSteps, withoutEffect, type PowerSimulation, type SimulationProgress } from "@kendali/analysis";
import type { Outcome } from "@kendali/stats";

import { serveSteps, type Steps } from "../worker/serve-steps.ts";
import type { SimulationJob } from "./plan-simulation.ts";

serveSteps(function* simulate({ plan, checks }: SimulationJob): Steps<SimulationProgress, Outcome<PowerSimulation>> {
  const steps = simulationSteps(checks === "size" ? withoutEffect(plan) : plan);
  if (!steps.ok) return steps;
  let step = steps.result.next();
  while (step.done !== true) {
    const isStopped = yield step.value;
    step = steps.result.next(isStopped === true ? "stop" : undefined);
  }
  return { ok: true, result: step.value };
});
