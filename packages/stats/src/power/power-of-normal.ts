import { normalLower, normalUpperQuantile } from "../distributions/normal.ts";
import type { Sided } from "./planning.types.ts";

type NormalPowerInput = {
  /** Effect over its standard error, in the direction that the test rejects in. */
  readonly shift: number;
  /** Standard error under the null hypothesis, in units of the one under the alternative; 1 when absent. */
  readonly nullSpread?: number;
  readonly significance: number;
  readonly sided: Sided;
  readonly strict: boolean;
};

/** Power of a z-test: Φ(shift − z · spread), and with `strict` the other side of a two-sided test. Example: shift 2.8: 0.7995. */
export function powerOfNormal({ shift, nullSpread = 1, significance, sided, strict }: NormalPowerInput): number {
  const isTwoSided = sided === "two_sided";
  const critical = normalUpperQuantile(significance / (isTwoSided ? 2 : 1)) * nullSpread;
  const near = normalLower(shift - critical);
  return isTwoSided && strict ? Math.min(1, near + normalLower(-shift - critical)) : near;
}

/** The power that remains without an effect. */
export function leastPower(sided: Sided, strict: boolean): (values: { readonly significance: number }) => number {
  const share = sided === "two_sided" && !strict ? 0.5 : 1;
  return ({ significance }) => share * significance;
}
