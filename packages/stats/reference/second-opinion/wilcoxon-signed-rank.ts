import { runWilcoxonSignedRank } from "../../src/index.ts";
import type { Alternative, WilcoxonSignedRankResult } from "../../src/index.ts";
import { limits, resultOf, vector } from "./r-code.ts";
import { alternatives, levels, pairs } from "./random.ts";
import type { Random } from "./random.ts";
import type { Check, SecondOpinion } from "./second-opinion.ts";

const difference = "d <- round(second - first, 10); d <- d[!is.na(d)]";

/** Signed ranks with base R: exact without ties, both normal approximations with ties and zeros, and the printed call. */
export const wilcoxonSignedRankOpinion: SecondOpinion = {
  family: "wilcoxon-signed-rank",
  methods: ["wilcoxon_signed_rank"],
  dataSet: (random) => {
    const asked = ask(random);
    if (asked === null) return null;
    const { result, data, level } = asked;
    const alternative = result.p.sided;
    const word = `alternative = "${alternative.replace("_", ".")}"`;
    const { details } = result;
    const isExactInR = !details.ties && details.zero === 0 && details.nonzero < 50;
    const checks: Check[] = [
      {
        what: "V",
        r: `e <- d[d != 0]; r <- rank(abs(e)); c(sum(r[e > 0]), sum(r[e < 0]), length(e), sum(d == 0))`,
        numbers: { V: details.V, vMinus: details.vMinus, nonzero: details.nonzero, zero: details.zero },
      },
      {
        what: "normal approximations",
        r: `c(wilcox.test(d, exact = FALSE, ${word})$p.value, wilcox.test(d, exact = FALSE, correct = FALSE, ${word})$p.value)`,
        numbers: { pCorrected: details.pNormalCorrected, pUncorrected: details.pNormalUncorrected },
      },
      {
        what: "Hodges–Lehmann",
        r: `e <- d[d != 0]; w <- outer(e, e, "+") / 2; median(w[upper.tri(w, TRUE)])`,
        numbers: { estimate: result.estimate.value },
      },
    ];
    if (isExactInR)
      checks.push({
        what: "exact",
        r: `x <- wilcox.test(d, exact = TRUE, conf.int = TRUE, conf.level = ${level}, ${word}); c(x$statistic, x$p.value, x$conf.int)`,
        numbers: { V: details.V, p: details.pExact, ...limits(result.interval) },
      });
    if (details.pExact !== null && details.nonzero < 40)
      checks.push({
        what: "printed call",
        r: `unlist(${result.r})`,
        numbers: { V: result.statistic.value, p: result.p.value, estimate: result.estimate.value },
      });
    return { data, checks };
  },
};

/** Conditional exact p with ties from exactRankTests, Pratt's treatment of zeros from coin. */
export const signedRankPackagesOpinion: SecondOpinion = {
  family: "wilcoxon-signed-rank in coin and exactRankTests",
  methods: ["wilcoxon_signed_rank"],
  packages: ["coin", "exactRankTests"],
  prelude: `suppressMessages({library(exactRankTests); library(coin)})`,
  dataSet: (random) => {
    const asked = ask(random);
    if (asked === null || asked.result.details.nonzero > 40) return null;
    const { result, data } = asked;
    const { details } = result;
    const word = `alternative = "${result.p.sided.replace("_", ".")}"`;
    const pratt = `wilcoxsign_test(y ~ x, data = data.frame(y = d, x = 0), zero.method = "Pratt", ${word}`;
    return {
      data,
      checks: [
        { what: "conditional exact", r: `wilcox.exact(d[d != 0], ${word})$p.value`, numbers: { p: details.pExact } },
        {
          what: "Pratt",
          r: `x <- ${pratt}, distribution = "asymptotic"); c(statistic(x), pvalue(x))`,
          numbers: { z: details.pratt.z, p: details.pratt.pNormal },
        },
        {
          what: "Pratt, exact",
          r: `pvalue(${pratt}, distribution = "exact"))`,
          numbers: { p: details.pratt.pExact },
        },
      ],
    };
  },
};

type Asked = { readonly result: WilcoxonSignedRankResult; readonly data: string; readonly level: number };

function ask(random: Random): Asked | null {
  const { first, second } = pairs(random);
  const alternative: Alternative = random.pick(alternatives);
  const level = random.pick(levels);
  const result = resultOf(runWilcoxonSignedRank({ first, second }, { alternative, level, p: "exact" }));
  const data = `first <- ${vector(first)}; second <- ${vector(second)}; ${difference}`;
  return result === null ? null : { result, data, level };
}
