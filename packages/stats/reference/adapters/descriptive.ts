import { runDescriptive } from "../../src/index.ts";
import type { Adapters } from "../reference-case.ts";
import { common, fieldsOf, limits } from "./fields.ts";
import type { Options } from "./fields.ts";

export const descriptiveAdapters: Adapters = {
  "descriptive.summary": ({ x }: { x: number[] }, options: Options) =>
    fieldsOf(runDescriptive({ values: x }, common(options)), (r) => ({
      n: r.n.used,
      mean: r.details.mean,
      sd: r.details.sd,
      variance: r.details.variance,
      se: r.standardError,
      median: r.details.median,
      min: r.details.min,
      max: r.details.max,
      q1_type7: r.details.q1,
      q3_type7: r.details.q3,
      q1_type6: r.details.q1Type6,
      q3_type6: r.details.q3Type6,
      q1_type2: r.details.q1Type2,
      q3_type2: r.details.q3Type2,
      mad: r.details.mad,
      skewness_g1: r.details.skewnessG1,
      skewness_G1: r.details.skewnessAdjusted,
      kurtosis_g2: r.details.kurtosisG2,
      kurtosis_G2: r.details.kurtosisAdjusted,
      mean_ci: r.interval === null ? null : limits(r.interval),
      geometric_mean: r.details.geometricMean,
      trimmed_mean_10: r.details.trimmedMean10,
    })),
};
