import { runChiSquare } from "../../src/index.ts";
import type { Adapters } from "../reference-case.ts";
import { fieldsOf } from "./fields.ts";
import type { Table } from "./fields.ts";

export const contingencyAdapters: Adapters = {
  "chisq.rxc": ({ table }: Table) =>
    fieldsOf(runChiSquare({ table }), (r) => ({
      chi2: r.statistic.value,
      df: r.statistic.df,
      p: r.p.value,
      min_expected: r.details.minimumExpected,
      cramers_v: r.details.cramersV,
      p_fisher: r.details.pFisher ?? undefined,
    })),
};
