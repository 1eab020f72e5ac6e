import { designOf } from "@kendali/domain";
import { armsInRatio } from "../../sample-size/arms-in-ratio.ts";
import { sizeUnfit } from "../../sample-size/plan-sample-size.ts";
import { ratioWords } from "../../sample-size/size-of-arms.ts";
import { sizeShortfall } from "../../sample-size/size-shortfall.ts";
import { advice, type LintRule } from "../rule.ts";

/** A trial computes its size by a method that fits its arms, and any study recruits what its own assumptions ask for. */
export const sampleSizeSuffices: LintRule = (protocol) => {
  if (protocol.sampleSize.method === "total_sampling")
    return designOf(protocol).needsAllocation ? [advice("sample_size_missing", "sampleSize/method")] : [];
  const unfit = sizeUnfit(protocol);
  if (unfit === "one_group_method")
    return [advice("sample_size_one_group", "sampleSize/method", { arms: protocol.arms.length })];
  if (unfit === "two_arms_method") return [advice("sample_size_two_arms", "sampleSize/method")];
  const shortfall = sizeShortfall(protocol);
  if (shortfall === null) return [];
  const arms = armsInRatio(protocol) ?? [];
  const isEqual = arms.every(({ weight }) => weight === 1);
  const ratio = ratioWords(arms);
  switch (shortfall.kind) {
    case "one_group": {
      const { planned, needed } = shortfall;
      return [advice("sample_size_not_met_one_group", "sampleSize/target", { planned, needed }, "sampleSize")];
    }
    case "arm": {
      const { planned, needed, total } = shortfall;
      const params = { planned, needed, target: total };
      return isEqual
        ? [advice("sample_size_not_met", "sampleSize/perArm", params, "sampleSize")]
        : [advice("sample_size_not_met_ratio", "sampleSize/perArm", { ...params, ratio }, "sampleSize")];
    }
    case "target": {
      const { kind: _kind, ...params } = shortfall;
      // Of equal arms the document's own rule says it.
      return isEqual
        ? []
        : [advice("sample_size_below_ratio", "sampleSize/target", { ...params, ratio }, "sampleSize")];
    }
  }
};
