import { simulationDesigns } from "./designs/index.ts";
import type { AnySimulationDesign, DesignParameters, ParameterRule } from "./simulation-design.ts";
import type { SimulationPlan } from "./simulate-power.ts";

/** Simulated studies in one plan. */
export const mostSimulations = 1_000_000;

/** The name of the first part of a plan that is outside its rule, or `null`. Plans come from forms and files. */
export function faultOf(plan: SimulationPlan): string | null {
  if (!Object.hasOwn(simulationDesigns, plan.design)) return "design";
  const design: AnySimulationDesign = simulationDesigns[plan.design];
  const { significance = 0.05, alternative = "two_sided", simulations, seed } = plan;
  if (!isWhole(simulations, 1, mostSimulations)) return "simulations";
  if (!isWhole(seed, 0, Number.MAX_SAFE_INTEGER)) return "seed";
  if (!(typeof significance === "number" && significance > 0 && significance < 1)) return "significance";
  const alternatives = design.isTwoSidedOnly === true ? ["two_sided"] : ["two_sided", "greater", "less"];
  if (!alternatives.includes(alternative)) return "alternative";
  const parameters: DesignParameters | null | undefined = plan.parameters;
  if (typeof parameters !== "object" || parameters === null) return "parameters";
  const broken = Object.entries(design.rules).find(([name, rule]) => !keeps(rule, parameters[name]));
  return broken?.[0] ?? design.fault?.(plan.parameters as never) ?? null;
}

function keeps(rule: ParameterRule, value: unknown): boolean {
  if (rule.kind === "choice") return typeof value === "string" && rule.choices.includes(value);
  if (typeof value !== "number") return false;
  if (rule.kind === "count") return isWhole(value, rule.least, rule.most);
  const { above = -largest, from = -largest, below = largest, to = largest } = rule;
  return value > above && value >= from && value < below && value <= to;
}

/** Simulated outcomes of this size still have moments that a double holds. */
const largest = 1e60;

function isWhole(value: unknown, least: number, most: number): boolean {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= least && value <= most;
}
