import { runEffectSizePaired } from "../../src/index.ts";
import { limits, resultOf, vector } from "./r-code.ts";
import { levels, pairs } from "./random.ts";
import type { SecondOpinion } from "./second-opinion.ts";

/**
 * Every definition of d by its formula. The interval inverts R's own noncentral t, whose tails keep 1e-7 for the
 * noncentralities of these data.
 */
export const effectSizePairedOpinion: SecondOpinion = {
  family: "effect-size-paired",
  methods: ["effect_size_paired"],
  dataSet: (random) => {
    const { first, second } = pairs(random);
    const level = random.pick(levels);
    const result = resultOf(runEffectSizePaired({ first, second }, { level }));
    if (result === null || result.details.correlation === null) return null;
    const { effects, correlation, J, sdDifference } = result.details;
    // Where two numbers nearly cancel, 1 − r and so d_rm keep only the digits of r.
    const slack = { rel: 1e-9 + 1e-14 / Math.max(1e-12, 1 - correlation), abs: 1e-12 };
    const isModest = Math.abs(result.estimate.value) * Math.sqrt(result.n.used) < 25;
    return {
      data: `first <- ${vector(first)}; second <- ${vector(second)}; ok <- complete.cases(first, second); a <- first[ok]; b <- second[ok]; d <- b - a`,
      checks: [
        {
          what: "effect sizes",
          r: `n <- length(d); dz <- mean(d) / sd(d); J <- if (n > 2) gamma((n - 1) / 2) / (sqrt((n - 1) / 2) * gamma((n - 2) / 2)) else NA
              c(dz, J * dz, (1 - 3 / (4 * (n - 1) - 1)) * dz, mean(d) / mean(c(sd(a), sd(b))), mean(d) / sqrt((var(a) + var(b)) / 2),
                dz * sqrt(2 * (1 - cor(a, b))), mean(d) / sd(a), cor(a, b), J, sd(d))`,
          numbers: {
            d_z: effects.d_z,
            g_z: result.n.used > 2 ? effects.g_z : null,
            g_z_approximate: effects.g_z_approximate,
            d_av: effects.d_av,
            d_rms: effects.d_rms,
            d_rm: effects.d_rm,
            glass: effects.glass_delta_first,
            correlation,
            J: result.n.used > 2 ? J : null,
            sdDifference,
          },
          tolerance: { d_rm: slack },
        },
        ...(isModest && result.interval !== null
          ? [
              {
                what: "noncentral t interval of d_z",
                r: `n <- length(d); t <- mean(d) / sd(d) * sqrt(n); tail <- (1 - ${level}) / 2
                    ncp <- function(p) uniroot(function(x) pt(t, n - 1, x) - p, c(-37, 37), tol = 1e-13)$root
                    c(ncp(1 - tail), ncp(tail)) / sqrt(n)`,
                numbers: limits(result.interval),
                tolerance: { lower: { rel: 1e-6, abs: 1e-7 }, upper: { rel: 1e-6, abs: 1e-7 } },
              },
            ]
          : []),
      ],
    };
  },
};
