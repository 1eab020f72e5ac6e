import { chiSquareTails } from "../distributions/gamma.ts";
import { noncentralTTail } from "../distributions/noncentral-t.ts";
import { normalLower } from "../distributions/normal.ts";
import { tQuantile } from "../distributions/student-t.ts";
import { averageOverNormal } from "./average-over-normal.ts";
import { powerOfNormal } from "./power-of-normal.ts";
import type { Sided } from "./planning.types.ts";

type TPowerInput = {
  readonly df: number;
  /** Noncentrality in the direction that the test rejects in; see `towards`. */
  readonly ncp: number;
  readonly significance: number;
  readonly sided: Sided;
  readonly strict: boolean;
};

/**
 * Power of a t-test: P(|T| > t quantile) or P(T > t quantile) under the noncentral t; without `strict` a two-sided test
 * counts the side of the effect only. Source: R's power.t.test. Example: df 19, ncp 0.5 √20: 0.5645044184.
 */
export function powerOfT({ df, ncp, significance, sided, strict }: TPowerInput): number {
  const isTwoSided = sided === "two_sided";
  const tail = significance / (isTwoSided ? 2 : 1);
  // From here the t distribution differs from the normal by less than a double shows.
  if (df > 1e11) return powerOfNormal({ shift: ncp, significance, sided, strict });
  const critical = -tQuantile(tail, df);
  const upper = upperTail(critical, df, ncp, tail);
  // P(T < 0) is Φ(−ncp): no double beyond 40.
  const hasBoth = isTwoSided && strict && ncp < 40;
  return hasBoth ? Math.min(1, upper + noncentralTTail("lower", -critical, df, ncp)) : upper;
}

function upperTail(critical: number, df: number, ncp: number, tail: number): number {
  // Beyond this the tail below is less than 1e-20 and the sums of the noncentral t would only be long.
  if (ncp > 100 && ncp > 10 * critical) return 1;
  if (ncp > 200 && df < ncp * ncp) return farUpperTail(critical, df, ncp);
  // Degrees of freedom near zero: T is 1/S with S so heavy at zero that only the sign of Z + ncp still matters.
  if (critical > 1e150) return 2 * tail * normalLower(ncp);
  return noncentralTTail("upper", critical, df, ncp);
}

/** P(S < (Z + ncp) / critical) averaged over Z, in which it is smooth for a large ncp. */
function farUpperTail(critical: number, df: number, ncp: number): number {
  return averageOverNormal((z) => chiSquareTails(df * ((ncp + z) / critical) ** 2, df).lower);
}
