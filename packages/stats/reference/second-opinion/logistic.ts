import { runLogistic } from "../../src/index.ts";
import type { LogisticInput, LogisticResult } from "../../src/index.ts";
import { finiteOrInf, limits, resultOf, vector } from "./r-code.ts";
import { levels, rounded } from "./random.ts";
import type { Random } from "./random.ts";
import type { Check, SecondOpinion, Tolerance } from "./second-opinion.ts";

/**
 * The profile likelihood is searched by refitting with the coefficient as an offset; standardized risks by setting the arm
 * for everybody; their standard errors by the delta method and by influence functions.
 */
const prelude = `
profile_limits <- function(y, X, j, level) {
  control <- glm.control(epsilon = 1e-14, maxit = 100)
  full <- glm.fit(X, y, family = binomial(), control = control)
  b <- full$coefficients[j]; se <- sqrt(chol2inv(full$qr$qr)[j, j]); q <- qchisq(level, 1)
  f <- function(v) suppressWarnings(glm.fit(X[, -j, drop = FALSE], y, offset = X[, j] * v, family = binomial(), control = control)$deviance) - full$deviance - q
  side <- function(s) { k <- 1; while (f(b + s * k * se) < 0 && k < 60) k <- k * 1.7; uniroot(f, sort(c(b, b + s * k * se)), tol = 1e-11)$root }
  exp(c(side(-1), side(1)))
}
standardize <- function(fit, data, arm, level) {
  at <- function(v) { data[[arm]][] <- v; X <- model.matrix(delete.response(terms(fit)), data); list(X = X, p = plogis(drop(X %*% coef(fit)))) }
  one <- at(1); zero <- at(0); n <- length(one$p); y <- fit$y; X <- model.matrix(fit); p <- fitted(fit); V <- vcov(fit)
  r <- c(mean(one$p), mean(zero$p)); g1 <- colMeans(one$X * one$p * (1 - one$p)); g0 <- colMeans(zero$X * zero$p * (1 - zero$p))
  B <- solve(crossprod(X * (p * (1 - p)), X) / n); s <- (X * (y - p)) %*% B
  i1 <- one$p - r[1] + drop(s %*% g1); i0 <- zero$p - r[2] + drop(s %*% g0)
  d <- g1 - g0; l <- g1 / r[1] - g0 / r[2]; z <- qnorm((1 + level) / 2); m <- sqrt(sum((i1 - i0)^2)) / n; lm <- sqrt(sum((i1 / r[1] - i0 / r[2])^2)) / n
  c(r, r[1] - r[2], sqrt(drop(d %*% V %*% d)), m, r[1] - r[2] + c(-1, 1) * z * m, r[1] / r[2], sqrt(drop(l %*% V %*% l)), lm)
}`;

const near: Tolerance = { rel: 1e-7, abs: 1e-9 };

/**
 * Trials with a binary outcome, baseline, a factor, missing values; R's own criterion of convergence made
 * tight. glm takes its standard errors from the weights before its last step, off by up to 1e-6; a second fit that starts
 * from the first has them at the estimate.
 */
export const glmOpinion: SecondOpinion = {
  family: "logistic beside glm",
  methods: ["logistic"],
  prelude,
  dataSet: (random) => {
    const input = trial(random);
    const level = random.pick(levels);
    const result = resultOf(runLogistic(input, { level }));
    if (result === null || result.details.standardized === null) return null;
    const { details } = result;
    // Nearly separated: the curvature that R and this package see differs in all digits.
    if (details.coefficients.some(({ standardError }) => standardError > 50)) return null;
    const each = (word: string, value: (i: LogisticResult["details"]["coefficients"][number]) => number) =>
      Object.fromEntries(
        details.coefficients.map((coefficient) => [`${word} ${coefficient.name}`, value(coefficient)]),
      );
    const numbers = {
      ...each("b", ({ value }) => value),
      ...each("se", ({ standardError }) => standardError),
      deviance: details.deviance,
      nullDeviance: details.nullDeviance,
      aic: details.aic,
      p: result.p.value,
    };
    return {
      data: `d <- data.frame(${Object.entries(input.data)
        .map(([name, values]) => `${name} = ${vector(values)}`)
        .join(", ")}, stringsAsFactors = TRUE); d <- d[complete.cases(d[all.vars(${input.formula})]), ]
fit <- glm(${input.formula}, data = d, family = binomial, control = glm.control(epsilon = 1e-14, maxit = 100))
fit <- update(fit, start = coef(fit))`,
      checks: [
        {
          what: input.formula,
          r: 's <- summary(fit)$coefficients; c(s[, 1], s[, 2], deviance(fit), fit$null.deviance, AIC(fit), s["arm", 4])',
          numbers,
          tolerance: { ...Object.fromEntries(Object.keys(numbers).map((name) => [name, near])), p: { rel: 1e-6 } },
        },
        ...intervals(result, level),
        standardized(result, level),
      ],
    };
  },
};

function intervals({ details, interval }: LogisticResult, level: number): Check[] {
  const main = details.coefficients.find(({ name }) => name === "arm");
  if (main === undefined) return [];
  // glm's steps diverge far from the estimate, where the likelihood of this package's limit still holds to 1e-12.
  const canRefit = (interval.lower ?? 0) > 1e-4 && (interval.upper ?? Infinity) < 1e4;
  const wald: Check[] = [
    {
      what: "Wald interval",
      r: `exp(confint.default(fit, "arm", level = ${level}))`,
      numbers: limits(main.intervalWald),
      tolerance: { lower: near, upper: near },
    },
  ];
  if (!canRefit) return wald;
  return [
    ...wald,
    {
      what: "profile interval",
      r: `X <- model.matrix(fit); profile_limits(fit$y, X, which(colnames(X) == "arm"), ${level})`,
      numbers: limits(interval),
      tolerance: { lower: { rel: 1e-6 }, upper: { rel: 1e-6 } },
    },
  ];
}

function standardized({ details }: LogisticResult, level: number): Check {
  const risks = details.standardized;
  const numbers: Record<string, number | null> = {
    risk1: risks?.risks[1].value ?? null,
    risk0: risks?.risks[0].value ?? null,
    difference: finiteOrInf(risks?.riskDifference.value),
    delta: risks?.riskDifference.standardErrorDelta ?? null,
    sandwich: risks?.riskDifference.standardErrorMEstimation ?? null,
    lower: risks?.riskDifference.intervalMEstimation.lower ?? null,
    upper: risks?.riskDifference.intervalMEstimation.upper ?? null,
    ratio: finiteOrInf(risks?.riskRatio.value),
    ratioDelta: risks?.riskRatio.standardErrorDelta ?? null,
    ratioSandwich: risks?.riskRatio.standardErrorMEstimation ?? null,
  };
  return {
    what: "standardized risks",
    r: `standardize(fit, d, "arm", ${level})`,
    numbers,
    tolerance: Object.fromEntries(Object.keys(numbers).map((name) => [name, near])),
  };
}

function trial(random: Random): LogisticInput {
  const n = random.pick([16, 40, 150]) + random.integer(0, 9);
  const arm = Array.from({ length: n }, (_, i) => (i % random.pick([2, 2, 3]) === 0 ? 1 : 0));
  const base = arm.map(() => (random.isLucky(0.03) ? null : rounded(40 + 6 * random.normal(), 1)));
  const site = arm.map(() => random.pick(["a", "b", "c"]));
  const effect = random.pick([0, 1, -1.5]);
  const y = arm.map((treated, i) => {
    if (random.isLucky(0.03)) return null;
    const linear = -0.3 + effect * treated + 0.06 * ((base[i] ?? 40) - 40);
    return Number(random.uniform() < 1 / (1 + Math.exp(-linear)));
  });
  const formula = random.pick(["y ~ arm", "y ~ arm + base", "y ~ arm + base + site", "y ~ arm * base"]);
  return { formula, data: { y, arm, base, site }, arm: "arm" };
}
