/**
 * Parameters outside a distribution's domain are errors of the calling program and throw; methods refuse such data before.
 * NaN fails every comparison below, so that it never travels into a result. Points outside the support are no errors:
 * there the tails are 0 and 1.
 */
export function requireDomain(holds: boolean, distribution: string, rule: string, given: readonly number[]): void {
  if (!holds) throw new RangeError(`${distribution}: ${rule}; got ${given.join(", ")}`);
}

/** The point at which a distribution is asked: any number, infinite ones included, but NaN. */
export function requirePoint(x: number, distribution: string): void {
  if (Number.isNaN(x)) throw new RangeError(`${distribution}: the point must be a number; got NaN`);
}

/** A proportion for a quantile. */
export function requireProportion(p: number, distribution: string): void {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`${distribution}: 0 ≤ p ≤ 1; got ${p}`);
}
