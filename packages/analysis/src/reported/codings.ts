import type { Named } from "./finding.ts";
import { gridSize, momentsOf, sdOf, type ScoreGrid } from "./score-grid.ts";
import type { Measured, TableContext } from "./table-context.ts";

/** Which score each category has, as steps above the scale's least score. */
export type Coding = {
  readonly steps: readonly number[];
  /** The higher category has the lower score. */
  readonly isReversed: boolean;
};

/** The categories that somebody is counted in, from low to high, and every coding that keeps or reverses their order. */
export type Codings = {
  readonly categories: readonly { readonly key: string; readonly label: Named }[];
  readonly codings: readonly Coding[];
};

/** As many as the search of tables tells apart. */
const mostCodings = 31;

/** Null where nothing is counted, the scale is not known, or it has fewer scores than there are categories. */
export function codingsOf({ table, measured }: TableContext): (Codings & { readonly grid: ScoreGrid }) | null {
  const grid = measured.find(({ counts }) => counts.length > 0)?.grid;
  if (grid === null || grid === undefined) return null;
  const isUsed = (key: string): boolean => measured.some(({ counts }) => counts.some((one) => one.category === key));
  const categories = (table.categories ?? [])
    .filter(({ key }) => isUsed(key))
    .map(({ key, label }) => ({ key, label }));
  const size = gridSize(grid);
  if (categories.length === 0 || size < categories.length) return null;
  const kept = ascending(size, categories.length).map((steps): Coding => ({ steps, isReversed: false }));
  const reversed = kept.map(({ steps }): Coding => ({ steps: steps.toReversed(), isReversed: true }));
  const codings = categories.length === 1 ? kept : [...kept, ...reversed];
  return { categories, codings: codings.slice(0, mostCodings), grid };
}

/** A measurement's counts as persons per score under a coding. */
export function countsPerScore(
  { counts }: Measured,
  { categories, grid }: Codings & { readonly grid: ScoreGrid },
  coding: Coding,
): readonly number[] {
  const perScore = new Array<number>(gridSize(grid)).fill(0);
  for (const [position, { key }] of categories.entries()) {
    const count = counts.find((one) => one.category === key)?.count ?? 0;
    const step = coding.steps[position] ?? 0;
    perScore[step] = (perScore[step] ?? 0) + count;
  }
  return perScore;
}

/** Mean and SD of persons per score, in the scale's unit. */
export function meanAndSd(
  perScore: readonly number[],
  { min, items }: ScoreGrid,
): { readonly mean: number; readonly sd: number } {
  const n = perScore.reduce((total, count) => total + count, 0);
  const { sum, squares } = momentsOf(perScore);
  return { mean: min + sum / (n * items), sd: n < 2 ? 0 : sdOf(n, sum, squares, items) };
}

/** All ways to choose `length` of 0 … size − 1 in ascending order, at most as many as are told apart. */
function ascending(size: number, length: number): readonly (readonly number[])[] {
  const found: number[][] = [];
  const choose = (chosen: readonly number[], from: number): void => {
    if (found.length >= mostCodings) return;
    if (chosen.length === length) {
      found.push([...chosen]);
      return;
    }
    for (let step = from; step <= size - (length - chosen.length); step += 1) choose([...chosen, step], step + 1);
  };
  choose([], 0);
  return found;
}
