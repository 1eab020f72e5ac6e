import { describe, expect, test } from "vitest";
import { runLinearRegression, runLogistic } from "../index.ts";

const y = [2.3, 4.1, 3.7, 5.2, 6.6, 5.9, 1.4, 2.8, 2.2, 7.1, 6.3, 8.4];
const x = [1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3];
const site = ["a", "a", "a", "b", "b", "b", "c", "c", "c", "d", "d", "d"];
const yes = [1, 0, 1, 0, 1, 0, 0, 1, 0, 1, 1, 0];

describe("what has no variance is never divided by its rounding", () => {
  test.each(["cr0", "cr1", "cr1s"] as const)(
    "a term for every cluster leaves their residuals a sum of zero: %s",
    (covariance) => {
      const linear = runLinearRegression({ formula: "y ~ site", data: { y, site, cluster: site }, clusters: "cluster" }, { covariance }); // prettier-ignore
      expect(linear).toMatchObject({
        ok: true,
        result: { standardError: 0, statistic: null, p: null, interval: null },
      });
      expect(linear.ok && linear.result.warnings.map(({ key }) => key)).toContain("interval_not_computable");
      expect(linear.ok && linear.result.details.f).toBeNull();
      const logistic = runLogistic({ formula: "yes ~ site", data: { yes, site, cluster: site }, clusters: "cluster" }, { covariance }); // prettier-ignore
      expect(logistic).toMatchObject({ ok: false, refusal: { code: "invalid_option", params: { option: "covariance" } } }); // prettier-ignore
    },
  );

  test("a difference of clusters that cancels has none, the slope within clusters has", () => {
    const outcome = runLinearRegression(
      { formula: "y ~ x + site", data: { y, x, site, cluster: site }, clusters: "cluster" },
      { covariance: "cr0", coefficient: "x" },
    );
    const rows = outcome.ok ? outcome.result.details.coefficients : [];
    expect(rows.filter(({ term }) => term === "site").map(({ standardError, p }) => [standardError, p])).toEqual([[0, null], [0, null], [0, null]]); // prettier-ignore
    // R 4.2.2: sandwich::vcovCL(lm(y ~ x + site), cluster = site, type = "HC0", cadjust = FALSE)
    expect(rows.find(({ name }) => name === "x")?.standardError).toBeCloseTo(0.0760345316287279, 14);
  });

  test("a group without spread under HC0", () => {
    const data = { y: [3, 3, 3, 3, 1, 2, 4, 7], g: ["a", "a", "a", "a", "b", "b", "b", "b"] };
    const outcome = runLinearRegression({ formula: "y ~ g", data }, { covariance: "hc0" });
    const [intercept] = outcome.ok ? outcome.result.details.coefficients : [];
    expect(intercept).toMatchObject({ value: 3, standardError: 0, statistic: null, p: null });
  });
});
