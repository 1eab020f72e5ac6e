import { runWilcoxonSignedRank } from "../../src/index.ts";
import type { Adapters } from "../reference-case.ts";
import { common, fieldsOf, limits, measurements } from "./fields.ts";
import type { Options, Pre } from "./fields.ts";

export const wilcoxonSignedRankAdapters: Adapters = {
  "wilcoxon.signed_rank": (inputs: Pre, options: Options) =>
    // The reference is exact beyond the number of pairs where this package changes to the normal distribution by itself.
    fieldsOf(runWilcoxonSignedRank(measurements(inputs, options), { ...common(options), p: "exact" }), (r) => ({
      n: r.n.used,
      n_nonzero: r.details.nonzero,
      n_zero: r.details.zero,
      ties: r.details.ties,
      V: r.details.V,
      V_minus: r.details.vMinus,
      z_uncorrected: r.details.zUncorrected,
      z_corrected: r.details.zCorrected,
      p_normal_corrected: r.details.pNormalCorrected,
      p_normal_uncorrected: r.details.pNormalUncorrected,
      p_exact: r.details.ties ? undefined : r.details.pExact,
      p_exact_conditional: r.details.pExact ?? undefined,
      hl_estimate_nonzero: r.estimate.value,
      walsh_median: r.estimate.value,
      hl_ci_exact: r.interval.method === "walsh_exact" ? limits(r.interval) : undefined,
      pratt_z: r.details.pratt.z,
      pratt_p_asymptotic: r.details.pratt.pNormal,
      pratt_p_exact: r.details.pratt.pExact,
    })),
};
