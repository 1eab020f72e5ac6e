import { runMannWhitney } from "../../src/index.ts";
import type { MannWhitneyResult } from "../../src/index.ts";
import { limits, resultOf, vector } from "./r-code.ts";
import { alternatives, arms, levels } from "./random.ts";
import type { Random } from "./random.ts";
import type { Check, SecondOpinion } from "./second-opinion.ts";

/** Rank sums with base R: exact without ties, both normal approximations with ties. */
export const mannWhitneyOpinion: SecondOpinion = {
  family: "mann-whitney",
  methods: ["mann_whitney"],
  dataSet: (random) => {
    const asked = ask(random, random.pick([4, 12, 40]));
    if (asked === null) return null;
    const { result, data, word, level } = asked;
    const d = result.details;
    const checks: Check[] = [
      {
        what: "U, AUC, shift",
        r: `c(sum(rank(c(a, b))[seq_along(a)]) - length(a) * (length(a) + 1) / 2, mean(outer(a, b, ">") + outer(a, b, "==") / 2), median(outer(a, b, "-")))`,
        numbers: { U: d.U, auc: d.auc, shift: result.estimate.value },
      },
      {
        what: "normal approximations",
        r: `c(wilcox.test(a, b, exact = FALSE, ${word})$p.value, wilcox.test(a, b, exact = FALSE, correct = FALSE, ${word})$p.value)`,
        numbers: { pCorrected: d.pNormalCorrected, pUncorrected: d.pNormalUncorrected },
      },
    ];
    if (!d.ties)
      checks.push({
        what: "exact",
        r: `x <- wilcox.test(a, b, exact = TRUE, conf.int = TRUE, conf.level = ${level}, ${word}); c(x$statistic, x$p.value, x$conf.int)`,
        numbers: { U: d.U, p: d.pExact, ...limits(result.interval) },
      });
    return { data, checks };
  },
};

/** With ties: the exact conditional p as exactRankTests and as coin compute it. */
export const rankSumPackagesOpinion: SecondOpinion = {
  family: "mann-whitney in coin and exactRankTests",
  methods: ["mann_whitney"],
  packages: ["coin", "exactRankTests"],
  prelude: "suppressMessages({library(exactRankTests); library(coin)})",
  dataSet: (random) => {
    const asked = ask(random, random.pick([4, 12, 20]));
    if (asked === null) return null;
    const { result, data, word } = asked;
    const { pExact, pExactRankTests } = result.details;
    return {
      data,
      checks: [
        { what: "exactRankTests", r: `wilcox.exact(a, b, ${word})$p.value`, numbers: { p: pExactRankTests ?? pExact } },
        {
          what: "coin",
          r: `pvalue(wilcox_test(y ~ g, data = data.frame(y = c(a, b), g = factor(rep(1:2, c(length(a), length(b))))), distribution = "exact", ${word}))`,
          numbers: { p: pExact },
        },
      ],
    };
  },
};

type Asked = {
  readonly result: MannWhitneyResult;
  readonly data: string;
  readonly word: string;
  readonly level: number;
};

function ask(random: Random, largest: number): Asked | null {
  const { first, second } = arms(random, largest);
  const alternative = random.pick(alternatives);
  const level = random.pick(levels);
  const result = resultOf(runMannWhitney({ first, second }, { alternative, level, p: "exact" }));
  const data = `first <- ${vector(first)}; second <- ${vector(second)}; a <- first[!is.na(first)]; b <- second[!is.na(second)]`;
  return result === null ? null : { result, data, word: `alternative = "${alternative.replace("_", ".")}"`, level };
}
