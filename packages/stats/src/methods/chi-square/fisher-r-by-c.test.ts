import { expect, test } from "vitest";
import { runChiSquare } from "./chi-square.ts";

/** R 4.2.2: print(fisher.test(rbind(…), workspace = 2e7)$p.value, digits = 15). */
test.each([
  ["job satisfaction, Agresti (2002)", [[1, 3, 10, 6], [2, 3, 10, 7], [1, 6, 14, 12], [0, 1, 9, 11]], 0.782684938965639], // prettier-ignore
  ["294 participants in 3 × 3", [[30, 40, 25], [42, 31, 18], [22, 35, 51]], 7.23107972277234e-5], // prettier-ignore
  ["3 × 6", [[3, 4, 5, 6, 7, 8], [6, 2, 8, 5, 3, 9], [1, 2, 3, 4, 5, 6]], 0.816865843227483], // prettier-ignore
])("Fisher's exact test of %s is R's", (_, table, expected) => {
  for (const turned of [table, transpose(table)]) {
    const outcome = runChiSquare({ table: turned });
    const p = outcome.ok ? (outcome.result.details.pFisher ?? Number.NaN) : Number.NaN;
    expect(Math.abs(p / expected - 1)).toBeLessThan(1e-11);
  }
});

test("a table too large for it is said to be, within seconds, and keeps its chi-square", () => {
  const table = [[68, 20, 15, 5], [119, 84, 54, 29], [26, 17, 14, 14], [7, 94, 10, 16]]; // prettier-ignore
  const outcome = runChiSquare({ table });
  expect(outcome.ok && outcome.result.details.pFisher).toBeNull();
  expect(outcome.ok && outcome.result.warnings.map(({ key }) => key)).toContain("fisher_not_computed");
  expect(outcome.ok && outcome.result.statistic.value).toBeCloseTo(138.28984162600827, 10);
}, 30_000);

test.each([
  ["3 × 3, counts up to 300", [[210, 34, 151], [88, 297, 43], [120, 76, 240]]],
  ["2 × 10, counts up to 50", [[12, 41, 5, 33, 27, 48, 9, 16, 38, 22], [30, 17, 44, 8, 36, 2, 25, 49, 11, 19]]],
  ["3 × 3, a thousand in some cells", [[1000, 0, 1000], [1000, 3, 0], [2, 1000, 4]]],
])("no table waits for it: %s", (_, table) => {
  const outcome = runChiSquare({ table });
  expect(outcome.ok && outcome.result.details.pFisher).toBeNull();
}, 6_000); // prettier-ignore

test("who waits for it gets it for larger tables", () => {
  const table = [[5, 4, 2, 8], [4, 4, 3, 1], [4, 2, 6, 3], [2, 3, 3, 0], [4, 0, 4, 6]]; // prettier-ignore
  const [quick, thorough] = (["quick", "thorough"] as const).map((fisher) => runChiSquare({ table }, { fisher }));
  expect(quick?.ok && quick.result.details.pFisher).toBeNull();
  // R 4.2.2: print(fisher.test(rbind(…))$p.value, digits = 15)
  expect(thorough?.ok && thorough.result.details.pFisher).toBeCloseTo(0.133202652867, 11);
}, 30_000);

test("tables with one possible filling, or with a single participant in a row, have p = 1", () => {
  for (const table of [
    [
      [1, 0],
      [0, 1],
    ],
    [
      [0, 1, 0],
      [1, 0, 0],
      [0, 0, 1],
    ],
  ]) {
    // prettier-ignore
    const outcome = runChiSquare({ table });
    expect(outcome.ok && outcome.result.details.pFisher).toBeCloseTo(1, 12);
  }
});

function transpose(table: readonly (readonly number[])[]): number[][] {
  return (table[0] ?? []).map((_, j) => table.map((row) => row[j] ?? 0));
}
