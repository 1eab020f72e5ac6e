import { runMannWhitney } from "../../src/index.ts";
import type { Adapters } from "../reference-case.ts";
import { common, fieldsOf, groups, limits } from "./fields.ts";
import type { Options, TwoGroups } from "./fields.ts";

export const mannWhitneyAdapters: Adapters = {
  "wilcoxon.rank_sum": (inputs: TwoGroups, options: Options) =>
    // The reference is exact beyond the group sizes where this package changes to the normal distribution by itself.
    fieldsOf(runMannWhitney(groups(inputs, options), { ...common(options), p: "exact" }), (r) => ({
      U: r.details.U,
      ties: r.details.ties,
      z_uncorrected: r.details.zUncorrected,
      z_corrected: r.details.zCorrected,
      p_normal_corrected: r.details.pNormalCorrected,
      p_normal_uncorrected: r.details.pNormalUncorrected,
      auc: r.details.auc,
      hl_median_of_differences: r.estimate.value,
      p_exact: r.details.ties ? undefined : r.details.pExact,
      // The reference is exactRankTests, so its own comparison of distances.
      p_exact_conditional: (r.details.ties ? r.details.pExactRankTests : r.details.pExact) ?? undefined,
      hl_ci_exact: r.interval.method === "shift_exact" ? limits(r.interval) : undefined,
    })),
};
