import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { betaQuantile, betaTails } from "./beta.ts";
import { binomialProbability, binomialTails } from "./binomial.ts";
import { fQuantile, fTails } from "./f.ts";
import { chiSquareQuantile, chiSquareTails } from "./gamma.ts";
import { noncentralTTails } from "./noncentral-t.ts";
import { normalQuantile, normalTails, normalUpperQuantile } from "./normal.ts";
import { tQuantile, tTails } from "./student-t.ts";

fc.configureGlobal({ seed: 20260611 });

const df = fc.double({ min: 0.5, max: 500, noNaN: true });
const probability = fc.double({ min: 1e-12, max: 0.999, noNaN: true });

describe("quantiles undo the lower tail over the clinical range", () => {
  test.each([
    ["normal", (p: number) => normalTails(normalQuantile(p)).lower],
    ["normal from above", (p: number) => normalTails(normalUpperQuantile(p)).upper],
  ])("%s", (_, roundTrip) => {
    fc.assert(fc.property(probability, (p) => close(roundTrip(p), p)));
  });

  test.each([
    ["t", (p: number, a: number) => tTails(tQuantile(p, a), a).lower],
    ["chi-square", (p: number, a: number) => chiSquareTails(chiSquareQuantile(p, a), a).lower],
    ["F", (p: number, a: number, b: number) => fTails(fQuantile(p, a, b), a, b).lower],
    ["beta", (p: number, a: number, b: number) => (a < 1 || b < 1 ? p : betaTails(betaQuantile(p, a, b), a, b).lower)],
  ])("%s", (_, roundTrip) => {
    fc.assert(fc.property(probability, df, df, (p, a, b) => close(roundTrip(p, a, b), p, 1e-9)));
  });
});

describe("tails", () => {
  test("of t, F and the noncentral t with ncp 0 agree: t² is F(1, df)", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 50, noNaN: true }), df, (t, d) => {
        close(fTails(t * t, 1, d).upper, 2 * tTails(t, d).upper);
        close(noncentralTTails(t, d, 0).upper, tTails(t, d).upper);
      }),
    );
  });

  test("of the noncentral t mirror when t and ncp change sign, and add to one", () => {
    const wide = fc.double({ min: -12, max: 12, noNaN: true });
    fc.assert(
      fc.property(wide, fc.double({ min: 1, max: 200, noNaN: true }), wide, (t, d, ncp) => {
        const { lower, upper } = noncentralTTails(t, d, ncp);
        expect(Math.abs(lower + upper - 1)).toBeLessThan(1e-12);
        expect(Math.abs(noncentralTTails(-t, d, -ncp).lower - upper)).toBeLessThan(1e-12);
      }),
    );
  });

  test("of the binomial are the sums of its probabilities", () => {
    const p = fc.double({ min: 0.001, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), p, fc.nat(60), (n, probabilityOfOne, at) => {
        const k = Math.min(at, n);
        const terms = Array.from({ length: k + 1 }, (_, i) => binomialProbability(i, n, probabilityOfOne));
        close(
          binomialTails(k, n, probabilityOfOne).lower,
          terms.reduce((a, b) => a + b, 0),
          1e-11,
        );
      }),
    );
  });

  test("of the far normal keep their digits where one minus the other tail is zero", () => {
    expect(normalTails(10).upper / 7.619853024160527e-24 - 1).toBeLessThan(1e-12);
    expect(1 - normalTails(10).lower).toBe(0);
    expect(tTails(1e9, 3).upper).toBeGreaterThan(0);
  });
});

function close(actual: number, expected: number, tolerance = 1e-10): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(tolerance * Math.abs(expected));
}
