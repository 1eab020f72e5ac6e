import { designOf, type Protocol } from "@kendali/domain";
import { runSampleSizeAncova } from "@kendali/stats";
import { advice, type LintRule } from "../rule.ts";

/** A trial computes its size, and recruits what its own assumptions ask for. */
export const sampleSizeSuffices: LintRule = (protocol) => {
  const { sampleSize, arms } = protocol;
  if (sampleSize.method === "total_sampling")
    return designOf(protocol).needsAllocation ? [advice("sample_size_missing", "sampleSize/method")] : [];
  const needed = neededPerArm(sampleSize);
  const planned = sampleSize.perArm ?? 0;
  if (needed === null || (planned >= needed && sampleSize.target >= needed * arms.length)) return [];
  const params = { planned: Math.min(planned, Math.floor(sampleSize.target / Math.max(1, arms.length))), needed };
  return [
    advice("sample_size_not_met", "sampleSize/perArm", { ...params, target: needed * arms.length }, "sampleSize"),
  ];
};

/**
 * Participants to recruit to each arm by the formula of Borm et al. (2007) without the one more that the sample-size
 * page adds: who has fewer than these has fewer than any reading of the formula asks. Null where a number is missing or
 * has no answer.
 */
export function neededPerArm(sampleSize: Protocol["sampleSize"]): number | null {
  const { difference, standardDeviation, correlation, power, alpha, dropOut } = sampleSize;
  if (difference === null || standardDeviation === null || correlation === null || power === null) return null;
  const plan = runSampleSizeAncova({
    delta: Math.abs(difference),
    sd: standardDeviation,
    correlation,
    power,
    significance: alpha,
  });
  if (!plan.ok) return null;
  const measured = Math.ceil(plan.result.details.nPerArm - 1e-9);
  return Math.ceil(measured / (1 - (dropOut ?? 0)) - 1e-9);
}
