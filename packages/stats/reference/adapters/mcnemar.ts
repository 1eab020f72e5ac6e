import { runMcNemar } from "../../src/index.ts";
import type { Adapters } from "../reference-case.ts";
import { common, fieldsOf, limits } from "./fields.ts";
import type { Options, Table } from "./fields.ts";

export const mcnemarAdapters: Adapters = {
  mcnemar: ({ table }: Table, options: Options) =>
    // The reference's difference is before − after.
    fieldsOf(runMcNemar({ table }, { ...common(options), direction: "first_minus_second" }), (r) => ({
      b: r.details.yesToNo,
      c: r.details.noToYes,
      n: r.n.used,
      p_exact: r.details.pExact,
      p_midp: r.details.pMid,
      chi2: r.details.chi2,
      p_chi2: r.details.pChi2,
      chi2_cc: r.details.chi2Corrected,
      p_chi2_cc: r.details.pChi2Corrected,
      diff: r.estimate.value,
      diff_ci_wald: limits(r.details.intervalWald),
      diff_ci_newcombe: limits(r.details.intervalNewcombe),
      or_conditional: r.details.oddsRatio,
      or_ci_exact: limits(r.details.oddsRatioInterval),
    })),
};
