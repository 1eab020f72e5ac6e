import { runLinearRegression } from "../../src/index.ts";
import type { LinearRegressionInput } from "../../src/index.ts";
import { resultOf, vector } from "./r-code.ts";
import { rounded } from "./random.ts";
import type { Random } from "./random.ts";
import type { SecondOpinion, Tolerance } from "./second-opinion.ts";

/** Formulas in R's grammar: interactions, powers, no intercept, several factors; lm reads the same words. */
export const lmOpinion: SecondOpinion = {
  family: "linear-regression beside lm",
  methods: ["linear_regression"],
  dataSet: (random) => {
    const input = study(random);
    const result = resultOf(runLinearRegression(input));
    if (result === null) return null;
    const { details } = result;
    const [f] = [details.f];
    if (f === null || details.coefficients.some(({ p }) => p === null)) return null;
    const numbers = Object.fromEntries([
      ...details.coefficients.map(({ name, value }) => [`b ${name}`, value] as const),
      ...details.coefficients.map(({ name, standardError }) => [`se ${name}`, standardError] as const),
      ...details.coefficients.map(({ name, p }) => [`p_${name}`, p?.value ?? null] as const),
    ]);
    return {
      data: `d <- data.frame(${Object.entries(input.data)
        .map(([name, values]) => `${name} = ${vector(values)}`)
        .join(", ")}); fit <- lm(${input.formula}, data = d); s <- summary(fit)`,
      checks: [
        {
          what: input.formula,
          r: "s$coefficients[, c(1, 2, 4)]",
          numbers,
          tolerance: Object.fromEntries(Object.keys(numbers).map((name) => [name, name.startsWith("p_") ? ofP : near])),
        },
        {
          what: `${input.formula}: fit`,
          r: "c(s$sigma, s$df[2], s$r.squared, s$adj.r.squared, s$fstatistic, pf(s$fstatistic[1], s$fstatistic[2], s$fstatistic[3], lower.tail = FALSE), deviance(fit))",
          numbers: {
            sigma: details.residualSd,
            df: details.residualDf,
            rSquared: details.rSquared,
            adjusted: details.adjustedRSquared,
            F: f.value,
            df1: f.df1,
            df2: f.df2,
            p: f.p,
            rss: details.residualSumOfSquares,
          },
          tolerance: { F: near, p: ofP, rSquared: near, adjusted: near },
        },
      ],
    };
  },
};

/** lm does not centre; powers of a predictor cost it some digits. */
const near: Tolerance = { rel: 1e-7, abs: 1e-9 };
const ofP: Tolerance = { rel: 1e-6, abs: 1e-300 };

function study(random: Random): LinearRegressionInput {
  const n = random.pick([14, 30, 100]) + random.integer(0, 9);
  const rows = Array.from({ length: n }, () => 0);
  const x = rows.map(() => rounded(5 + 2 * random.normal(), 2));
  const z = rows.map(() => (random.isLucky(0.03) ? null : rounded(100 + 15 * random.normal(), 1)));
  const g = rows.map(() => random.pick(["a", "b", "c"]));
  const h = rows.map(() => random.pick(["no", "yes"]));
  const noise = random.pick([0.1, 3, 30]);
  const y = x.map((value, i) => rounded(3 + 2 * value + (g[i] === "b" ? 4 : 0) + noise * random.normal(), 3));
  const formula = random.pick([
    "y ~ x",
    "y ~ x + z + g",
    "y ~ g * h",
    "y ~ x + I(x^2)",
    "y ~ 0 + g + x",
    "y ~ x:h + g",
    "y ~ x * g - 1",
  ]);
  return { formula, data: { y, x, z, g, h } };
}
