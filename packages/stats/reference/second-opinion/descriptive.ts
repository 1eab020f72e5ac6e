import { runDescriptive } from "../../src/index.ts";
import { limits, resultOf, vector } from "./r-code.ts";
import { levels, sample, withMissing } from "./random.ts";
import type { SecondOpinion } from "./second-opinion.ts";

/** Every number of the description by base R or its defining formula. */
export const descriptiveOpinion: SecondOpinion = {
  family: "descriptive",
  methods: ["descriptive"],
  dataSet: (random) => {
    const x = withMissing(random, sample(random, random.pick([1, 2, 3, 4, 15, 200]) + random.integer(0, 3)), 0.05);
    const level = random.pick(levels);
    const result = resultOf(runDescriptive({ values: x }, { level }));
    if (result === null) return null;
    const d = result.details;
    return {
      data: `x <- ${vector(x)}; x <- x[!is.na(x)]; n <- length(x)`,
      checks: [
        {
          what: "location and spread",
          r: `c(n, mean(x), sd(x), var(x), median(x), range(x), mad(x), mean(x, trim = 0.1), if (n > 1 && sd(x) > 0) t.test(x, conf.level = ${level})$conf.int else if (n > 1) rep(mean(x), 2) else c(NA, NA))`,
          numbers: {
            n: result.n.used,
            mean: d.mean,
            sd: d.sd,
            variance: d.variance,
            median: d.median,
            min: d.min,
            max: d.max,
            mad: d.mad,
            trimmed: d.trimmedMean10,
            ...limits(result.interval),
          },
        },
        {
          what: "quartiles",
          r: "c(quantile(x, c(1, 3) / 4, type = 7), quantile(x, c(1, 3) / 4, type = 6), quantile(x, c(1, 3) / 4, type = 2))",
          numbers: {
            q1: d.q1,
            q3: d.q3,
            q1Type6: d.q1Type6,
            q3Type6: d.q3Type6,
            q1Type2: d.q1Type2,
            q3Type2: d.q3Type2,
          },
        },
        {
          what: "shape",
          r: `y <- x - mean(x); m <- function(k) mean(y^k); g1 <- m(3) / m(2)^1.5; g2 <- m(4) / m(2)^2 - 3
              c(g1, if (n > 2) g1 * sqrt(n * (n - 1)) / (n - 2) else NA, g2, if (n > 3) (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * g2 + 6) else NA, if (all(x > 0)) exp(mean(log(x))) else NA)`,
          numbers: {
            g1: d.skewnessG1,
            G1: d.skewnessAdjusted,
            g2: d.kurtosisG2,
            G2: d.kurtosisAdjusted,
            geometric: d.geometricMean,
          },
        },
      ],
    };
  },
};
