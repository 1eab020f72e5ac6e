import { runSignTest } from "../../src/index.ts";
import type { Adapters } from "../reference-case.ts";
import { common, fieldsOf, limits, measurements } from "./fields.ts";
import type { Options, Pre } from "./fields.ts";

export const signTestAdapters: Adapters = {
  "sign.exact": (inputs: Pre, options: Options) =>
    fieldsOf(runSignTest(measurements(inputs, options), common(options)), (r) => ({
      n_pos: r.details.positive,
      n_neg: r.details.negative,
      n_zero: r.details.zero,
      p: r.p.value,
      prop_pos: r.estimate.value,
      prop_ci: limits(r.interval),
    })),
};
