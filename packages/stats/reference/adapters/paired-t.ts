import { runPairedT } from "../../src/index.ts";
import type { Adapters } from "../reference-case.ts";
import { common, fieldsOf, limits, measurements } from "./fields.ts";
import type { Options, Pre } from "./fields.ts";

export const pairedTAdapters: Adapters = {
  "t.paired": (inputs: Pre, options: Options) =>
    fieldsOf(runPairedT(measurements(inputs, options), common(options)), (r) => ({
      t: r.statistic.value,
      df: r.statistic.df,
      p: r.p.value,
      mean_diff: r.estimate.value,
      se: r.standardError,
      sd_diff: r.details.sdDifference,
      ci: limits(r.interval),
      r: r.details.correlation,
      n: r.n.used,
      n_pairs: r.n.used,
      n_complete: r.n.used,
      n_dropped: r.n.excluded.reduce((total, { count }) => total + count, 0),
      dropped: r.n.excluded.reduce((total, { count }) => total + count, 0),
    })),
};
