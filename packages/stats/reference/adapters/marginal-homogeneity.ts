import { runMarginalHomogeneity } from "../../src/index.ts";
import type { Adapters } from "../reference-case.ts";
import { fieldsOf } from "./fields.ts";
import type { Table } from "./fields.ts";

export const marginalHomogeneityAdapters: Adapters = {
  marginal_homogeneity: ({ table }: Table) =>
    fieldsOf(runMarginalHomogeneity({ table }), ({ details: d }) => ({
      stuart_maxwell: d.stuartMaxwell.chi2,
      df: d.stuartMaxwell.df,
      p_stuart_maxwell: d.stuartMaxwell.p,
      bhapkar: d.bhapkar?.chi2,
      p_bhapkar: d.bhapkar?.p,
      bowker: d.bowker?.chi2,
      bowker_df: d.bowker?.df,
      p_bowker: d.bowker?.p,
    })),
};
