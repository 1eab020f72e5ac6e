import { runTwoSampleT } from "../../src/index.ts";
import type { TwoSampleTTest } from "../../src/index.ts";
import { limits, resultOf, vector } from "./r-code.ts";
import { alternatives, arms, levels } from "./random.ts";
import type { SecondOpinion } from "./second-opinion.ts";

/** Unequal arms, unequal spread, every direction; R gets values of the size 1e7 without their common offset. */
export const twoSampleTOpinion: SecondOpinion = {
  family: "two-sample-t",
  dataSet: (random) => {
    const { first, second, inRFirst, inRSecond } = arms(random, random.pick([4, 12, 60]));
    const options = { alternative: random.pick(alternatives), level: random.pick(levels) };
    const welch = resultOf(runTwoSampleT({ first, second }, options));
    const pooled = resultOf(runTwoSampleT({ first, second }, { ...options, variant: "pooled" }));
    if (welch === null || pooled === null) return null;
    const d = welch.details;
    const isModest = Math.abs(d.pooled.statistic.value) < 25;
    return {
      data: `first <- ${vector(inRFirst)}; second <- ${vector(inRSecond)}; a <- first[!is.na(first)]; b <- second[!is.na(second)]`,
      checks: [
        check("Welch", welch.r, d.welch, welch.estimate.value),
        check("pooled", pooled.r, d.pooled, pooled.estimate.value),
        {
          what: "effect sizes",
          r: `df <- length(a) + length(b) - 2; s <- sqrt(((length(a) - 1) * var(a) + (length(b) - 1) * var(b)) / df); ds <- (mean(a) - mean(b)) / s
              c(ds, ds * exp(lgamma(df / 2) - lgamma((df - 1) / 2)) / sqrt(df / 2), if (sd(b) > 0) (mean(a) - mean(b)) / sd(b) else NA)`,
          numbers: { d_s: d.d_s, g_s: d.g_s, glass: d.glass_delta_second },
        },
        ...(d.dSInterval === null || !isModest
          ? []
          : [
              {
                what: "noncentral t interval of d_s",
                r: `k <- sqrt(1 / length(a) + 1 / length(b)); x <- t.test(a, b, var.equal = TRUE); tail <- (1 - ${d.dSInterval.level}) / 2
                    ncp <- function(p) uniroot(function(m) pt(x$statistic, x$parameter, m) - p, c(-37, 37), tol = 1e-13)$root
                    c(ncp(1 - tail), ncp(tail)) * k`,
                numbers: limits(d.dSInterval),
                tolerance: { lower: { rel: 1e-6, abs: 1e-7 }, upper: { rel: 1e-6, abs: 1e-7 } },
              },
            ]),
      ],
    };
  },
};

function check(what: string, call: string, test: TwoSampleTTest, difference: number) {
  return {
    what,
    r: `x <- ${call}; c(x$estimate[1] - x$estimate[2], x$stderr, x$statistic, x$parameter, x$p.value, x$conf.int)`,
    numbers: {
      difference,
      standardError: test.standardError,
      t: test.statistic.value,
      df: test.statistic.df,
      p: test.p.value,
      ...limits(test.interval),
    },
  };
}
