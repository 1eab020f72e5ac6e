import { runCronbachAlpha } from "../../src/index.ts";
import type { CronbachAlphaResult } from "../../src/index.ts";
import { limits, matrix, resultOf } from "./r-code.ts";
import { levels } from "./random.ts";
import type { Random } from "./random.ts";
import type { SecondOpinion } from "./second-opinion.ts";

/** Questionnaires of 2 to 8 items, dichotomous ones, negative alpha and missing answers among them. */
export const cronbachAlphaOpinion: SecondOpinion = {
  family: "cronbach-alpha",
  methods: ["cronbach_alpha"],
  dataSet: (random) => {
    const { items, result } = ask(random);
    if (result === null || result.details.items.some((item) => item.sd === 0)) return null;
    const { items: ofItems } = result.details;
    const each = (name: string, values: readonly (number | null)[]): Record<string, number | null> =>
      Object.fromEntries(values.map((value, i) => [`${name}${i + 1}`, value]));
    return {
      data: `items <- ${matrix(items)}; m <- na.omit(items); k <- ncol(m)`,
      checks: [
        {
          what: "printed call",
          r: `c(unlist(${result.r}), nrow(m))`,
          numbers: { alpha: result.estimate.value, ...limits(result.interval), n: result.n.used },
          tolerance: { lower: { rel: 1e-8, abs: 1e-9 }, upper: { rel: 1e-8, abs: 1e-9 } },
        },
        {
          what: "correlations",
          r: `r <- mean(cor(m)[lower.tri(diag(k))]); c(r, if (1 + (k - 1) * r > 1e-12) k * r / (1 + (k - 1) * r) else NA)`,
          numbers: { meanCorrelation: result.details.meanCorrelation, standardized: result.details.standardizedAlpha },
          tolerance: { standardized: { rel: 1e-8, abs: 1e-9 } },
        },
        {
          what: "items",
          r: `a <- function(x) { j <- ncol(x); j / (j - 1) * (1 - sum(apply(x, 2, var)) / var(rowSums(x))) }
              c(colMeans(m), apply(m, 2, sd), sapply(1:k, function(i) cor(m[, i], rowSums(m[, -i, drop = FALSE]))), if (k > 2) sapply(1:k, function(i) a(m[, -i])))`,
          numbers: {
            ...each(
              "mean",
              ofItems.map((item) => item.mean),
            ),
            ...each(
              "sd",
              ofItems.map((item) => item.sd),
            ),
            ...each(
              "rest",
              ofItems.map((item) => item.restCorrelation),
            ),
            ...(ofItems.length > 2
              ? each(
                  "dropped",
                  ofItems.map((item) => item.alphaIfDeleted),
                )
              : {}),
          },
        },
      ],
    };
  },
};

function ask(random: Random): { items: (number | null)[][]; result: CronbachAlphaResult | null } {
  const k = random.integer(2, 8);
  const related = random.pick([0, 0.5, 2]);
  const isDichotomous = random.isLucky(0.25);
  const items = Array.from({ length: random.pick([4, 12, 60]) }, () => {
    const person = related * random.normal();
    return Array.from({ length: k }, () => {
      if (random.isLucky(0.01)) return null;
      const value = 3 + person + random.normal();
      return isDichotomous ? Number(value > 3) : Math.round(value);
    });
  });
  const level = random.pick(levels);
  return { items, result: resultOf(runCronbachAlpha({ items }, { level })) };
}
