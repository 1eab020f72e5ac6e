import { runChiSquare, runCochranMantelHaenszel, runProportionTrend } from "../../src/index.ts";
import type { Adapters } from "../reference-case.ts";
import { common, fieldsOf, limits, limitsOrNull } from "./fields.ts";
import type { Options, Table } from "./fields.ts";

export const contingencyAdapters: Adapters = {
  "chisq.rxc": ({ table }: Table, options: Options & { correct?: boolean }) =>
    fieldsOf(runChiSquare({ table }, { yates: options.correct === true, fisher: patienceFor(table) }), (r) => ({
      chi2: r.statistic.value,
      df: r.statistic.df,
      p: r.p.value,
      min_expected: r.details.minimumExpected,
      cramers_v: r.details.cramersV,
      p_fisher: r.details.pFisher ?? undefined,
    })),
  "cmh.2x2xK": ({ strata }: { strata: number[][][] }, options: Options) =>
    fieldsOf(runCochranMantelHaenszel({ strata: strata.map(stratumOf) }, common(options)), ({ details: d }) => ({
      chi2: d.chi2,
      p: d.pChi2,
      chi2_cc: d.chi2Corrected,
      p_cc: d.pChi2Corrected,
      p_exact: d.pExact ?? undefined,
      or_mh: d.oddsRatio.value,
      or_mh_ci: limitsOrNull(d.oddsRatio.interval),
      or_conditional_mle: d.conditionalOddsRatio?.value,
      or_ci_exact_conditional: limitsOrNull(d.conditionalOddsRatio?.interval ?? null),
      rr_mh: d.riskRatio.value,
      rr_mh_ci: limitsOrNull(d.riskRatio.interval),
      // Rows are arms, events are column 1: the difference of column 2 has the other sign.
      rd_mh_col1: d.riskDifference.value,
      rd_mh_col2: 0 - d.riskDifference.value,
      rd_mh_ci: limits(d.riskDifference.intervalSato),
      breslow_day: d.homogeneity?.chi2,
      p_breslow_day: d.homogeneity?.p,
      breslow_day_tarone: d.homogeneity?.chi2Tarone,
      p_breslow_day_tarone: d.homogeneity?.pTarone,
    })),
  cochran_armitage: ({ x, n }: { x: number[]; n: number[] }, options: Options & { scores?: number[] }) =>
    fieldsOf(
      runProportionTrend(
        {
          groups: x.map((events, i) => ({ events, total: n[i] ?? 0 })),
          ...(options.scores === undefined ? {} : { scores: options.scores }),
        },
        common(options),
      ),
      (r) => ({ chi2: r.statistic.value, df: r.statistic.df, z: r.details.z, p: r.p.value, slope: r.estimate.value }),
    ),
};

/** What R's network holds by default is mostly below so many participants: there it is worth waiting for. */
function patienceFor(table: number[][]): "quick" | "thorough" {
  return table.flat().reduce((total, count) => total + count, 0) <= 250 ? "thorough" : "quick";
}

function stratumOf([[a = 0, b = 0] = [], [c = 0, d = 0] = []]: number[][]) {
  return { first: { events: a, total: a + b }, second: { events: c, total: c + d } };
}
