import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { betaTails } from "./beta.ts";
import { binomialProbability, binomialTails } from "./binomial.ts";
import { fTails } from "./f.ts";
import { chiSquareTails, gammaTails } from "./gamma.ts";
import { hypergeometricProbability, hypergeometricTails } from "./hypergeometric.ts";
import { noncentralChiSquareTails } from "./noncentral-chi-square.ts";
import { noncentralFTails } from "./noncentral-f.ts";
import { noncentralTTails } from "./noncentral-t.ts";
import { normalTails } from "./normal.ts";
import { poissonProbability, poissonTails } from "./poisson.ts";
import { studentizedRangeTails } from "./studentized-range.ts";
import { tTails, tTwoSided } from "./student-t.ts";
import type { Tails } from "./tails.ts";

fc.configureGlobal({ seed: 20260611 });

const real = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const whole = (max: number) => fc.integer({ min: 1, max });

/** Relations between distributions: each side is computed by another algorithm. */
describe("what textbooks say about one distribution in terms of another", () => {
  test("the studentized range of two means is the two-sided t at q/√2", () => {
    fc.assert(
      fc.property(real(0.01, 30), real(1, 200), (q, df) => {
        close(studentizedRangeTails(q, 2, df).upper, tTwoSided(q / Math.SQRT2, df), 1e-11);
      }),
      { numRuns: 25 },
    );
  });

  test("with unlimited degrees of freedom the studentized range is the range of normals", () => {
    fc.assert(
      fc.property(real(0.01, 30), (q) => {
        close(studentizedRangeTails(q, 2, Infinity).upper, 2 * normalTails(q / Math.SQRT2).upper, 1e-12);
      }),
    );
  });

  test("Tukey's tail lies between that of one pair and Bonferroni's bound over all pairs", () => {
    fc.assert(
      fc.property(real(0.5, 12), fc.integer({ min: 3, max: 12 }), real(2, 100), (q, k, df) => {
        const pair = tTwoSided(q / Math.SQRT2, df);
        const { upper } = studentizedRangeTails(q, k, df);
        expect(upper).toBeGreaterThan(pair);
        expect(upper).toBeLessThanOrEqual(((k * (k - 1)) / 2) * pair);
      }),
      { numRuns: 25 },
    );
  });

  test("t² with noncentrality δ is noncentral F with δ²", () => {
    fc.assert(
      fc.property(real(0.05, 12), real(1.5, 300), real(0.05, 8), (t, df, ncp) => {
        const twoSided = noncentralTTails(t, df, ncp).upper + noncentralTTails(-t, df, ncp).lower;
        close(noncentralFTails(t * t, { df1: 1, df2: df, ncp: ncp * ncp }).upper, twoSided, 1e-11);
      }),
    );
  });

  test("noncentral chi-square with one degree of freedom is a shifted normal, squared", () => {
    fc.assert(
      fc.property(real(0.05, 9), real(0.05, 9), (z, shift) => {
        const beyond = normalTails(z - shift).upper + normalTails(-z - shift).lower;
        close(noncentralChiSquareTails(z * z, 1, shift * shift).upper, beyond, 1e-11);
      }),
    );
  });

  test("noncentral F tends to noncentral chi-square over df1, t to the normal, as their df grow", () => {
    fc.assert(
      fc.property(real(0.1, 5), whole(9), real(0.1, 20), (x, df1, ncp) => {
        const limit = noncentralFTails(x, { df1, df2: Infinity, ncp });
        close(noncentralFTails(x, { df1, df2: 1e12, ncp }).upper, limit.upper, 1e-9);
        close(limit.upper, noncentralChiSquareTails(x * df1, df1, ncp).upper, 1e-14);
        close(tTails(x, 1e15).upper, normalTails(x).upper, 1e-12);
        close(noncentralTTails(x, 1e15, 1).upper, normalTails(x - 1).upper, 1e-12);
      }),
    );
  });

  test("Poisson is gamma at a whole shape, chi-square at twice the mean, and the limit of the binomial", () => {
    fc.assert(
      fc.property(whole(60), real(0.05, 80), (k, mean) => {
        close(poissonTails(k, mean).lower, gammaTails(mean, k + 1).upper, 1e-13);
        close(poissonTails(k, mean).lower, chiSquareTails(2 * mean, 2 * k + 2).upper, 1e-13);
        close(binomialTails(k, 1e13, mean / 1e13).lower, poissonTails(k, mean).lower, 1e-8);
      }),
    );
  });

  test("binomial, beta and F count the same thing", () => {
    fc.assert(
      fc.property(whole(60), whole(60), real(0.01, 0.99), (k, more, p) => {
        const n = k + more;
        const { lower } = binomialTails(k, n + 1, p);
        close(betaTails(p, k + 1, n + 1 - k).upper, lower, 1e-13);
        close(fTails(((n + 1 - k) * p) / ((k + 1) * (1 - p)), 2 * (k + 1), 2 * (n + 1 - k)).upper, lower, 1e-12);
      }),
    );
  });

  test("hypergeometric: rows and columns of the table may be exchanged; a large population is binomial", () => {
    fc.assert(
      fc.property(whole(40), whole(40), whole(40), whole(40), (a, b, c, d) => {
        const byRow = hypergeometricTails(a, { firstTotal: a + b, secondTotal: c + d, events: a + c });
        const byColumn = hypergeometricTails(a, { firstTotal: a + c, secondTotal: b + d, events: a + b });
        close(byRow.lower, byColumn.lower, 1e-11);
        close(byRow.upper, byColumn.upper, 1e-11);
        const margins = { firstTotal: a * 1e11, secondTotal: b * 1e11, events: c + d };
        close(hypergeometricTails(c - 1, margins).upper, binomialTails(c - 1, c + d, a / (a + b)).upper, 1e-8);
      }),
    );
  });
});

describe("counts", () => {
  test("have tails that differ by their probabilities", () => {
    fc.assert(
      fc.property(whole(50), whole(50), whole(50), real(0.02, 0.98), (k, b, c, p) => {
        const margins = { firstTotal: k + b, secondTotal: c + b, events: k + c };
        grows((i) => binomialTails(i, k + b, p), k, binomialProbability(k, k + b, p));
        grows((i) => poissonTails(i, b + p), k, poissonProbability(k, b + p));
        grows((i) => hypergeometricTails(i, margins), k, hypergeometricProbability(k, margins));
      }),
    );
  });

  function grows(tails: (k: number) => Tails, k: number, probability: number): void {
    const here = tails(k);
    const before = tails(k - 1);
    // On the side where both are small nothing cancels but the difference itself.
    const step = here.lower <= 0.5 ? here.lower - before.lower : before.upper - here.upper;
    const scale = here.lower <= 0.5 ? here.lower : before.upper;
    expect(Math.abs(step - probability)).toBeLessThanOrEqual(1e-12 * scale);
  }
});

function close(actual: number, expected: number, tolerance: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(tolerance * Math.abs(expected));
}
