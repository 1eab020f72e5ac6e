import { describe, expect, test } from "vitest";
import { normalFromProbability } from "./normal-from-probability.ts";
import { simulationGenerator } from "./simulation-generator.ts";

// R 4.2.2: sprintf("%.17g", qnorm(p)).
const quantiles: readonly (readonly [number, number])[] = [
  [9.9999999999999998e-17, -8.2220822161304348],
  [9.9999999999999998e-13, -7.0344838253011321],
  [1.0000000000000001e-9, -5.9978070150076865],
  [1.0000000000000001e-5, -4.2648907939228256],
  [0.001, -3.0902323061678132],
  [0.025000000000000001, -1.9599639845400538],
  [0.070000000000000007, -1.4757910281791702],
  [0.0750001, -1.4395307645017297],
  [0.20000000000000001, -0.84162123357291418],
  [0.40000000000000002, -0.25334710313579978],
  [0.59999999999999998, 0.25334710313579978],
  [0.92500000000000004, 1.4395314709384559],
  [0.94999999999999996, 1.6448536269514715],
  [0.97499999999999998, 1.9599639845400536],
  [0.999, 3.0902323061678132],
  [0.99999999999909051, 7.0477002566644087],
  [5.5511151231257827e-17, -8.2923610758135951],
];

describe("normal deviates of simulated studies", () => {
  test.each(quantiles)("the quantile of %s", (p, expected) => {
    expect(Math.abs(normalFromProbability(p) / expected - 1)).toBeLessThan(1e-15);
  });

  test("are symmetric where p and 1 − p are both exact", () => {
    for (let k = 1; k < 1024; k += 1) {
      const p = k / 1024;
      expect(normalFromProbability(1 - p) + normalFromProbability(p)).toBe(0);
    }
  });

  test("take one integer each and are its inversion", () => {
    const [normals, integers] = [simulationGenerator(5n), simulationGenerator(5n)];
    for (let index = 0; index < 1000; index += 1) {
      const p = (Number(integers.nextUint64() >> 11n) + 0.5) * 2 ** -53;
      expect(normals.nextNormal()).toBe(normalFromProbability(p));
    }
  });

  test("have the moments and the tail shares of the normal distribution over a million draws", () => {
    const generator = simulationGenerator(20261122n);
    const count = 1_000_000;
    const powers = [0, 0, 0, 0];
    let beyond = 0;
    for (let index = 0; index < count; index += 1) {
      const z = generator.nextNormal();
      for (let power = 0; power < 4; power += 1) powers[power] = (powers[power] ?? 0) + z ** (power + 1);
      if (Math.abs(z) > 3) beyond += 1;
    }
    // Expected moments 0, 1, 0, 3 with variances 1, 2, 15, 96; five standard errors.
    const expected = [0, 1, 0, 3];
    const variances = [1, 2, 15, 96];
    for (const [power, total] of powers.entries())
      expect(Math.abs(total / count - (expected[power] ?? 0))).toBeLessThan(
        5 * Math.sqrt((variances[power] ?? 0) / count),
      );
    const share = 0.002699796063260207;
    expect(Math.abs(beyond / count - share)).toBeLessThan(5 * Math.sqrt(share / count));
  });
});
