import { designOf } from "@kendali/domain";
import { sizeShortfall } from "../../sample-size/size-shortfall.ts";
import { advice, type LintRule } from "../rule.ts";

/** A trial computes its size, and any study recruits what its own assumptions ask for. */
export const sampleSizeSuffices: LintRule = (protocol) => {
  if (protocol.sampleSize.method === "total_sampling")
    return designOf(protocol).needsAllocation ? [advice("sample_size_missing", "sampleSize/method")] : [];
  const shortfall = sizeShortfall(protocol);
  if (shortfall === null) return [];
  const { planned, needed, total, path } = shortfall;
  return [advice("sample_size_not_met", path, { planned, needed, target: total }, "sampleSize")];
};
