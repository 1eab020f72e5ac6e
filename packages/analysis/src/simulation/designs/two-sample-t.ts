import { compareMeans, momentsOf } from "@kendali/stats";
import { twoArms, twoArmsExample, twoArmsRules, type TwoArms } from "./two-arms.ts";

export type TwoSampleTDesign = TwoArms & { readonly variant: "welch" | "pooled" };

export const twoSampleT = twoArms<TwoSampleTDesign>(
  {
    key: "two_sample_t",
    method: "two_sample_t",
    rules: { ...twoArmsRules, variant: { kind: "choice", choices: ["welch", "pooled"] } },
    example: { ...twoArmsExample, variant: "welch" },
  },
  (first, second, { parameters: { variant }, alternative }) => {
    if (first.length < 2 || second.length < 2) return "n_below_2";
    return compareMeans(momentsOf(first), momentsOf(second), { variant, alternative })?.p ?? "zero_variance";
  },
);
