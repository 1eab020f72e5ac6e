import { runFriedman } from "../../src/index.ts";
import { matrix, resultOf } from "./r-code.ts";
import { sample, withMissing } from "./random.ts";
import type { SecondOpinion } from "./second-opinion.ts";

/** Participants by conditions, with ties within a participant and rows that lack a value. */
export const friedmanOpinion: SecondOpinion = {
  family: "Friedman",
  methods: ["friedman"],
  dataSet: (random) => {
    const k = random.integer(2, 7);
    const n = random.pick([2, 5, 12, 60]) + random.integer(0, 2);
    const shift = random.pick([0, 0.5]);
    const isCoarse = random.isLucky(0.5);
    const rows = Array.from({ length: n }, () => {
      const row = isCoarse ? Array.from({ length: k }, () => random.integer(0, 3)) : sample(random, k, "continuous");
      return withMissing(
        random,
        row.map((value, j) => Math.round((value + shift * j) * 100) / 100),
        0.01,
      );
    });
    const result = resultOf(runFriedman({ rows }));
    if (result === null) return null;
    const { kendallW, meanSpearman, conditions } = result.details;
    return {
      data: `Y <- ${matrix(rows)}`,
      checks: [
        {
          what: "printed call",
          r: `x <- ${result.r}; c(x$statistic, x$parameter, x$p.value)`,
          numbers: { chi2: result.statistic.value, df: result.statistic.df, p: result.p.value },
        },
        {
          what: "concordance and ranks",
          r: "m <- na.omit(Y); n <- nrow(m); W <- friedman.test(m)$statistic / (n * (ncol(m) - 1)); c(W, (n * W - 1) / (n - 1), colSums(t(apply(m, 1, rank))))",
          numbers: {
            kendallW,
            meanSpearman,
            ...Object.fromEntries(conditions.map(({ name, rankSum }) => [`sum${name}`, rankSum])),
          },
        },
      ],
    };
  },
};
