import { runMcNemar } from "../../src/index.ts";
import { finiteOrInf, limits, matrix, resultOf } from "./r-code.ts";
import { levels } from "./random.ts";
import type { SecondOpinion } from "./second-opinion.ts";

/** Paired 2 × 2 tables with empty cells, from 3 to 3000 pairs. */
export const mcnemarOpinion: SecondOpinion = {
  family: "mcnemar",
  methods: ["mcnemar"],
  dataSet: (random) => {
    const size = random.pick([3, 20, 20, 1000]);
    const cell = (): number => (random.isLucky(0.1) ? 0 : random.integer(0, size));
    const table = [
      [cell(), cell()],
      [cell(), cell()],
    ];
    const level = random.pick(levels);
    const options = {
      level,
      interval: random.pick(["newcombe_10", "wald"]),
      variant: random.pick(["exact", "mid_p", "chi2", "chi2_corrected"]),
      direction: random.pick(["first_minus_second", "second_minus_first"]),
    };
    const result = resultOf(runMcNemar({ table }, options));
    if (result === null) return null;
    const { details } = result;
    return {
      data: `tab <- ${matrix(table)}; b <- tab[1, 2]; c_ <- tab[2, 1]`,
      checks: [
        {
          what: `printed call, ${options.variant}, ${options.interval}`,
          r: `unlist(${result.r})`,
          numbers: { p: result.p.value, difference: result.estimate.value, ...limits(result.interval) },
        },
        {
          what: "tests",
          r: `x <- mcnemar.test(tab, correct = FALSE); y <- mcnemar.test(tab); z <- binom.test(b, b + c_)
              c(x$statistic, x$p.value, y$statistic, y$p.value, z$p.value)`,
          numbers: {
            chi2: details.chi2,
            p: details.pChi2,
            chi2Corrected: details.chi2Corrected,
            pCorrected: details.pChi2Corrected,
            pExact: details.pExact,
          },
        },
        {
          what: "conditional odds ratio",
          r: `m <- ${options.direction === "first_minus_second" ? "tab" : "t(tab)"}; n <- m[1, 2] + m[2, 1]
              ci <- binom.test(m[1, 2], n, conf.level = ${level})$conf.int; c(m[1, 2] / m[2, 1], ci / (1 - ci))`,
          numbers: {
            oddsRatio: finiteOrInf(details.oddsRatio),
            ...limits(details.oddsRatioInterval),
          },
        },
      ],
    };
  },
};
