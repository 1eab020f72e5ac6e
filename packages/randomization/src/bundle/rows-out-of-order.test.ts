import fc from "fast-check";
import { expect, test } from "vitest";
import { rowsOutOfOrder } from "./rows-out-of-order.ts";

const ascending = (left: number, right: number) => left - right;

test("the example of its docstring holds", () => {
  expect(rowsOutOfOrder([1, 5, 2, 3], ascending)).toEqual([1]);
});

test("equal rows and ordered rows are in order", () => {
  expect(rowsOutOfOrder([], ascending)).toEqual([]);
  expect(rowsOutOfOrder([1, 1, 2, 2, 9], ascending)).toEqual([]);
});

test("without the rows it names the rest is in order, and no smaller set does that", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 9 }), (rows) => {
      const named = rowsOutOfOrder(rows, ascending);
      const rest = rows.filter((_, index) => !named.includes(index));
      expect(rest).toEqual(rest.toSorted(ascending));
      let fewest = rows.length;
      for (let kept = 0; kept < 2 ** rows.length; kept += 1) {
        const run = rows.filter((_, index) => (kept >> index) & 1);
        const isAscending = run.every((row, index) => index === 0 || (run[index - 1] ?? 0) <= row);
        if (isAscending) fewest = Math.min(fewest, rows.length - run.length);
      }
      expect(named).toHaveLength(fewest);
    }),
    { numRuns: 200, seed: 7 },
  );
});
