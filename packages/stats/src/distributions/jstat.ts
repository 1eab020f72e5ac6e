// jStat publishes no types, and an ambient declaration cannot be imported; packages that read this source find it by this line.
// oxlint-disable-next-line typescript/triple-slash-reference
/// <reference path="./jstat-module.d.ts" />
import jStat from "jstat";

/**
 * The only door to jStat. It is used where it was measured to be exact (docs/statistics/distributions.md): the normal
 * distribution within three standard deviations of the mean. Elsewhere it loses digits or returns 0.
 */
export const jstatNormal = {
  lower: (z: number): number => jStat.normal.cdf(z, 0, 1),
  quantile: (p: number): number => jStat.normal.inv(p, 0, 1),
};

/** Starting value for the quantile of a gamma distribution with scale 1 (relative error about 1e-10 for p within 0.001–0.999). */
export function jstatGammaQuantile(p: number, shape: number): number {
  return jStat.gamma.inv(p, shape, 1);
}
