import { chiSquareUpper } from "../../distributions/gamma.ts";
import { sum } from "../../numeric/sum.ts";
import type { Homogeneity } from "./cochran-mantel-haenszel.types.ts";
import type { Cells } from "./common-measures.ts";

/**
 * Breslow–Day test that the strata share one odds ratio, with Tarone's correction for having estimated it by Mantel–Haenszel.
 * `null` with fewer than two strata in which both outcomes and both arms occur. Breslow & Day (1980), eq. 4.30; Tarone (1985), Biometrika 72:91.
 */
export function breslowDay(strata: readonly Cells[], oddsRatio: number | "Inf" | null): Homogeneity | null {
  if (typeof oddsRatio !== "number" || oddsRatio === 0) return null;
  const informative = strata.filter(({ a, b, c, d }) => a + c > 0 && b + d > 0);
  if (informative.length < 2) return null;
  const fits = informative.map((cells) => {
    const expected = expectedFirstCell(cells, oddsRatio);
    return { excess: cells.a - expected, variance: varianceAt(cells, expected) };
  });
  const chi2 = sum(fits.map(({ excess, variance }) => excess ** 2 / variance));
  const correction = sum(fits.map(({ excess }) => excess)) ** 2 / sum(fits.map(({ variance }) => variance));
  const df = informative.length - 1;
  const chi2Tarone = Math.max(0, chi2 - correction);
  return { chi2, df, p: chiSquareUpper(chi2, df), chi2Tarone, pTarone: chiSquareUpper(chi2Tarone, df) };
}

/** The first cell that has the given odds ratio under the table's margins: a root of a quadratic, in the form without cancellation. */
function expectedFirstCell({ a, c, n1, n2 }: Cells, oddsRatio: number): number {
  const events = a + c;
  if (oddsRatio === 1) return (n1 * events) / (n1 + n2);
  const linear = (n1 + events) * oddsRatio + n2 - events;
  const root = Math.sqrt(linear ** 2 - 4 * (oddsRatio - 1) * oddsRatio * n1 * events);
  return linear > 0 ? (2 * oddsRatio * n1 * events) / (linear + root) : (root - linear) / (2 * (1 - oddsRatio));
}

function varianceAt({ a, c, n1, n2 }: Cells, expected: number): number {
  const events = a + c;
  return 1 / (1 / expected + 1 / (n1 - expected) + 1 / (events - expected) + 1 / (n2 - events + expected));
}
