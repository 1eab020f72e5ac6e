import { normalDensity } from "../distributions/normal.ts";

/** E f(Z) of a function that is smooth on the scale of a standard deviation: there the trapezoid rule is exact to double precision. */
export function averageOverNormal(f: (z: number) => number): number {
  const step = 1 / 8;
  let total = 0;
  for (let i = -72; i <= 72; i += 1) total += step * normalDensity(i * step) * f(i * step);
  return total;
}
