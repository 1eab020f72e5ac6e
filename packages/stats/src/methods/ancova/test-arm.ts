import { leastSquaresWorkspace } from "../../linear/householder-qr.ts";
import type { LeastSquaresWorkspace } from "../../linear/householder-qr.ts";
import { testLinearTerm } from "../../linear/test-linear-term.ts";
import type { LinearTermTest } from "../../linear/test-linear-term.ts";
import { isConstant, mean } from "../../numeric/moments.ts";
import type { StatsRefusalCode } from "../../refusal.ts";
import type { Alternative } from "../../result.ts";

/** Room for one ANCOVA after another with the same number of rows and covariates. */
export type AncovaRoom = {
  readonly rows: number;
  readonly design: Float64Array;
  readonly workspace: LeastSquaresWorkspace;
};

/** Complete rows: outcome, 1 in the compared arm and 0 in the reference arm, numeric covariates. All of the room's length. */
export type ArmTestInput = {
  readonly outcome: ArrayLike<number>;
  readonly arm: ArrayLike<number>;
  readonly covariates: readonly ArrayLike<number>[];
};

export function ancovaRoom(rows: number, covariates: number): AncovaRoom {
  const columns = 2 + covariates;
  const design = new Float64Array(rows * columns).fill(1, 0, rows);
  return { rows, design, workspace: leastSquaresWorkspace(rows, columns) };
}

/**
 * The adjusted difference between the arms with its classical t-test: the numbers of `runAncova` without the rest of its
 * result, for simulations. Where `runAncova` would refuse, the code of its refusal.
 */
export function testAncovaArm(
  input: ArmTestInput,
  room: AncovaRoom,
  alternative: Alternative = "two_sided",
): LinearTermTest | StatsRefusalCode {
  const { outcome, arm, covariates } = input;
  const { rows, design, workspace } = room;
  if (rows === 0) return "n_below_1";
  if (isConstant(outcome)) return "zero_variance";
  if (isConstant(arm)) return "one_group_empty";
  if (rows <= workspace.columns) return "no_residual_degrees_of_freedom";
  for (let i = 0; i < rows; i += 1) design[rows + i] = arm[i] ?? 0;
  for (const [k, values] of covariates.entries()) {
    const centre = mean(values);
    const start = (2 + k) * rows;
    for (let i = 0; i < rows; i += 1) design[start + i] = (values[i] ?? 0) - centre;
  }
  const result = testLinearTerm({ design, y: outcome, column: 1 }, workspace, alternative);
  if ("p" in result) return result;
  return "dependentColumn" in result ? "collinear" : "zero_variance";
}
