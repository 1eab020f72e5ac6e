import { runPairedT } from "../../src/index.ts";
import { limits, resultOf, vector } from "./r-code.ts";
import { alternatives, levels, pairs } from "./random.ts";
import type { SecondOpinion } from "./second-opinion.ts";

/** Pairs with ties, missing sides, every direction and level, up to differences whose p is far below 1e-16. */
export const pairedTOpinion: SecondOpinion = {
  family: "paired-t",
  methods: ["paired_t"],
  dataSet: (random) => {
    const { first, second } = pairs(random);
    const options = {
      alternative: random.pick(alternatives),
      level: random.pick(levels),
    };
    const t = resultOf(runPairedT({ first, second }, options));
    if (t === null) return null;
    const call = `x <- ${t.r}; with(x, c(estimate, statistic, parameter, p.value, conf.int, stderr))`;
    return {
      data: `first <- ${vector(first)}; second <- ${vector(second)}`,
      checks: [
        {
          what: "paired t",
          r: call,
          numbers: {
            estimate: t.estimate.value,
            t: t.statistic.value,
            df: t.statistic.df,
            p: t.p.value,
            ...limits(t.interval),
            standardError: t.standardError,
          },
        },
        {
          what: "paired t: pairs",
          r: "d <- second - first; ok <- !is.na(d); c(sum(ok), sd(d[ok]), if (sum(ok) > 2) cor(first[ok], second[ok]) else NA)",
          numbers: { n: t.n.used, sd: t.details.sdDifference, r: t.n.used > 2 ? t.details.correlation : null },
        },
      ],
    };
  },
};
