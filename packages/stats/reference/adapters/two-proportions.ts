import { runTwoProportions } from "../../src/index.ts";
import type { Adapters } from "../reference-case.ts";
import { common, fieldsOf, limits, limitsOrNull } from "./fields.ts";
import type { Options } from "./fields.ts";

export const twoProportionsAdapters: Adapters = {
  "proportions.two": (i: { x1: number; n1: number; x2: number; n2: number }, options: Options) =>
    fieldsOf(
      runTwoProportions(
        { first: { events: i.x1, total: i.n1 }, second: { events: i.x2, total: i.n2 } },
        common(options),
      ),
      ({ estimate, details: d }) => ({
        p1: d.proportionFirst,
        p2: d.proportionSecond,
        rd: estimate.value,
        rd_ci_wald: limits(d.intervalWald),
        rd_ci_newcombe: limits(d.intervalNewcombe),
        rd_ci_miettinen_nurminen: limits(d.intervalMiettinenNurminen),
        rr: d.riskRatio.value,
        rr_ci_katz: limitsOrNull(d.riskRatio.interval),
        or: d.oddsRatio.value,
        or_ci_woolf: limitsOrNull(d.oddsRatio.interval),
        chi2: d.chi2?.value ?? null,
        p_chi2: d.chi2?.p ?? null,
        chi2_yates: d.chi2Yates?.value ?? null,
        p_chi2_yates: d.chi2Yates?.p ?? null,
        p_fisher: d.pFisher,
        or_conditional_mle: d.conditionalOddsRatio.value,
        or_ci_exact_conditional: limitsOrNull(d.conditionalOddsRatio.interval),
      }),
    ),
};
