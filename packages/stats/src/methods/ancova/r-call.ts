import { rName, rString } from "../../r-text.ts";
import type { AncovaOptions, AncovaRNames } from "./ancova.types.ts";

const defaults: AncovaRNames = { data: "d", outcome: "outcome", arm: "arm" };

/** Base R only: the model, and the arm's row under the covariance asked for; of more than two arms a vector of each arm's. */
export function ancovaRCall(names: AncovaRNames = defaults, options: AncovaOptions = {}): string {
  const level = options.level ?? 0.95;
  const power = { classical: null, hc2: 1, hc3: 2 }[options.covariance ?? "classical"];
  const alternative = options.alternative ?? "two_sided";
  const tail = alternative === "two_sided" ? `(1 + ${level}) / 2` : level;
  const p = { two_sided: "2 * pt(-abs(t), df)", greater: "pt(t, df, lower.tail = FALSE)", less: "pt(t, df)" }[
    alternative
  ];
  const half = `qt(${tail}, df) * se`;
  const more = (names.armLevels?.length ?? 2) - 2;
  const [k, se] = more === 0 ? ["2", "sqrt(V[k, k])"] : [`2:${more + 2}`, "unname(sqrt(diag(V)[k]))"];
  const limits = {
    two_sided: more === 0 ? `est + c(-1, 1) * ${half}` : `c(est - ${half}, est + ${half})`,
    greater: `c(est - ${half}, Inf)`,
    less: `c(-Inf, est + ${half})`,
  }[alternative];
  return [
    `local({ fit <- lm(${formula(names)}, data = ${names.data}); k <- ${k}; df <- df.residual(fit); est <- unname(coef(fit)[k])`,
    `X <- model.matrix(fit); V <- ${covariance(power)}; se <- ${se}; t <- est / se`,
    `list(estimate = est, se = se, t = t, df = df, p = ${p}, ci = ${limits}, residual_sd = summary(fit)$sigma) })`,
  ].join("\n");
}

function formula(names: AncovaRNames): string {
  const levels = names.armLevels?.map((level) => (typeof level === "number" ? String(level) : rString(level)));
  const arm = levels === undefined ? rName(names.arm) : `factor(${rName(names.arm)}, levels = c(${levels.join(", ")}))`;
  const covariates = (names.covariates ?? []).map(({ name, kind }) =>
    kind === "factor" ? `factor(${rName(name)})` : rName(name),
  );
  return `${rName(names.outcome)} ~ ${[arm, ...covariates].join(" + ")}`;
}

function covariance(power: number | null): string {
  if (power === null) return "vcov(fit)";
  const weight = power === 1 ? "sqrt(1 - hatvalues(fit))" : "(1 - hatvalues(fit))";
  return `(function(B) B %*% crossprod(X * residuals(fit) / ${weight}) %*% B)(summary(fit)$cov.unscaled)`;
}
