import { runOneProportion, runOneRate } from "../../src/index.ts";
import type { Adapters } from "../reference-case.ts";
import { common, fieldsOf, limits } from "./fields.ts";
import type { Options } from "./fields.ts";

export const oneProportionAdapters: Adapters = {
  "proportion.one": ({ x, n }: { x: number; n: number }, options: Options & { p0: number }) =>
    fieldsOf(runOneProportion({ events: x, total: n }, { ...common(options), nullProportion: options.p0 }), (r) => ({
      p_hat: r.estimate.value,
      ci_clopper_pearson: limits(r.details.intervalClopperPearson),
      ci_wilson: limits(r.details.intervalWilson),
      ci_agresti_coull: limits(r.details.intervalAgrestiCoull),
      p_exact: r.p.value,
    })),
  "rate.one": ({ events, exposure }: { events: number; exposure: number }, options: Options & { rate0?: number }) =>
    fieldsOf(runOneRate({ events, exposure }, { ...common(options), nullRate: options.rate0 ?? 1 }), (r) => ({
      rate: r.estimate.value,
      ci_exact: limits(r.interval),
      p_exact: r.p.value,
    })),
};
