import type { Outcome } from "@kendali/stats";

import type { PlanJob } from "./plan-state.ts";
import { solvePlan, type SolvedPlan } from "./solve-plan.ts";

export type SolvedJob = { readonly job: PlanJob; readonly outcome: Outcome<SolvedPlan> };

addEventListener("message", ({ data }: MessageEvent<PlanJob>) => {
  const solved: SolvedJob = { job: data, outcome: solvePlan(data) };
  postMessage(solved);
});
