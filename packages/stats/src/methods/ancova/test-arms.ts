import { studentP } from "../../inference.ts";
import { contrastLength, factorize, leastSquaresWorkspace, solveLeastSquares } from "../../linear/householder-qr.ts";
import type { LeastSquaresWorkspace } from "../../linear/householder-qr.ts";
import { perfectFit } from "../../linear/test-linear-term.ts";
import { centredSumOfSquares, isConstant, mean } from "../../numeric/moments.ts";
import type { StatsRefusalCode } from "../../refusal.ts";

/** Room for one ANCOVA of several arms after another with the same number of rows, arms and covariates. */
export type ArmsRoom = {
  readonly arms: number;
  readonly design: Float64Array;
  readonly workspace: LeastSquaresWorkspace;
};

/** Complete rows: outcome, each row's arm (0 is the reference), numeric covariates. All of the room's length. */
export type ArmsTestInput = {
  readonly outcome: ArrayLike<number>;
  readonly arm: ArrayLike<number>;
  readonly covariates: readonly ArrayLike<number>[];
};

export function armsRoom(rows: number, { arms, covariates }: { arms: number; covariates: number }): ArmsRoom {
  const columns = arms + covariates;
  const design = new Float64Array(rows * columns).fill(1, 0, rows);
  return { arms, design, workspace: leastSquaresWorkspace(rows, columns) };
}

/**
 * The two-sided p of every arm with the reference from one model over all arms: those of `runAncova`'s comparisons without the rest of
 * its result, for simulations. Where `runAncova` would refuse, the code of its refusal.
 */
export function testAncovaArms(input: ArmsTestInput, room: ArmsRoom): readonly number[] | StatsRefusalCode {
  const { outcome, arm, covariates } = input;
  const { arms, design, workspace } = room;
  const { rows, columns } = workspace;
  if (rows === 0) return "n_below_1";
  if (isConstant(outcome)) return "zero_variance";
  const counts = new Float64Array(arms);
  design.fill(0, rows, arms * rows);
  for (let i = 0; i < rows; i += 1) {
    const at = arm[i] ?? 0;
    counts[at] = (counts[at] ?? 0) + 1;
    if (at > 0) design[at * rows + i] = 1;
  }
  if (counts.includes(0)) return "one_group_empty";
  if (rows <= columns) return "no_residual_degrees_of_freedom";
  for (const [k, values] of covariates.entries()) {
    const centre = mean(values);
    const start = (arms + k) * rows;
    for (let i = 0; i < rows; i += 1) design[start + i] = (values[i] ?? 0) - centre;
  }
  if (factorize(design, workspace) >= 0) return "collinear";
  const squares = solveLeastSquares(design, outcome, workspace);
  if (squares <= perfectFit * centredSumOfSquares(outcome)) return "zero_variance";
  const df = rows - columns;
  const residualSd = Math.sqrt(squares / df);
  return Array.from({ length: arms - 1 }, (_, k) => {
    const c = Array.from({ length: columns }, (_each, j) => (j === k + 1 ? 1 : 0));
    const t = (workspace.coefficients[k + 1] ?? 0) / (residualSd * contrastLength(workspace, c));
    return studentP(t, df, "two_sided");
  });
}
