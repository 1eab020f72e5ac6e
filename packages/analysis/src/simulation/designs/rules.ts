import { outcomeShapes } from "../draw-outcomes.ts";
import type { ParameterRule } from "../simulation-design.ts";

/** Participants enrolled, per arm, or pairs. */
export const enrolled: ParameterRule = { kind: "count", least: 2, most: 100_000 };
/** A difference in the unit of the outcome. */
export const difference: ParameterRule = { kind: "number" };
export const standardDeviation: ParameterRule = { kind: "number", above: 0 };
export const probability: ParameterRule = { kind: "number", from: 0, to: 1 };
/** Probability with which a participant is lost before the outcome, whatever the outcome and arm. */
export const dropOut: ParameterRule = { kind: "number", from: 0, below: 1 };
export const shape: ParameterRule = { kind: "choice", choices: outcomeShapes };
/** The unit in which outcomes are recorded, 0 for all digits: rounding makes ties. */
export const unit: ParameterRule = { kind: "number", from: 0 };
