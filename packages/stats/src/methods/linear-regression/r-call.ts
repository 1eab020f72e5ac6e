import type { CovarianceKey } from "../../linear/covariance.ts";
import { rPrepared } from "../../model/r-model.ts";
import type { Alternative } from "../../result.ts";
import { rString } from "../../r-text.ts";
import type { LinearRegressionOptions, LinearRegressionRNames } from "./linear-regression.types.ts";

const defaults: LinearRegressionRNames = { data: "d", formula: "y ~ x" };

/** Base R only: the model, its coefficients under the covariance asked for, and the summary. */
export function linearRegressionRCall(
  names: LinearRegressionRNames = defaults,
  options: LinearRegressionOptions = {},
): string {
  const { level = 0.95, alternative = "two_sided", covariance = "model" } = options;
  const df = covariance.startsWith("cr") ? "length(unique(g)) - 1" : "df.residual(fit)";
  return [
    `local({ ${rPrepared(names)}; fit <- lm(${names.formula}, data = d); s <- summary(fit)`,
    `X <- model.matrix(fit); n <- nrow(X); p <- ncol(X); ${rCovariance(covariance, "residuals(fit)", names.clusters)}`,
    `df <- ${df}; est <- coef(fit); se <- sqrt(diag(V)); t <- est / se`,
    `list(coef = est, se = se, t = t, df = df, p = ${rStudentP(alternative)}, ci = ${rLimits(alternative, level, "qt")}, residual_sd = s$sigma, r_squared = s$r.squared, adjusted_r_squared = s$adj.r.squared, F = s$fstatistic) })`,
  ].join("\n");
}

/** R statements that leave the covariance of the coefficients in `V`, given the model `fit`, its matrix `X` and its errors. */
export function rCovariance(covariance: CovarianceKey, errors: string, clusters: string | undefined): string {
  const group = clusters === undefined ? "" : `g <- d[[${rString(clusters)}]]; `;
  const bread = "B <- summary(fit)$cov.unscaled";
  const scores = `e <- ${errors}; h <- hatvalues(fit)`;
  const rows = { hc0: "e", hc1: "e * sqrt(n / (n - p))", hc2: "e / sqrt(1 - h)", hc3: "e / (1 - h)" };
  const sizes = { cr0: "1", cr1: "G / (G - 1)", cr1s: "G / (G - 1) * (n - 1) / (n - p)" };
  if (covariance === "model") return `${group}V <- vcov(fit)`;
  if (covariance === "cr0" || covariance === "cr1" || covariance === "cr1s")
    return `${group}${bread}; e <- ${errors}; G <- length(unique(g)); V <- ${sizes[covariance]} * B %*% crossprod(rowsum(X * e, g)) %*% B`;
  return `${group}${bread}; ${scores}; V <- B %*% crossprod(X * (${rows[covariance]})) %*% B`;
}

function rStudentP(alternative: Alternative): string {
  return { two_sided: "2 * pt(-abs(t), df)", greater: "pt(t, df, lower.tail = FALSE)", less: "pt(t, df)" }[alternative];
}

function rLimits(alternative: Alternative, level: number, quantile: string): string {
  const half = `${quantile}(${alternative === "two_sided" ? `(1 + ${level}) / 2` : level}, df) * se`;
  return {
    two_sided: `cbind(est - ${half}, est + ${half})`,
    greater: `cbind(est - ${half}, Inf)`,
    less: `cbind(-Inf, est + ${half})`,
  }[alternative];
}
