/**
 * Root of a continuous function by Brent's method (1973, ch. 4), from a bracket with opposite signs at its ends.
 * Stops at the given relative tolerance or at a bracket that a double cannot split.
 */
export function findRoot(f: (x: number) => number, low: number, high: number, tolerance = 1e-15): number {
  let a = low;
  let b = high;
  let fa = f(a);
  let fb = f(b);
  if (fa === 0) return a;
  if (fb === 0) return b;
  let c = a;
  let fc = fa;
  let step = b - a;
  let previous = step;
  for (let iteration = 0; iteration < 300; iteration += 1) {
    if (Math.abs(fc) < Math.abs(fb)) [a, b, c, fa, fb, fc] = [b, c, b, fb, fc, fb];
    const limit = 2 * Number.EPSILON * Math.abs(b) + tolerance * Math.abs(b) * 0.5 + Number.MIN_VALUE;
    const half = (c - b) / 2;
    if (Math.abs(half) <= limit || fb === 0) return b;
    const next = interpolate({ a, b, c, fa, fb, fc, half, previous, limit });
    previous = next === null ? half : step;
    step = next ?? half;
    a = b;
    fa = fb;
    b += Math.abs(step) > limit ? step : Math.sign(half) * limit;
    fb = f(b);
    if (fb > 0 === fc > 0) {
      c = a;
      fc = fa;
      step = b - a;
      previous = step;
    }
  }
  return b;
}

type Bracket = Readonly<Record<"a" | "b" | "c" | "fa" | "fb" | "fc" | "half" | "previous" | "limit", number>>;

/** The secant or inverse quadratic step, or `null` where bisection is safer. */
function interpolate({ a, b, c, fa, fb, fc, half, previous, limit }: Bracket): number | null {
  if (Math.abs(previous) < limit || Math.abs(fa) <= Math.abs(fb)) return null;
  const s = fb / fa;
  let p = 2 * half * s;
  let q = 1 - s;
  if (a !== c) {
    const r = fb / fc;
    const t = fa / fc;
    p = s * (2 * half * t * (t - r) - (b - a) * (r - 1));
    q = (t - 1) * (r - 1) * (s - 1);
  }
  if (p > 0) q = -q;
  else p = -p;
  return 2 * p < Math.min(3 * half * q - Math.abs(limit * q), Math.abs(previous * q)) ? p / q : null;
}
