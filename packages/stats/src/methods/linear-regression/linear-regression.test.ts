import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runLinearRegression } from "../../index.ts";
import type { LinearRegressionInput, LinearRegressionOptions, LinearRegressionResult } from "../../index.ts";
import { filip, nistPowers } from "./nist-data.fixture.ts";

describe("designs on which doubles lose their digits", () => {
  test("Filip, the polynomial of degree 10, keeps all certified digits", () => {
    const { coefficients, residualSd, rSquared } = fit({ formula: nistPowers(10), data: filip.data }).details;
    for (const [k, { value, standardError }] of coefficients.entries()) {
      near(value, filip.coefficients[k], 1e-13);
      near(standardError, filip.standardErrors[k], 1e-13);
    }
    near(residualSd, 0.334801051324544e-2, 1e-13);
    near(rSquared, 0.99672741618562, 1e-14);
  });

  test("Wampler1 and Wampler2 fit without error and test nothing", () => {
    const x = Array.from({ length: 21 }, (_, i) => i);
    const whole = x.map((v) => 1 + v + v ** 2 + v ** 3 + v ** 4 + v ** 5);
    const decimal = x.map((v) => Number((1 + v / 10 + v ** 2 / 100 + v ** 3 / 1e3 + v ** 4 / 1e4 + v ** 5 / 1e5).toFixed(5))); // prettier-ignore
    for (const [y, base] of [
      [whole, 1],
      [decimal, 0.1],
    ] as const) {
      // prettier-ignore
      const result = fit({ formula: nistPowers(5), data: { x, y } });
      for (const [k, { value, standardError, p }] of result.details.coefficients.entries()) {
        near(value, base ** k, 1e-10);
        expect([standardError, p]).toEqual([0, null]);
      }
      expect(result.warnings.map(({ key }) => key)).toContain("perfect_fit");
      expect([result.details.rSquared, result.details.residualSd, result.details.f]).toEqual([1, 0, null]);
    }
  });

  test("NoInt1 and NoInt2, through the origin", () => {
    const long = Array.from({ length: 11 }, (_, i) => i);
    const first = fit({ formula: "y ~ 0 + x", data: { x: long.map((i) => 60 + i), y: long.map((i) => 130 + i) } });
    near(first.estimate.value, 2.07438016528926, 1e-14);
    near(first.standardError, 0.0165289256198347, 1e-13);
    near(first.details.rSquared, 0.999365492298663, 1e-14);
    near(first.details.f?.value, 15750.25, 1e-13);
    const second = fit({ formula: "y ~ x - 1", data: { x: [4, 5, 6], y: [3, 4, 4] } });
    near(second.estimate.value, 0.727272727272727, 1e-14);
    near(second.standardError, 0.0420827318078432, 1e-13);
    near(second.details.residualSd, 0.369274472937998, 1e-14);
  });

  test("an offset of 1e7 and a scale of 1e-9 change nothing but themselves", () => {
    const x = [1, 2, 4, 3, 7, 6, 5, 9];
    const y = [2, 3, 5, 5, 8, 6, 7, 11];
    const plain = fit({ formula: "y ~ x", data: { x, y } });
    const far = fit({ formula: "y ~ x", data: { x: x.map((v) => v + 1e7), y: y.map((v) => v - 1e7) } });
    near(far.estimate.value, plain.estimate.value, 1e-13);
    near(far.p?.value, plain.p?.value, 1e-12);
    const tiny = fit({ formula: "y ~ x", data: { x: x.map((v) => v * 2 ** -30), y } });
    expect(tiny.estimate.value).toBe(plain.estimate.value * 2 ** 30);
  });
});

describe("what a fit does not depend on", () => {
  const rows = fc.array(
    fc.record({
      x: fc.integer({ min: -50, max: 50 }),
      g: fc.constantFrom("a", "b", "c"),
      y: fc.integer({ min: -99, max: 99 }),
    }),
    { minLength: 12, maxLength: 30 },
  );
  const input = (
    data: readonly { x: number; g: string; y: number }[],
    formula = "y ~ x * g",
  ): LinearRegressionInput => ({
    formula,
    data: { x: data.map(({ x }) => x), g: data.map(({ g }) => g), y: data.map(({ y }) => y) },
  });

  test("the order of the rows, the names of the levels and their contrasts change no prediction", () => {
    fc.assert(
      fc.property(rows, (data) => {
        const original = runLinearRegression(input(data), { covariance: "hc1" });
        const reversed = runLinearRegression(input(data.toReversed()), { covariance: "hc1" });
        const named = { a: "z", b: "y", c: "x" } as const;
        const renamed = runLinearRegression(input(data.map((row) => ({ ...row, g: named[row.g as "a"] }))));
        const summed = runLinearRegression({ ...input(data), factors: { g: { contrasts: "sum" } } });
        if (!original.ok) {
          for (const other of [reversed, renamed, summed]) expect(other.ok).toBe(false);
          return;
        }
        const scale = original.result.details.residualSd;
        for (const other of [reversed, renamed, summed]) {
          if (!other.ok) throw new Error(other.refusal.code);
          expect(Math.abs(other.result.details.residualSd - scale)).toBeLessThanOrEqual(1e-10 * scale);
        }
        if (!reversed.ok) return;
        for (const [k, { standardError }] of original.result.details.coefficients.entries()) {
          const other = reversed.result.details.coefficients[k]?.standardError ?? NaN;
          // A level whose rows fit exactly has no variance; what is computed for it is the root of a rounding error.
          expect(Math.abs(other - standardError)).toBeLessThanOrEqual(1e-9 * standardError + 1e-7 * scale);
        }
      }),
      { numRuns: 100, seed: 7 },
    );
  });

  test("adjusted means differ by the coefficient of the level where nothing interacts", () => {
    fc.assert(
      fc.property(rows, (data) => {
        const outcome = runLinearRegression(input(data, "y ~ x + g"), { adjustedMeansOf: "g" });
        if (!outcome.ok) return;
        const { adjustedMeans, coefficients } = outcome.result.details;
        const [first, second] = adjustedMeans ?? [];
        if (first === undefined || second === undefined) throw new Error("no means");
        const difference = coefficients.find(({ name }) => name === `g${second.level}`)?.value ?? NaN;
        expect(Math.abs(second.value - first.value - difference)).toBeLessThan(1e-9);
      }),
      { numRuns: 50, seed: 8 },
    );
  });
});

describe("data that cannot be fitted are refused with the cause", () => {
  const y = [1, 3, 2, 5, 4, 6];
  const x = [1, 2, 3, 4, 5, 7];
  const arm = ["a", "a", "b", "b", "a", "b"];
  test.each([
    ["a copy in other units", "y ~ x + z", { z: x.map((v) => v * 2.2046 + 0.1) }, {}, "collinear"],
    ["a factor with one level", "y ~ z", { z: x.map(() => "only") }, {}, "collinear"],
    ["a constant covariate", "y ~ x + z", { z: x.map(() => 3) }, {}, "collinear"],
    ["a constant outcome", "y ~ x", { y: x.map(() => 3) }, {}, "zero_variance"],
    ["text among numbers", "y ~ x", { x: [1, 2, "3,5", 4, 5, 7] }, {}, "not_finite"],
    ["an outcome of text", "y ~ x", { y: arm }, {}, "not_finite"],
    ["infinity", "y ~ x", { x: [1, 2, Infinity, 4, 5, 7] }, {}, "not_finite"],
    ["the logarithm of zero", "y ~ log(z)", { z: [0, 1, 2, 3, 4, 5] }, {}, "not_finite"],
    ["no such column", "y ~ age", {}, {}, "unknown_variable"],
    ["a name of Object.prototype", "y ~ constructor", {}, {}, "unknown_variable"],
    ["as many parameters as rows", "y ~ x*arm + I(x^2) + I(x^3)", {}, {}, "no_residual_degrees_of_freedom"],
    ["a random term", "y ~ x + (1 | arm)", {}, {}, "unsupported_term"],
    ["a function that is not there", "y ~ sin(x)", {}, {}, "unsupported_term"],
    ["a survival outcome", "Surv(y, x) ~ arm", {}, {}, "unsupported_term"],
    ["columns of unequal length", "y ~ x", { x: [1, 2] }, {}, "length_mismatch"],
    ["nothing but missing values", "y ~ x", { x: x.map(() => null) }, {}, "n_below_1"],
    ["no formula", "y = x", {}, {}, "invalid_formula"],
    ["clusters that are not named", "y ~ x", {}, { covariance: "cr1" }, "invalid_option"],
    ["a row that alone has a level, under HC3", "y ~ z + x", { z: ["a", "a", "a", "a", "a", "b"] }, { covariance: "hc3" }, "leverage_one"],
    ["numbers beyond a double's squares", "y ~ I(x^40)", { x: x.map((v) => v * 1e5) }, {}, "numbers_too_large"],
    ["no such coefficient", "y ~ x", {}, { coefficient: "z" }, "invalid_option"],
  ] satisfies [string, string, LinearRegressionInput["data"], LinearRegressionOptions, string][])("%s", (_, formula, data, options, code) => {
    const outcome = runLinearRegression({ formula, data: { y, x, arm, ...data } }, options);
    expect(outcome.ok ? outcome.result.details : outcome.refusal.code).toBe(code);
  }); // prettier-ignore
});

test("missing values are counted by whose they are", () => {
  const result = fit({ formula: "y ~ x + z", data: { y: [1, null, 2, 5, 4, 7, 9], x: [1, 2, null, 3, 5, 8, 9], z: [3, null, 1, 4, null, 2, 0] } }); // prettier-ignore
  expect(result.n).toEqual({
    used: 4,
    excluded: [
      { reason: "missing", count: 1 },
      { reason: "missing_covariate", count: 2 },
    ],
  });
});

test("two hundred thousand rows take seconds and keep their digits", () => {
  const x = Array.from({ length: 200_000 }, (_, i) => 1e7 + (i % 1000));
  const y = x.map((value, i) => 2 * value + (i % 2 === 0 ? 1 : -1));
  const { value } = fit({ formula: "y ~ x", data: { x, y } }).estimate;
  expect(Math.abs(value - 2)).toBeLessThan(1e-4);
});

function fit(input: LinearRegressionInput, options: LinearRegressionOptions = {}): LinearRegressionResult {
  const outcome = runLinearRegression(input, options);
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.result;
}

function near(actual: number | undefined, expected: number | undefined, tolerance: number): void {
  expect(Math.abs((actual ?? NaN) - (expected ?? NaN))).toBeLessThanOrEqual(
    tolerance * Math.abs(expected ?? NaN) + 1e-15,
  );
}
