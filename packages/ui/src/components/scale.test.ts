import { expect, test } from "vitest";
import { densityAt, makeScale, pathOf, roundStep, spread, ticksThatFit } from "./scale.ts";

test("a scale covers its values with round ticks and runs from end to end", () => {
  const y = makeScale([2, 51.5], 292, 31, { zero: true });
  expect(y.ticks).toEqual([0, 20, 40, 60]);
  expect([y.at(0), y.at(60), y.at(30)]).toEqual([292, 31, 161.5]);
});

test("a target of 120 gets ticks at 40, 80 and 120", () => {
  expect(makeScale([0, 85, 120], 0, 1, { zero: true, count: 3 }).ticks).toEqual([0, 40, 80, 120]);
});

test("values that are all the same still get a scale of some height", () => {
  const y = makeScale([5, 5], 100, 0);
  expect(y.high).toBeGreaterThan(y.low);
  expect(y.at(5)).toBeGreaterThanOrEqual(0);
  expect(makeScale([0, 0], 100, 0).ticks.length).toBeGreaterThan(1);
});

test("steps are 1, 2, 4 or 5 times a power of ten", () => {
  expect([0.03, 0.11, 1, 1.5, 3, 4.2, 6, 90].map(roundStep)).toEqual([0.04, 0.2, 1, 2, 4, 5, 10, 100]);
});

test("the density of one value is the normal curve around it", () => {
  expect(densityAt([3], 2, 3)).toBeCloseTo(0.19947, 5);
  expect(densityAt([3], 2, 5)).toBeCloseTo(0.12099, 5);
});

test("dots that would cover each other stand side by side, and no two share a place", () => {
  const values = [1, 1, 1, 1.05, 5];
  const moves = spread(values, 0.1);
  const near = values.flatMap((value, index) => (value < 2 ? [moves[index]] : []));
  expect(new Set(near).size).toBe(4);
  expect(moves[4]).toBe(0);
});

test("short axes get few ticks", () => {
  expect([5, 45, 70, 400].map(ticksThatFit)).toEqual([1, 1, 2, 4]);
});

test("a path joins its points and closes when asked", () => {
  expect(
    pathOf(
      [
        [0, 0],
        [1.25, 2],
      ],
      true,
    ),
  ).toBe("M0 0L1.3 2Z");
});
