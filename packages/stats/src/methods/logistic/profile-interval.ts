import type { LogisticFit } from "../../linear/logistic-fit.ts";
import { profileLogistic } from "../../linear/logistic-fit.ts";
import { findRoot } from "../../numeric/find-root.ts";

export type ProfileInput = {
  readonly fit: LogisticFit;
  readonly y: Float64Array;
  /** The coefficient as a linear function of the fit's coordinates. */
  readonly a: readonly number[];
  readonly value: number;
  readonly standardError: number;
  readonly z: number;
};

/**
 * The value of a coefficient, below (−1) or above (1) its estimate, at which the deviance, minimized over the other coefficients, has
 * risen by z². `null` where the search does not end. Source: Venzon & Moolgavkar (1988), Applied Statistics 37:87.
 */
export function profileLimit(input: ProfileInput, side: -1 | 1): number | null {
  const { fit, y, a, value, standardError, z } = input;
  let start = fit.coordinates;
  let isLost = false;
  const excess = (steps: number): number => {
    const point = profileLogistic(fit.basis, y, { a, value: value + side * steps * standardError, start });
    if (point === null) {
      isLost = true;
      return 0;
    }
    start = point.coordinates;
    return Math.sqrt(Math.max(0, point.deviance - fit.deviance)) - z;
  };
  // In units of the standard error the limit lies near z; the likelihood of a maximum that exists falls without end.
  let low = 0;
  let high = z;
  while (!isLost && excess(high) < 0) {
    low = high;
    high *= 2;
    if (high > 1e6) return null;
  }
  const steps = findRoot((x) => (x === 0 ? -z : excess(x)), low, high, 1e-10);
  return isLost ? null : value + side * steps * standardError;
}
