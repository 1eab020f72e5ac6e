import { runTwoSampleT } from "../../src/index.ts";
import type { TwoSampleTTest } from "../../src/index.ts";
import { limits, resultOf, vector } from "./r-code.ts";
import { alternatives, arms, levels } from "./random.ts";
import type { Check, SecondOpinion } from "./second-opinion.ts";

/** Unequal arms, unequal spread, every direction; R gets values of the size 1e7 without their common offset. */
export const twoSampleTOpinion: SecondOpinion = {
  family: "two-sample-t",
  methods: ["two_sample_t"],
  dataSet: (random) => {
    const { first, second, inRFirst, inRSecond } = arms(random, random.pick([4, 12, 60]));
    const options = { alternative: random.pick(alternatives), level: random.pick(levels) };
    const welch = resultOf(runTwoSampleT({ first, second }, options));
    const pooled = resultOf(runTwoSampleT({ first, second }, { ...options, variant: "pooled" }));
    if (welch === null || pooled === null) return null;
    const d = welch.details;
    const isModest = Math.abs(d.pooled.statistic.value) < 8;
    const slack = 4 * Number.EPSILON * Math.max(...[...first, ...second].map((value) => Math.abs(value ?? 0)));
    const inSds = { rel: 1e-9, abs: 1e-12 + slack / Math.min(d.pooledSd, d.second.sd || d.pooledSd) };
    return {
      data: `first <- ${vector(inRFirst)}; second <- ${vector(inRSecond)}; a <- first[!is.na(first)]; b <- second[!is.na(second)]`,
      checks: [
        check("Welch", welch.r, d.welch, welch.estimate.value, slack),
        check("pooled", pooled.r, d.pooled, pooled.estimate.value, slack),
        {
          what: "effect sizes",
          r: `df <- length(a) + length(b) - 2; s <- sqrt(((length(a) - 1) * var(a) + (length(b) - 1) * var(b)) / df); ds <- (mean(a) - mean(b)) / s
              c(ds, ds * exp(lgamma(df / 2) - lgamma((df - 1) / 2)) / sqrt(df / 2), if (sd(b) > 0) (mean(a) - mean(b)) / sd(b) else NA)`,
          numbers: { d_s: d.d_s, g_s: d.g_s, glass: d.glass_delta_second },
          tolerance: Object.fromEntries(["d_s", "g_s", "glass"].map((name) => [name, inSds])),
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

/** `slack`: each mean is a double of the size of the data, so a difference of two of them is right to a few of its last digits. */
function check(what: string, call: string, test: TwoSampleTTest, difference: number, slack: number): Check {
  const { statistic, standardError, p, interval } = test;
  const inT = slack / standardError;
  const near = { rel: 1e-9, abs: 1e-12 + slack };
  return {
    what,
    r: `x <- ${call}; c(x$estimate[1] - x$estimate[2], x$stderr, x$statistic, x$parameter, x$p.value, x$conf.int)`,
    numbers: { difference, standardError, t: statistic.value, df: statistic.df, p: p.value, ...limits(interval) },
    tolerance: {
      difference: near,
      lower: near,
      upper: near,
      t: { rel: 1e-9, abs: 1e-12 + inT },
      p: { rel: 1e-9 + inT * ((statistic.df ?? 1) + 1), abs: 1e-300 },
    },
  };
}
