import type { Problem } from "@kendali/domain";
import type { UnitDraws } from "../generator/stratum-draws.ts";

/** The allocation schemes a protocol can name. */
export type SchemeKey = "simple" | "permuted_blocks";

/** One arm and its whole-number share: ratios 2 and 1 allocate two to the first for each one to the second. */
export type ArmRatio = { readonly key: string; readonly ratio: number };

/** What a scheme is told: the arms with their ratio, and the block sizes (several sizes are drawn at random; none for `simple`). */
export type SchemeParameters = { readonly arms: readonly ArmRatio[]; readonly blockSizes: readonly number[] };

/** Everything shared code may know about a scheme. */
export type SchemeDefinition = {
  /** What is wrong with these parameters beyond what every scheme asks of its arms. */
  readonly problems: (parameters: SchemeParameters) => readonly Problem[];
  /** The arm of one slot (0-based), read without the slots before it. Parameters are valid and in normal order. */
  readonly armAt: (parameters: SchemeParameters, draws: UnitDraws, slot: number) => string;
  /** The arms of the first `count` slots in one pass; equal to `armAt` at each of them. */
  readonly firstArms: (parameters: SchemeParameters, draws: UnitDraws, count: number) => string[];
};

/** The sum of the arms' ratios: the smallest number of participants in which the ratio can be kept exactly. */
export function ratioSum(arms: readonly ArmRatio[]): number {
  return arms.reduce((sum, arm) => sum + arm.ratio, 0);
}
