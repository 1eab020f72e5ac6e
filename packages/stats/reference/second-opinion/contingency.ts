import { runChiSquare } from "../../src/index.ts";
import { matrix, resultOf } from "./r-code.ts";
import type { SecondOpinion } from "./second-opinion.ts";

/** Tables of 2 × 2 to 4 × 3 with empty cells; Fisher's p where fisher.test can hold the table. */
export const contingencyOpinion: SecondOpinion = {
  family: "contingency",
  methods: ["chi_square"],
  dataSet: (random) => {
    const [rows, columns] = [random.integer(2, 4), random.integer(2, 3)];
    // Fisher's test of a larger table with large counts takes seconds before it is given up.
    const largest = rows === 2 ? random.pick([3, 6, 300]) : random.pick([3, 6]);
    const cell = (): number => (random.isLucky(0.1) ? 0 : random.integer(0, largest));
    const table = Array.from({ length: rows }, () => Array.from({ length: columns }, cell));
    const yates = rows === 2 && columns === 2 && random.isLucky(0.5);
    const result = resultOf(runChiSquare({ table }, { yates }));
    if (result === null) return null;
    const { cramersV, minimumExpected, pFisher } = result.details;
    const canFisher = pFisher !== null && largest <= 6;
    return {
      data: `tab <- ${matrix(table)}; tab <- tab[rowSums(tab) > 0, colSums(tab) > 0, drop = FALSE]`,
      checks: [
        {
          what: "chisq.test",
          r: `x <- ${result.r}; c(x$statistic, x$parameter, x$p.value, min(x$expected))`,
          numbers: {
            chi2: result.statistic.value,
            df: result.statistic.df,
            p: result.p.value,
            minimumExpected,
          },
        },
        {
          what: "Cramér's V",
          r: "sqrt(chisq.test(tab, correct = FALSE)$statistic / (sum(tab) * (min(dim(tab)) - 1)))",
          numbers: yates ? {} : { cramersV },
        },
        ...(canFisher
          ? [
              {
                what: "Fisher",
                r: "fisher.test(tab, workspace = 2e7)$p.value",
                numbers: { p: pFisher },
                tolerance: { p: { rel: 1e-7, abs: 1e-300 } },
              },
            ]
          : []),
      ].filter(({ numbers }) => Object.keys(numbers).length > 0),
    };
  },
};
