import { rPrepared } from "../../model/r-model.ts";
import type { Alternative } from "../../result.ts";
import { rName, rString } from "../../r-text.ts";
import { rCovariance } from "../linear-regression/r-call.ts";
import type { LogisticOptions, LogisticRNames } from "./logistic.types.ts";

const defaults: LogisticRNames = { data: "d", formula: "y ~ x" };

/** Base R only: the model to 1e-14, its coefficients under the covariance asked for, and standardized risks where there is an arm. */
export function logisticRCall(names: LogisticRNames = defaults, options: LogisticOptions = {}): string {
  const { level = 0.95, alternative = "two_sided", covariance = "model" } = options;
  const control = "family = binomial, control = glm.control(epsilon = 1e-14, maxit = 100)";
  return [
    `local({ ${rPrepared({ ...names, factors: names.factors?.filter(({ name }) => name !== responseOf(names)) ?? [] })}; ${eventOf(names)}fit <- glm(${names.formula}, data = d, ${control})`,
    `X <- model.matrix(fit); n <- nrow(X); p <- ncol(X); ${rCovariance(covariance, "fit$y - fitted(fit)", names.clusters)}`,
    `est <- coef(fit); se <- sqrt(diag(V)); z <- est / se; ci <- exp(${limits(alternative, level)}); pr <- function(v) { d[[arm]][] <- v; predict(fit, d, type = "response") }`,
    `c(list(coef = est, se = se, z = z, p = ${normalP(alternative)}, or = exp(est), ci_wald = ci, deviance = deviance(fit), null_deviance = fit$null.deviance, aic = AIC(fit))${risks(names)}) })`,
  ].join("\n");
}

/** Makes the outcome TRUE where the event happened, whatever stood in the column. */
function eventOf(names: LogisticRNames): string {
  const { event } = names;
  const response = responseOf(names);
  if (response === null || event === undefined) return "";
  const column = `d$${rName(response)}`;
  return `${column} <- ${column} == ${typeof event === "number" ? String(event) : rString(event)}; `;
}

/** The outcome's column, where the left side of the formula is a plain name. */
function responseOf({ formula }: LogisticRNames): string | null {
  const left = formula.slice(0, Math.max(0, formula.indexOf("~"))).trim();
  if (/^`[^`]+`$/u.test(left)) return left.slice(1, -1);
  return /^[\p{L}.][\p{L}\p{N}._]*$/u.test(left) ? left : null;
}

function limits(alternative: Alternative, level: number): string {
  const half = `qnorm(${alternative === "two_sided" ? `(1 + ${level}) / 2` : level}) * se`;
  return {
    two_sided: `cbind(est - ${half}, est + ${half})`,
    greater: `cbind(est - ${half}, Inf)`,
    less: `cbind(-Inf, est + ${half})`,
  }[alternative];
}

function normalP(alternative: Alternative): string {
  return { two_sided: "2 * pnorm(-abs(z))", greater: "pnorm(z, lower.tail = FALSE)", less: "pnorm(z)" }[alternative];
}

function risks({ arm, armLevels }: LogisticRNames): string {
  if (arm === undefined || armLevels === undefined) return "";
  const [reference, compared] = armLevels.map((level) => (typeof level === "number" ? String(level) : rString(level)));
  return `, local({ arm <- ${rString(arm)}; environment(pr) <- environment(); r0 <- mean(pr(${reference ?? ""})); r1 <- mean(pr(${compared ?? ""})); list(risk_0 = r0, risk_1 = r1, rd = r1 - r0, rr = r1 / r0) })`;
}
