import { binomialProbability, binomialTwoSided, tTwoSided } from "@kendali/stats";
import { pairedEffects, type PairedEffects } from "./effect-definitions.ts";
import { gridSize, momentsOf, sdOf, type ScoreGrid } from "./score-grid.ts";

/** One table of pairs with everything a paper would report from it. Numbers that do not exist are null. */
export type Pairing = {
  /** Row by row: rows are the first score, columns the second, from the least score. */
  readonly cells: readonly number[];
  readonly up: number;
  readonly down: number;
  readonly same: number;
  readonly meanFirst: number;
  readonly sdFirst: number;
  readonly meanSecond: number;
  readonly sdSecond: number;
  /** Second − first. */
  readonly difference: number;
  readonly sdDifference: number;
  readonly t: number | null;
  readonly p: number | null;
  readonly r: number | null;
  readonly effects: PairedEffects;
  /** Two-sided exact McNemar test of ups against downs (with more than two scores: sign test), and its mid-p. */
  readonly exactP: number | null;
  readonly midP: number | null;
};

/**
 * Describes a table of pairs. Example: 14 of 20 up from 1 to 2, 2 stay at 1, 4 at 2: t 6.658, d_z 1.489, r 0.167, exact McNemar p 0.00012.
 */
export function describePairing(cells: readonly number[], grid: ScoreGrid): Pairing {
  const size = gridSize(grid);
  const steps = Array.from({ length: size }, (_, step) => step);
  const cell = (row: number, column: number): number => cells[row * size + column] ?? 0;
  const rows = steps.map((row) => steps.reduce((sum, column) => sum + cell(row, column), 0));
  const columns = steps.map((column) => steps.reduce((sum, row) => sum + cell(row, column), 0));
  const n = rows.reduce((sum, count) => sum + count, 0);
  const countWhere = (holds: (row: number, column: number) => boolean): number =>
    steps.reduce(
      (sum, row) => sum + steps.reduce((part, column) => (holds(row, column) ? part + cell(row, column) : part), 0),
      0,
    );
  const up = countWhere((row, column) => column > row);
  const down = countWhere((row, column) => column < row);
  const [first, second] = [momentsOf(rows), momentsOf(columns)];
  const sum = second.sum - first.sum;
  const squares = steps.reduce(
    (all, row) => all + steps.reduce((part, column) => part + cell(row, column) * (column - row) ** 2, 0),
    0,
  );
  const sdFirst = sdOf(n, first.sum, first.squares, grid.items);
  const sdSecond = sdOf(n, second.sum, second.squares, grid.items);
  const sdDifference = sdOf(n, sum, squares, grid.items);
  const difference = sum / (n * grid.items);
  const t = sdDifference === 0 ? null : difference / (sdDifference / Math.sqrt(n));
  const moves = testMoves(up, down);
  return {
    cells,
    up,
    down,
    same: n - up - down,
    meanFirst: grid.min + first.sum / (n * grid.items),
    sdFirst,
    meanSecond: grid.min + second.sum / (n * grid.items),
    sdSecond,
    difference,
    sdDifference,
    t,
    p: t === null ? null : tTwoSided(t, n - 1),
    r:
      sdFirst === 0 || sdSecond === 0
        ? null
        : (sdFirst ** 2 + sdSecond ** 2 - sdDifference ** 2) / (2 * sdFirst * sdSecond),
    effects: pairedEffects({ n, difference, sdFirst, sdSecond, sdDifference }),
    exactP: moves?.exactP ?? null,
    midP: moves?.midP ?? null,
  };
}

/**
 * Exact two-sided McNemar test of ups against downs with its mid-p: the exact p less the probability of what was seen (one less it
 * where both are equal). Null where nobody moved. Example: 16 up, 2 down: 0.0013, mid-p 0.00073.
 */
export function testMoves(up: number, down: number): { readonly exactP: number; readonly midP: number } | null {
  if (up + down === 0) return null;
  const exactP = binomialTwoSided(down, up + down, 0.5);
  const seen = binomialProbability(Math.min(up, down), up + down, 0.5);
  return { exactP, midP: up === down ? 1 - seen : exactP - seen };
}
