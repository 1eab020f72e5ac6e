import { runAncova } from "../../src/index.ts";
import type { AncovaInference, AncovaInput, AncovaResult } from "../../src/index.ts";
import { limits, resultOf, vector } from "./r-code.ts";
import { alternatives, levels, rounded } from "./random.ts";
import type { Random } from "./random.ts";
import type { Check, SecondOpinion, Tolerance } from "./second-opinion.ts";

/** lm on trials of 8 to 80 participants, with baseline, a factor, missing values and, at times, values near 1e4. */
export const ancovaOpinion: SecondOpinion = {
  family: "ancova",
  methods: ["ancova"],
  dataSet: (random) => {
    const input = trial(random);
    const options = { level: random.pick(levels), alternative: random.pick(alternatives) };
    const covariance = random.pick(["classical", "hc2", "hc3"]);
    const result = resultOf(runAncova(input, { ...options, covariance }));
    if (result === null || result.details.hc3 === null || !hasEveryTerm(result, input)) return null;
    const d = result.details;
    return {
      data: dataOf(input),
      checks: [
        {
          what: `printed call, ${covariance}`,
          r: `unlist(${result.r})`,
          numbers: {
            estimate: result.estimate.value,
            standardError: result.standardError,
            t: result.statistic.value,
            df: result.statistic.df,
            p: result.p.value,
            ...limits(result.interval),
            residualSd: d.residualSd,
          },
          tolerance: modelTolerance,
        },
        {
          what: "fit",
          r: `fit <- lm(outcome ~ ., data = d); new <- function(a) { x <- na.omit(d); x$arm <- factor(a, levels = levels(d$arm)); mean(predict(fit, x)) }
              c(summary(fit)$r.squared, nrow(model.matrix(fit)), coef(fit)[-1], new("control"), new("massage"), with(na.omit(d), diff(tapply(outcome, arm, mean))))`,
          numbers: {
            rSquared: d.rSquared,
            n: result.n.used,
            ...Object.fromEntries(d.coefficients.slice(1).map(({ name, value }) => [`coefficient ${name}`, value])),
            control: d.arms[0].adjusted,
            massage: d.arms[1].adjusted,
            unadjusted: d.unadjustedDifference,
          },
          tolerance: { rSquared: { rel: 1e-9, abs: 1e-10 }, unadjusted: { rel: 1e-9, abs: 1e-9 } },
        },
        ...linChecks(result),
      ],
    };
  },
};

/** lm with the arm as a factor of three to five levels: every arm with the first one named, classical and robust. */
export const ancovaOfSeveralArmsOpinion: SecondOpinion = {
  family: "ancova of several arms",
  methods: ["ancova"],
  dataSet: (random) => {
    const armLevels = ["usual", "massage", "ointment", "music", "all"].slice(0, random.pick([3, 4, 5]));
    const [reference = "", compared = "", ...more] = random.isLucky(0.5) ? armLevels : armLevels.toReversed();
    const given = trial(random);
    const arm = given.outcome.map((_, i) => [reference, compared, ...more][i % armLevels.length] ?? "");
    const input: AncovaInput = { ...given, arm, armLevels: [reference, compared, ...more] };
    const options = { level: random.pick(levels), alternative: random.pick(alternatives) };
    const covariance = random.pick(["classical", "hc2", "hc3"]);
    const result = resultOf(runAncova(input, { ...options, covariance }));
    if (result === null || result.details.hc3 === null || !hasEveryTerm(result, input)) return null;
    const { arms, comparisons, residualSd, residualDf } = result.details;
    const inferences = comparisons.map((one) => one[covariance] ?? one.classical);
    const numbersOf = (name: string, values: readonly (number | null)[]) =>
      Object.fromEntries(values.flatMap((value, k) => (value === null ? [] : [[`${name}${k + 1}`, value]])));
    const named = `c(${[reference, compared, ...more].map((level) => `"${level}"`).join(", ")})`;
    return {
      data: dataOf(input),
      checks: [
        {
          what: `printed call, ${covariance}`,
          r: `x <- unlist(${result.r}); x[is.finite(x)]`,
          numbers: {
            ...numbersOf("estimate", comparisons.map(({ difference }) => difference)), // prettier-ignore
            ...numbersOf("standardError", inferences.map(({ standardError }) => standardError)), // prettier-ignore
            ...numbersOf("t", inferences.map(({ statistic }) => statistic.value)), // prettier-ignore
            df: residualDf,
            ...numbersOf("p", inferences.map(({ p }) => p.value)), // prettier-ignore
            ...numbersOf("lower", inferences.map(({ interval }) => interval.lower)), // prettier-ignore
            ...numbersOf("upper", inferences.map(({ interval }) => interval.upper)), // prettier-ignore
            residualSd,
          },
          tolerance: severalTolerance,
        },
        {
          what: "means",
          r: `x <- na.omit(d); x$arm <- factor(x$arm, levels = ${named}); fit <- lm(outcome ~ ., data = x)
              m <- tapply(x$outcome, x$arm, mean); c(sapply(${named}, function(a) { y <- x; y$arm <- factor(a, levels = ${named}); mean(predict(fit, y)) }), (m - m[1])[-1])`,
          numbers: {
            ...numbersOf("adjusted", arms.map(({ adjusted }) => adjusted)), // prettier-ignore
            ...numbersOf("unadjusted", comparisons.map(({ unadjustedDifference }) => unadjustedDifference)), // prettier-ignore
          },
          tolerance: severalTolerance,
        },
      ],
    };
  },
};

/** HC2 and HC3 as sandwich computes them. */
export const ancovaInSandwichOpinion: SecondOpinion = {
  family: "ancova in sandwich",
  methods: ["ancova"],
  packages: ["sandwich"],
  dataSet: (random) => {
    const input = trial(random);
    const level = random.pick(levels);
    const result = resultOf(runAncova(input, { level }));
    if (result === null || !hasEveryTerm(result, input)) return null;
    const { hc2, hc3 } = result.details;
    if (hc2 === null || hc3 === null) return null;
    const ask = (type: string, { standardError, p, interval }: AncovaInference): Check => ({
      what: type,
      r: `s <- sqrt(diag(sandwich::vcovHC(fit, type = "${type}")))["armmassage"]; b <- coef(fit)["armmassage"]
          c(s, 2 * pt(-abs(b / s), df.residual(fit)), b + c(-1, 1) * qt((1 + ${level}) / 2, df.residual(fit)) * s)`,
      numbers: { standardError, p: p.value, ...limits(interval) },
      tolerance: modelTolerance,
    });
    return { data: `${dataOf(input)}; fit <- lm(outcome ~ ., data = d)`, checks: [ask("HC2", hc2), ask("HC3", hc3)] };
  },
};

/** R does not centre the baseline: one near 1e4 costs it some of its digits. */
const modelTolerance: Readonly<Record<string, Tolerance>> = {
  ...Object.fromEntries(
    ["estimate", "standardError", "t", "lower", "upper", "residualSd"].map((name) => [name, { rel: 1e-7, abs: 1e-9 }]),
  ),
  p: { rel: 1e-6, abs: 1e-300 },
};

const severalTolerance: Readonly<Record<string, Tolerance>> = Object.fromEntries([
  ...["estimate", "standardError", "t", "lower", "upper", "unadjusted"].flatMap((name) =>
    [1, 2, 3, 4].map((k): [string, Tolerance] => [`${name}${k}`, { rel: 1e-7, abs: 1e-9 }]),
  ),
  ...[1, 2, 3, 4].map((k): [string, Tolerance] => [`p${k}`, { rel: 1e-6, abs: 1e-300 }]),
  ["residualSd", { rel: 1e-7, abs: 1e-9 }],
]);

/** A factor with one level among the complete rows drops out here; lm stops at it. */
function hasEveryTerm({ details }: AncovaResult, { covariates }: AncovaInput): boolean {
  return covariates.every(({ name }) => details.coefficients.some((coefficient) => coefficient.name.startsWith(name)));
}

/** Where an observation has leverage one, R's standard errors are 0 / 0 and left out. */
function linChecks({ details: { lin } }: AncovaResult): Check[] {
  if (lin === null || lin.seHc2 === null || lin.seHc3 === null) return [];
  return [
    {
      what: "Lin",
      r: `x <- droplevels(na.omit(d)); z <- model.matrix(~ ., x[setdiff(names(x), c("outcome", "arm"))])[, -1, drop = FALSE]; z <- scale(z, scale = FALSE)
          fit <- lm(x$outcome ~ x$arm * z); X <- model.matrix(fit); e <- residuals(fit); h <- hatvalues(fit); B <- summary(fit)$cov.unscaled
          v <- function(w) sqrt((B %*% crossprod(X * w) %*% B)[2, 2]); c(coef(fit)[2], v(e / sqrt(1 - h)), v(e / (1 - h)))`,
      numbers: { estimate: lin.estimate, seHc2: lin.seHc2, seHc3: lin.seHc3 },
      tolerance: { estimate: { rel: 1e-7, abs: 1e-8 }, seHc2: { rel: 1e-6 }, seHc3: { rel: 1e-6 } },
    },
  ];
}

function trial(random: Random): AncovaInput {
  const n = random.pick([8, 20, 80]) + random.integer(0, 6);
  const offset = random.pick([0, 50, 1e4]);
  const ratio = random.pick([2, 3]);
  const arm = Array.from({ length: n }, (_, i) => (i % ratio === 0 ? "massage" : "control"));
  const base = arm.map(() => (random.isLucky(0.04) ? null : offset + rounded(8 * random.normal(), 3)));
  const site = arm.map(() => random.pick(["A", "B", "C"]));
  const effect = random.pick([0, 4, 40]);
  const outcome = base.map((value, i) => {
    if (random.isLucky(0.04)) return null;
    const noise = (1 + Math.abs((value ?? offset) - offset) / 4) * random.normal();
    return rounded((value ?? offset) * 0.6 + (arm[i] === "massage" ? effect : 0) + noise, 2);
  });
  const ofBase = { name: "base", kind: "numeric", values: base } as const;
  const ofSite = { name: "site", kind: "factor", values: site } as const;
  const covariates: AncovaInput["covariates"] = random.pick([[ofBase], [ofBase, ofSite], [ofSite]]);
  return { outcome, arm, covariates };
}

function dataOf({ outcome, arm, covariates }: AncovaInput): string {
  const columns = covariates.map(({ name, kind, values }) => {
    const code = vector(values);
    return `${name} = ${kind === "factor" ? `factor(${code})` : code}`;
  });
  return `d <- data.frame(outcome = ${vector(outcome)}, arm = factor(${vector(arm)}), ${columns.join(", ")})`;
}
