import { runMarginalHomogeneity } from "../../src/index.ts";
import { matrix, resultOf } from "./r-code.ts";
import type { Random } from "./random.ts";
import type { SecondOpinion } from "./second-opinion.ts";

/** Square tables of 2 to 5 categories. Bowker is base R's mcnemar.test where every pair of cells is filled. */
export const marginalHomogeneityOpinion: SecondOpinion = {
  family: "marginal-homogeneity",
  methods: ["marginal_homogeneity"],
  dataSet: (random) => {
    const table = squareTable(random, random.pick([3, 12, 200]));
    const variant = random.pick(["stuart_maxwell", "bhapkar"]);
    const result = resultOf(runMarginalHomogeneity({ table }, { variant }));
    if (result === null) return null;
    const { bowker } = result.details;
    const isBowkerInR = bowker !== null && bowker.df === (table.length * (table.length - 1)) / 2;
    return {
      data: `tab <- ${matrix(table)}`,
      checks: [
        {
          what: `printed call, ${variant}`,
          r: `unlist(${result.r})`,
          numbers: { chi2: result.statistic.value, df: result.statistic.df, p: result.p.value },
        },
        ...(isBowkerInR
          ? [
              {
                what: "Bowker",
                r: `x <- mcnemar.test(tab, correct = FALSE); c(x$statistic, x$parameter, x$p.value)`,
                numbers: { chi2: bowker.chi2, df: bowker.df, p: bowker.p },
              },
            ]
          : []),
      ],
    };
  },
};

/** Stuart–Maxwell as coin has it; its p is one minus the lower tail, so 1e-15 off, and it takes its time over large counts. */
export const marginalHomogeneityInCoinOpinion: SecondOpinion = {
  family: "marginal-homogeneity in coin",
  methods: ["marginal_homogeneity"],
  packages: ["coin"],
  prelude: "suppressMessages(library(coin))",
  dataSet: (random) => {
    const table = squareTable(random, 12).map((row) => row.map((count) => count + 1));
    const result = resultOf(runMarginalHomogeneity({ table }));
    if (result === null) return null;
    return {
      data: `tab <- as.table(${matrix(table)}); x <- mh_test(tab)`,
      checks: [
        {
          what: "Stuart–Maxwell",
          r: "c(statistic(x), pvalue(x))",
          numbers: { chi2: result.details.stuartMaxwell.chi2, p: result.details.stuartMaxwell.p },
          tolerance: { p: { rel: 1e-9, abs: 1e-15 } },
        },
      ],
    };
  },
};

function squareTable(random: Random, size: number): number[][] {
  const k = random.integer(2, 5);
  const cell = (): number => (random.isLucky(0.1) ? 0 : random.integer(0, size));
  return Array.from({ length: k }, () => Array.from({ length: k }, cell));
}
