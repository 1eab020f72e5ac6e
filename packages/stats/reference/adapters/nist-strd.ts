import { runDescriptive, runOneWayAnova } from "../../src/index.ts";
import type { Adapters } from "../reference-case.ts";
import { fieldsOf } from "./fields.ts";

export const nistStrdAdapters: Adapters = {
  "nist.univariate": ({ x }: { x: (number | null)[] }) =>
    fieldsOf(runDescriptive({ values: x }), ({ n, details: d }) => ({
      n: n.used,
      mean: d.mean,
      sd: d.sd,
      lag1_autocorrelation: d.lag1Autocorrelation,
    })),
  "nist.anova": ({ y, group }: { y: (number | null)[]; group: (string | number | null)[] }) =>
    fieldsOf(runOneWayAnova({ values: y, group }, { checkAssumptions: false }), ({ n, details: d }) => ({
      n: n.used,
      df_between: d.dfBetween,
      ss_between: d.ssBetween,
      ms_between: d.msBetween,
      F: d.classical.statistic.value,
      p: d.classical.p.value,
      df_within: d.dfWithin,
      ss_within: d.ssWithin,
      ms_within: d.msWithin,
      r_squared: d.etaSquared,
      residual_sd: Math.sqrt(d.msWithin),
    })),
};
