import { runMultiplicity } from "../../src/index.ts";
import type { Adapters } from "../reference-case.ts";
import { fieldsOf } from "./fields.ts";

type Family = { readonly n?: number | null };

export const multiplicityAdapters: Adapters = {
  "p.adjust": ({ p, n }: { p: (number | null)[] } & Family, options: Family) => {
    const tests = options.n ?? n ?? null;
    return fieldsOf(runMultiplicity({ p }, tests === null ? {} : { tests }), ({ details: { all } }) => ({
      ...all,
      fdr: all.bh,
      BH: all.bh,
      BY: all.by,
    }));
  },
};
