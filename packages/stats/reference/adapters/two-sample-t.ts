import { runTwoSampleT } from "../../src/index.ts";
import type { TwoSampleTTest } from "../../src/index.ts";
import type { Adapters } from "../reference-case.ts";
import { common, fieldsOf, groups, limits } from "./fields.ts";
import type { Options, TwoGroups } from "./fields.ts";

export const twoSampleTAdapters: Adapters = {
  "t.two_sample": (inputs: TwoGroups, options: Options) =>
    fieldsOf(runTwoSampleT(groups(inputs, options), common(options)), (r) => ({
      mean_diff: r.estimate.value,
      welch: testFields(r.details.welch),
      pooled: testFields(r.details.pooled),
      d_s: r.details.d_s,
      d_s_ci_nct: r.details.dSInterval === null ? [null, null] : limits(r.details.dSInterval),
      g_s: r.details.g_s,
      // The sd of y, whichever side it is on.
      glass_delta_y:
        options.direction === "y-x" && r.details.first.sd > 0
          ? r.estimate.value / r.details.first.sd
          : r.details.glass_delta_second,
    })),
};

function testFields(test: TwoSampleTTest): Readonly<Record<string, unknown>> {
  return { t: test.statistic.value, df: test.statistic.df, p: test.p.value, ci: limits(test.interval) };
}
