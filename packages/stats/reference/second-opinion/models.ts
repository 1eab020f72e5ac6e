import { runLinearRegression, runLogistic } from "../../src/index.ts";
import type { LinearRegressionInput, LinearRegressionResult } from "../../src/index.ts";
import { limits, resultOf, vector } from "./r-code.ts";
import { levels, rounded } from "./random.ts";
import type { Random } from "./random.ts";
import type { SecondOpinion, Tolerance } from "./second-opinion.ts";

const formulas = [
  "y ~ arm + x",
  "y ~ arm * x + site",
  "y ~ 0 + site + x",
  "y ~ site/x",
  "y ~ (arm + site + x)^2",
  "y ~ arm + x + I(x^2)",
  "y ~ site:x - 1",
  "y ~ old + factor(ward)*x",
] as const;

/** lm with formulas, contrasts and every covariance, on trials with missing values. */
export const linearRegressionOpinion: SecondOpinion = {
  family: "linear regression",
  methods: ["linear_regression"],
  dataSet: (random) => {
    const data = trial(random);
    const level = random.pick(levels);
    const covariance = random.pick(["model", "hc0", "hc1", "hc2", "hc3", "cr0", "cr1", "cr1s"]);
    const site = { contrasts: random.pick(["treatment", "sum", "helmert", "poly"]) };
    const input: LinearRegressionInput = { formula: random.pick(formulas), data, factors: { site }, clusters: "ward" };
    // A model with every cluster in it leaves each cluster a sum of residuals of zero: the variance is rounding, here and in R.
    if (covariance.startsWith("cr") && input.formula.includes("ward")) return null;
    const result = resultOf(runLinearRegression(input, { level, covariance }));
    if (result === null || result.interval === null || result.details.coefficients.some(({ p }) => p === null))
      return null;
    return {
      data: dataOf(data),
      checks: [
        { what: `${input.formula}, ${covariance}`, r: `unlist(${result.r})[1:${fieldsOf(result, covariance === "model").length}]`, numbers: Object.fromEntries(fieldsOf(result, covariance === "model")), tolerance: loose(fieldsOf(result, true)) }, // prettier-ignore
      ],
    };
  },
};

/** glm with Wald and MASS's profile intervals, and standardized risks. */
export const logisticOpinion: SecondOpinion = {
  family: "logistic regression",
  methods: ["logistic"],
  packages: ["MASS"],
  dataSet: (random) => {
    const { y, arm, x, site } = trial(random);
    const threshold = random.pick([-3, 0, 4]);
    const data = {
      y: y.map((value, i) => (value === null ? null : value > threshold + (x[i] ?? 0) ? 1 : 0)),
      arm,
      x,
      site,
    };
    const level = random.pick(levels);
    const formula = random.pick(["y ~ arm + x", "y ~ arm", "y ~ arm * x", "y ~ arm + x + site"]);
    const result = resultOf(runLogistic({ formula, data, arm: "arm" }, { level, interval: "profile_spline" }));
    const risks = result?.details.standardized ?? null;
    const beyond = result?.details.coefficients.some(
      ({ value, standardError }) => Math.abs(value) > 8 || standardError > 8,
    );
    if (result === null || risks === null || beyond === true) return null;
    const d = result.details;
    const main = d.coefficients.find(({ intervalProfile }) => intervalProfile !== null);
    const numbers = {
      ...Object.fromEntries(d.coefficients.map(({ name, value }) => [`coefficient ${name}`, value])),
      ...Object.fromEntries(d.coefficients.map(({ name, standardError }) => [`error ${name}`, standardError])),
      deviance: d.deviance,
      nullDeviance: d.nullDeviance,
      aic: d.aic,
      risk0: risks.risks[0].value,
      risk1: risks.risks[1].value,
      difference: risks.risks[1].value - risks.risks[0].value,
      ...limits(main?.intervalWald ?? null, "Wald"),
      ...limits(result.interval, "Profile"),
    };
    return {
      data: dataOf(data),
      checks: [
        {
          what: `${formula}, ${level}`,
          r: `o <- ${result.r}; k <- match("armmassage", names(o$coef))
              z <- na.omit(d[all.vars(${formula})]); fit <- glm(${formula}, binomial, z, control = glm.control(epsilon = 1e-14, maxit = 100))
              ci <- suppressMessages(exp(confint(fit, "armmassage", level = ${level})))
              c(o$coef, o$se, o$deviance, o$null_deviance, o$aic, o$risk_0, o$risk_1, o$rd, o$ci_wald[k, ], ci)`,
          numbers,
          // R's standard errors are those of the step before its last.
          tolerance: Object.fromEntries(Object.keys(numbers).map((name) => [name, { rel: 1e-6, abs: 1e-8 }])),
        },
      ],
    };
  },
};

function fieldsOf({ details: d }: LinearRegressionResult, withF: boolean): [string, number | null][] {
  const each = (name: string, read: (k: number) => number | null): [string, number | null][] =>
    d.coefficients.map((coefficient, k) => [`${name} ${coefficient.name}`, read(k)]);
  return [
    ...each("coef", (k) => d.coefficients[k]?.value ?? null),
    ...each("se", (k) => d.coefficients[k]?.standardError ?? null),
    ...each("t", (k) => d.coefficients[k]?.statistic?.value ?? null),
    ["df", d.coefficients[0]?.statistic?.df ?? null],
    ...each("p", (k) => d.coefficients[k]?.p?.value ?? null),
    ...each("lower", (k) => d.coefficients[k]?.interval?.lower ?? null),
    ...each("upper", (k) => d.coefficients[k]?.interval?.upper ?? null),
    ["residualSd", d.residualSd],
    ["rSquared", d.rSquared],
    ["adjusted", d.adjustedRSquared],
    ...(withF && d.f !== null ? ([["F", d.f.value], ["df1", d.f.df1], ["df2", d.f.df2]] as [string, number][]) : []), // prettier-ignore
  ];
}

function loose(fields: readonly (readonly [string, unknown])[]): Record<string, Tolerance> {
  return Object.fromEntries(fields.map(([name]) => [name, { rel: 1e-7, abs: 1e-9 }]));
}

type Trial = Readonly<Record<"y" | "x", (number | null)[]>> &
  Readonly<Record<"arm" | "site", string[]>> & { readonly ward: number[]; readonly old: boolean[] };

function trial(random: Random): Trial {
  const n = random.pick([25, 40, 90]) + random.integer(0, 6);
  const rows = Array.from({ length: n }, (_, i) => i);
  const x = rows.map(() => (random.isLucky(0.04) ? null : rounded(3 * random.normal(), 3)));
  return {
    y: x.map((value) => (random.isLucky(0.04) ? null : rounded((value ?? 0) * 0.6 + 5 * random.normal(), 2))),
    x,
    arm: rows.map(() => random.pick(["control", "massage"])),
    site: rows.map(() => random.pick(["A", "B", "C"])),
    ward: rows.map(() => random.integer(1, 7)),
    old: rows.map(() => random.isLucky(0.4)),
  };
}

function dataOf(data: Readonly<Record<string, readonly (number | string | boolean | null)[]>>): string {
  const code = (values: readonly (number | string | boolean | null)[]): string =>
    values.some((value) => typeof value === "boolean")
      ? `c(${values.map((value) => String(value).toUpperCase()).join(", ")})`
      : vector(values as readonly (number | string | null)[]);
  return `d <- data.frame(${Object.entries(data).map(([name, values]) => `${name} = ${code(values)}`).join(", ")})`; // prettier-ignore
}
