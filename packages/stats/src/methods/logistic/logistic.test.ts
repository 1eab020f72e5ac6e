import { describe, expect, test } from "vitest";
import { runLogistic } from "../../index.ts";
import type { LogisticInput, LogisticOptions, LogisticResult } from "../../index.ts";

describe("a maximum of the likelihood is given or refused by proof", () => {
  test("integer data are called separated exactly when an extreme ray of the cone of directions separates them", () => {
    const random = generator(20261);
    const seen = { complete_separation: 0, fitted: 0 };
    for (let k = 0; k < 3000; k += 1) {
      const { rows, y } = randomDesign(random);
      const [a, b] = [rows.map((row) => row[1] ?? 0), rows.map((row) => row[2] ?? 0)];
      const outcome = runLogistic({ formula: rows[0]?.length === 2 ? "y ~ a" : "y ~ a + b", data: { y, a, b } });
      const said = outcome.ok ? "fitted" : outcome.refusal.code;
      if (said === "collinear" || said === "one_category" || said === "no_residual_degrees_of_freedom") continue;
      const expected = isSeparated(rows, y) ? "complete_separation" : "fitted";
      expect([said, { rows, y }]).toEqual([expected, { rows, y }]);
      seen[expected] += 1;
    }
    expect(Math.min(seen.complete_separation, seen.fitted)).toBeGreaterThan(500);
  });

  test.each([1e-2, 1e-4, 1e-6, 1e-8])("an overlap of %s converges slowly and is fitted", (overlap) => {
    const a = [1, 2, 3, 4, 5 - overlap, 5 + overlap, 6, 7, 8, 9];
    const result = fit({ formula: "y ~ a", data: { a, y: [0, 0, 0, 0, 1, 0, 1, 1, 1, 1] } });
    // The far points pull with exp(−slope) each way, the two that overlap with the overlap itself.
    expect(result.details.coefficients[1]?.value).toBeGreaterThan(-Math.log(overlap) / 2);
    expect(result.interval.lower).toBeGreaterThan(1);
  });

  test("a factor with a level of events only is quasi-complete separation", () => {
    const data = { y: [0, 1, 0, 1, 1, 1, 1, 0], g: ["a", "a", "b", "b", "c", "c", "c", "a"] };
    expect(codeOf({ formula: "y ~ g", data })).toBe("complete_separation");
  });
});

describe("what a fit does not depend on", () => {
  const arm = Array.from({ length: 30 }, (_, i) => i % 2);
  const x = Array.from({ length: 30 }, (_, i) => (i * 7) % 11);
  const y = Array.from({ length: 30 }, (_, i) => ((i * 5) % 9 < 3 + (i % 2) ? 1 : 0));
  const plain = fit({ formula: "y ~ arm + x", data: { y, arm, x }, arm: "arm" });

  test("the order of the rows, the unit and the origin of a covariate", () => {
    const moved = fit({
      formula: "y ~ arm + x",
      data: { y: y.toReversed(), arm: arm.toReversed(), x: x.map((v) => 1e7 + 4 * v).toReversed() },
      arm: "arm",
    });
    near(moved.estimate.value, plain.estimate.value, 1e-9);
    near(moved.standardError, plain.standardError, 1e-9);
    near(moved.interval.upper, plain.interval.upper, 1e-8);
    near(moved.details.standardized?.riskDifference.value, plain.details.standardized?.riskDifference.value, 1e-9);
    near(moved.details.standardized?.riskDifference.standardErrorMEstimation, plain.details.standardized?.riskDifference.standardErrorMEstimation, 1e-9); // prettier-ignore
  });

  test("the outcome's coding: 0 and 1, false and true, two words, or numbers with the event named", () => {
    const codings: readonly Pick<LogisticInput, "data" | "event">[] = [
      { data: { y: y.map((v) => v === 1), arm, x } },
      { data: { y: y.map((v) => (v === 1 ? "yes" : "no")), arm, x } },
      { data: { y: y.map((v) => (v === 1 ? "died" : "survived")), arm, x }, event: "died" },
      { data: { y: y.map((v) => 2 - v), arm, x }, event: 1 },
    ];
    for (const coding of codings)
      near(fit({ formula: "y ~ arm + x", ...coding }).estimate.value, plain.estimate.value, 1e-13);
  });

  test("exchanged arms turn odds ratio, intervals and risks around", () => {
    const turned = fit({ formula: "y ~ arm + x", data: { y, arm: arm.map((v) => 1 - v), x }, arm: "arm" });
    near(turned.estimate.value, 1 / plain.estimate.value, 1e-12);
    near(turned.interval.lower, 1 / (plain.interval.upper ?? NaN), 1e-8);
    near(turned.p.value, plain.p.value, 1e-12);
    near(
      turned.details.standardized?.riskDifference.value,
      -Number(plain.details.standardized?.riskDifference.value),
      1e-12,
    );
  });

  test("the arm as words or as numbers, and the interpolated profile near the exact one", () => {
    const words = fit({ formula: "y ~ arm + x", data: { y, arm: arm.map((v) => (v === 1 ? "massage" : "control")), x }, arm: "arm" }); // prettier-ignore
    near(words.estimate.value, plain.estimate.value, 1e-13);
    expect(words.details.standardized?.levels).toEqual(["control", "massage"]);
    const spline = fit({ formula: "y ~ arm + x", data: { y, arm, x }, arm: "arm" }, { interval: "profile_spline" });
    near(spline.interval.lower, plain.interval.lower, 1e-3);
    near(spline.interval.upper, plain.interval.upper, 1e-3);
    expect(spline.interval.method).toBe("profile_spline");
  });

  test("without covariates the standardized risks are the proportions, and the standard error theirs", () => {
    const { standardized } = fit({ formula: "y ~ arm", data: { y, arm }, arm: "arm" }).details;
    const share = (value: number): number => y.filter((v, i) => v === 1 && arm[i] === value).length / 15;
    near(standardized?.risks[1].value, share(1), 1e-13);
    near(standardized?.riskDifference.value, share(1) - share(0), 1e-12);
    const wald = Math.sqrt((share(0) * (1 - share(0)) + share(1) * (1 - share(1))) / 15);
    near(standardized?.riskDifference.standardErrorDelta, wald, 1e-12);
    near(standardized?.riskDifference.standardErrorMEstimation, wald, 1e-12);
  });

  test("every row its own cluster is HC0", () => {
    const id = y.map((_, i) => i);
    const rows = fit({ formula: "y ~ arm + x", data: { y, arm, x } }, { covariance: "hc0" });
    const clusters = fit({ formula: "y ~ arm + x", data: { y, arm, x, id }, clusters: "id" }, { covariance: "cr0" });
    near(clusters.standardError, rows.standardError, 1e-12);
  });
});

describe("data that cannot be fitted are refused with the cause", () => {
  const y = [0, 1, 0, 1, 1, 0, 1, 0];
  const x = [1, 2, 3, 4, 5, 6, 7, 8];
  const g = ["a", "b", "c", "a", "b", "c", "a", "b"];
  test.each([
    ["one outcome", { formula: "y ~ x", data: { y: x.map(() => 1), x } }, "one_category"],
    ["three outcomes", { formula: "y ~ x", data: { y: g, x } }, "outcome_not_binary"],
    ["numbers other than 0 and 1", { formula: "y ~ x", data: { y: y.map((v) => v + 1), x } }, "outcome_not_binary"],
    ["an event that nobody had", { formula: "y ~ x", data: { y, x }, event: 2 }, "unknown_category"],
    ["three arms", { formula: "y ~ g", data: { y, g }, arm: "g" }, "complete_separation"],
    ["an arm outside the model", { formula: "y ~ x", data: { y, x, g }, arm: "g" }, "unknown_variable"],
    ["collinear terms", { formula: "y ~ x + z", data: { y, x, z: x.map((v) => 2 * v) } }, "collinear"],
    ["text among numbers", { formula: "y ~ x", data: { y, x: [1, 2, "3,5", 4, 5, 6, 7, 8] } }, "not_finite"],
    ["a random term", { formula: "y ~ x + (1 | g)", data: { y, x, g } }, "unsupported_term"],
    ["no rows", { formula: "y ~ x", data: { y: [], x: [] } }, "n_below_1"],
  ] satisfies [string, LogisticInput, string][])("%s", (_, input, code) => {
    expect(codeOf(input)).toBe(code);
  });
});

function fit(input: LogisticInput, options: LogisticOptions = {}): LogisticResult {
  const outcome = runLogistic(input, options);
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.result;
}

function codeOf(input: LogisticInput): string {
  const outcome = runLogistic(input);
  return outcome.ok ? "a result" : outcome.refusal.code;
}

type Given = number | "Inf" | null | undefined;

function near(actual: Given, expected: Given, tolerance: number): void {
  const [a, e] = [Number(actual ?? NaN), Number(expected ?? NaN)];
  expect(Math.abs(a - e)).toBeLessThanOrEqual(tolerance * Math.abs(e));
}

function randomDesign(random: () => number): { rows: number[][]; y: number[] } {
  const n = 4 + Math.floor(random() * 12);
  const columns = random() < 0.5 ? 1 : 2;
  const width = 1 + Math.floor(random() * 8);
  const slope = 4 * random();
  const rows = Array.from({ length: n }, () => [
    1,
    ...Array.from({ length: columns }, () => Math.floor(random() * width)),
  ]);
  return { rows, y: rows.map((row) => (random() < 1 / (1 + Math.exp(-slope * ((row[1] ?? 0) - width / 2))) ? 1 : 0)) };
}

/** The cone of directions that move no row against its outcome has an extreme ray on all but one of the dimensions' rows. */
function isSeparated(rows: readonly number[][], y: readonly number[]): boolean {
  const signed = rows.map((row, i) => row.map((value) => (y[i] === 1 ? value : -value)));
  const separates = (d: readonly number[]): boolean => {
    const margins = signed.map((row) => row.reduce((total, value, j) => total + value * (d[j] ?? 0), 0));
    return margins.every((margin) => margin >= 0) && margins.some((margin) => margin > 0);
  };
  const rays = signed.flatMap((a) =>
    a.length === 2 ? [[-(a[1] ?? 0), a[0] ?? 0]] : signed.map((b) => crossProduct(a, b)),
  );
  return rays.some((ray) => separates(ray) || separates(ray.map((value) => -value)));
}

function crossProduct([a = 0, b = 0, c = 0]: readonly number[], [d = 0, e = 0, f = 0]: readonly number[]): number[] {
  return [b * f - c * e, c * d - a * f, a * e - b * d];
}

function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
