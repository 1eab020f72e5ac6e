/** Adjusts p-values sorted ascending for a family of `tests`, of which those not given count as 1. */
export type Adjust = (sorted: Float64Array, tests: number) => Float64Array;

export const bonferroni: Adjust = (sorted, tests) => sorted.map((p) => Math.min(1, tests * p));

/** Step down: the i-th smallest times the number of hypotheses not yet rejected. Holm (1979). */
export const holm: Adjust = (sorted, tests) => cumulativeMaximum(sorted.map((p, i) => (tests - i) * p));

/** Step up from the largest. Hochberg (1988). */
export const hochberg: Adjust = (sorted, tests) => cumulativeMinimum(sorted.map((p, i) => (tests - i) * p));

/** False discovery rate of independent or positively dependent tests. Benjamini & Hochberg (1995). */
export const benjaminiHochberg: Adjust = (sorted, tests) =>
  cumulativeMinimum(sorted.map((p, i) => (tests / (i + 1)) * p));

/** False discovery rate under any dependence. Benjamini & Yekutieli (2001). */
export const benjaminiYekutieli: Adjust = (sorted, tests) => {
  const harmonic = harmonicNumber(tests);
  return cumulativeMinimum(sorted.map((p, i) => ((harmonic * tests) / (i + 1)) * p));
};

/**
 * Hommel (1988) in O(n log n). With s(m) = min over j of m p(n − m + j) / j, the Simes p of the m largest, and S its maximum from m
 * on, hypothesis i has the adjusted p min over m of max(S(m + 1), m p(i)). The inner minimum is the least slope from the point
 * (n − m, 0) to the points (k, p(k)) at its right: a tangent to their lower hull. Source: Meijer, Krebs & Goeman (2019), Biom J 61:73.
 */
export const hommel: Adjust = (sorted, tests) => {
  const at = (k: number): number => sorted[k - 1] ?? 1;
  const simes = new Float64Array(tests + 2);
  const hull: number[] = [];
  for (let m = 1; m <= tests; m += 1) {
    addToHull(hull, tests - m + 1, at);
    simes[m] = m * leastSlope(hull, tests - m, at);
  }
  for (let m = tests - 1; m >= 1; m -= 1) simes[m] = Math.max(simes[m] ?? 0, simes[m + 1] ?? 0);
  return sorted.map((p) => {
    // S falls and m p rises with m: the smallest maximum lies where they cross.
    let low = 0;
    let high = tests;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (middle * p >= (simes[middle + 1] ?? 0)) high = middle;
      else low = middle + 1;
    }
    const before = low > 0 ? (simes[low] ?? 0) : Infinity;
    return Math.min(1, before, Math.max(low * p, simes[low + 1] ?? 0));
  });
};

/** Adds the point (k, p(k)) at the left of the hull, whose points are listed from right to left. */
function addToHull(hull: number[], k: number, at: (k: number) => number): void {
  for (; hull.length >= 2; hull.pop()) {
    const next = hull[hull.length - 1] ?? 0;
    const after = hull[hull.length - 2] ?? 0;
    if ((at(next) - at(k)) * (after - k) < (at(after) - at(k)) * (next - k)) break;
  }
  hull.push(k);
}

/** Least p(k) / (k − origin) over the points of the hull: along it the slope falls to the tangent point and rises after it. */
function leastSlope(hull: readonly number[], origin: number, at: (k: number) => number): number {
  const slope = (i: number): number => at(hull[i] ?? 0) / ((hull[i] ?? 0) - origin);
  let low = 0;
  let high = hull.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (slope(middle) <= slope(middle + 1)) high = middle;
    else low = middle + 1;
  }
  return slope(low);
}

function harmonicNumber(n: number): number {
  let total = 0;
  for (let i = n; i >= 1; i -= 1) total += 1 / i;
  return total;
}

function cumulativeMaximum(values: Float64Array): Float64Array {
  let most = 0;
  return values.map((value) => (most = Math.max(most, Math.min(1, value))));
}

function cumulativeMinimum(values: Float64Array): Float64Array {
  let least = 1;
  for (let i = values.length - 1; i >= 0; i -= 1) {
    least = Math.min(least, values[i] ?? 1);
    values[i] = least;
  }
  return values;
}
