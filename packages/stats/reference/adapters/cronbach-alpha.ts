import { runCronbachAlpha } from "../../src/index.ts";
import type { Adapters } from "../reference-case.ts";
import { common, fieldsOf, limits } from "./fields.ts";
import type { Options } from "./fields.ts";

export const cronbachAlphaAdapters: Adapters = {
  "reliability.cronbach_alpha": ({ items }: { items: (number | null)[][] }, options: Options) =>
    fieldsOf(runCronbachAlpha({ items }, common(options)), (r) => ({
      alpha: r.estimate.value,
      alpha_std: r.details.standardizedAlpha,
      mean_r: r.details.meanCorrelation,
      ci_feldt: limits(r.interval),
      n: r.n.used,
      k: r.details.itemCount,
      alpha_if_deleted: r.details.itemCount === 2 ? null : r.details.items.map((item) => item.alphaIfDeleted),
      item_rest_r: r.details.items.map((item) => item.restCorrelation),
      item_mean: r.details.items.map((item) => item.mean),
      item_sd: r.details.items.map((item) => item.sd),
    })),
};
