import { chiSquareQuantile } from "../../distributions/gamma.ts";
import { profileLogistic } from "../../linear/logistic-fit.ts";
import type { ProfileInput } from "./profile-interval.ts";

/**
 * The profile limits as MASS 7.3 and R 4.4 and later give them: the signed root of the rise in deviance at steps of the estimate, a
 * cubic spline through those, evaluated at three times as many points, and straight lines between them. It is near the exact limits
 * and no more; it is here for who must reproduce R to all digits. `null` where a limit lies outside the steps.
 * Sources: Venables & Ripley (2002), 7.2; Forsythe, Malcolm & Moler (1977), 4.4 (end conditions of the spline).
 */
export function profileLimitsBySpline(input: ProfileInput, level: number): [number | null, number | null] {
  const { fit, y, a, value, standardError, z } = input;
  const end = Math.sqrt(chiSquareQuantile(1 - (1 - level) / 4, 1));
  const points: [number, number][] = [[value, 0]];
  for (const side of [-1, 1]) {
    let start = fit.coordinates;
    let root = 0;
    for (let step = 1; step < 10 && Math.abs(root) < end; step += 1) {
      const at = value + (side * step * end * standardError) / 5;
      const point = profileLogistic(fit.basis, y, { a, value: at, start });
      if (point === null) return [null, null];
      start = point.coordinates;
      root = side * Math.sqrt(Math.max(0, point.deviance - fit.deviance));
      points.push([at, root]);
    }
  }
  points.sort(([, first], [, second]) => first - second);
  const curve = splinePoints(points);
  return [crossing(curve, -z), crossing(curve, z)];
}

/** A cubic spline with Forsythe's end conditions at three times as many equally spaced points. Four points or more. */
function splinePoints(points: readonly (readonly [number, number])[]): [number, number][] {
  const x = points.map(([at]) => at);
  const y = points.map(([, value]) => value);
  const second = splineCurvatures(x, y);
  const first = x[0] ?? 0;
  const last = x.at(-1) ?? 0;
  const count = 3 * points.length;
  return Array.from({ length: count }, (_, k): [number, number] => {
    const at = first + (k * (last - first)) / (count - 1);
    const i = Math.max(0, Math.min(x.length - 2, x.findLastIndex((value) => value <= at))); // prettier-ignore
    const [x0 = 0, x1 = 0] = [x[i], x[i + 1]];
    const [y0 = 0, y1 = 0] = [y[i], y[i + 1]];
    const [m0 = 0, m1 = 0] = [second[i], second[i + 1]];
    const h = x1 - x0;
    const [left, right] = [(x1 - at) / h, (at - x0) / h];
    const bend = ((left ** 3 - left) * m0 + (right ** 3 - right) * m1) * (h * h / 6); // prettier-ignore
    return [at, left * y0 + right * y1 + bend];
  });
}

/** Second derivatives at the points; at either end the third derivative is that of the cubic through the four points there. */
function splineCurvatures(x: readonly number[], y: readonly number[]): number[] {
  const n = x.length;
  const at = (values: readonly number[], i: number): number => values[i] ?? 0;
  const h = x.slice(1).map((value, i) => value - at(x, i));
  const slope = h.map((width, i) => (at(y, i + 1) - at(y, i)) / width);
  const diagonal = x.map((_, i) => (i === 0 ? -at(h, 0) : i === n - 1 ? -at(h, n - 2) : 2 * (at(h, i - 1) + at(h, i))));
  const right = x.map((_, i) => (i === 0 || i === n - 1 ? 0 : 6 * (at(slope, i) - at(slope, i - 1))));
  const divided = (i: number): number => (at(slope, i + 1) - at(slope, i)) / (at(x, i + 2) - at(x, i));
  if (n > 3) {
    right[0] = (6 * (divided(1) - divided(0)) * at(h, 0) ** 2) / (at(x, 3) - at(x, 0));
    right[n - 1] = (-6 * (divided(n - 3) - divided(n - 4)) * at(h, n - 2) ** 2) / (at(x, n - 1) - at(x, n - 4));
  }
  for (let i = 1; i < n; i += 1) {
    const factor = at(h, i - 1) / at(diagonal, i - 1);
    diagonal[i] = at(diagonal, i) - factor * at(h, i - 1);
    right[i] = at(right, i) - factor * at(right, i - 1);
  }
  const second = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i -= 1)
    second[i] = (at(right, i) - (i < n - 1 ? at(h, i) * at(second, i + 1) : 0)) / at(diagonal, i);
  return second;
}

/** The first place at which the broken line takes a value. */
function crossing(curve: readonly (readonly [number, number])[], target: number): number | null {
  const sorted = curve.toSorted(([, a], [, b]) => a - b);
  for (const [i, [x1, y1]] of sorted.entries()) {
    const [x0, y0] = sorted[i - 1] ?? [x1, y1];
    if (i > 0 && y0 <= target && target <= y1) return y1 === y0 ? x1 : x0 + ((target - y0) / (y1 - y0)) * (x1 - x0);
  }
  return null;
}
