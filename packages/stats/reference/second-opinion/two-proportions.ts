import { runTwoProportions } from "../../src/index.ts";
import type { Interval } from "../../src/index.ts";
import { finiteOrInf, limits, resultOf } from "./r-code.ts";
import { levels } from "./random.ts";
import type { Check, SecondOpinion } from "./second-opinion.ts";

/** fisher.test solves its odds ratio to four digits only; here the same conditional likelihood is solved to the end. */
const prelude = `
conditional_or <- function(x, m, n, k, level) {
  s <- max(0, k - n):min(k, m); base <- dhyper(s, m, n, k, log = TRUE)
  d <- function(t) { l <- base + t * s; l <- exp(l - max(l)); l / sum(l) }
  solve_for <- function(f) exp(uniroot(f, c(-60, 60), tol = 1e-14)$root)
  tail <- (1 - level) / 2; lowest <- x == min(s); highest <- x == max(s)
  c(if (lowest && highest) NA else if (lowest) 0 else if (highest) Inf else solve_for(function(t) sum(s * d(t)) - x),
    if (lowest) 0 else solve_for(function(t) sum(d(t)[s >= x]) - tail),
    if (highest) Inf else solve_for(function(t) tail - sum(d(t)[s <= x])))
}
score_limits <- function(x1, n1, x2, n2, level) {
  z2 <- qchisq(level, 1); N <- n1 + n2; est <- x1 / n1 - x2 / n2
  u <- function(delta) {
    if (abs(delta) >= 1) return(if (abs(est - delta) < 1e-12) 0 else Inf)
    L3 <- N; L2 <- (n1 + 2 * n2) * delta - N - (x1 + x2); L1 <- (n2 * delta - N - 2 * x2) * delta + (x1 + x2); L0 <- x2 * delta * (1 - delta)
    q <- L2^3 / (3 * L3)^3 - L1 * L2 / (6 * L3^2) + L0 / (2 * L3)
    p <- sign(q) * sqrt(max(0, L2^2 / (3 * L3)^2 - L1 / (3 * L3))); if (q == 0) p <- abs(sqrt(max(0, L2^2 / (3 * L3)^2 - L1 / (3 * L3))))
    a <- (pi + acos(max(-1, min(1, if (p == 0) 0 else q / p^3)))) / 3
    p2 <- min(1, max(0, 2 * p * cos(a) - L2 / (3 * L3))); p1 <- min(1, max(0, p2 + delta))
    v <- (p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2) * N / (N - 1)
    if (v <= 0) (if (abs(est - delta) < 1e-12) 0 else Inf) else (est - delta)^2 / v
  }
  side <- function(end) { f <- function(delta) min(u(delta), 1e6) - z2; if (f(end * (1 - 1e-12)) <= 0) end else uniroot(f, sort(c(est, end * (1 - 1e-12))), tol = 1e-14)$root }
  c(if (est <= -1) -1 else side(-1), if (est >= 1) 1 else side(1))
}`;

/** Two arms with none, all or some events, from 1 to 400 each. */
export const twoProportionsOpinion: SecondOpinion = {
  family: "two-proportions",
  methods: ["two_proportions"],
  prelude,
  dataSet: (random) => {
    const largest = random.pick([6, 30, 100, 400]);
    const [n1, n2] = [random.integer(1, largest), random.integer(1, largest)];
    const events = (n: number): number => random.pick([0, n, random.integer(0, n), random.integer(0, n)]);
    const [x1, x2] = [events(n1), events(n2)];
    const level = random.pick(levels);
    const input = { first: { events: x1, total: n1 }, second: { events: x2, total: n2 } };
    const result = resultOf(runTwoProportions(input, { level }));
    if (result === null) return null;
    const d = result.details;
    const isVaried = x1 + x2 > 0 && x1 + x2 < n1 + n2;
    const isInside = x1 > 0 && x2 > 0;
    const hasNoEmptyCell = isInside && x1 < n1 && x2 < n2;
    const checks: Check[] = [
      {
        what: "printed call",
        r: `x <- ${result.r}; c(x$risk_difference, x$newcombe, x$test$p.value)`,
        numbers: { difference: result.estimate.value, ...limits(result.interval), p: result.p.value },
        tolerance: { p: { rel: 1e-7, abs: 1e-300 } },
      },
      {
        what: "Wald",
        r: `p1 <- x1 / n1; p2 <- x2 / n2; p1 - p2 + c(-1, 1) * qnorm((1 + ${level}) / 2) * sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)`,
        numbers: limits(d.intervalWald),
      },
      {
        what: "Miettinen–Nurminen",
        r: `score_limits(x1, n1, x2, n2, ${level})`,
        numbers: limits(d.intervalMiettinenNurminen),
        tolerance: { lower: { rel: 1e-6, abs: 1e-8 }, upper: { rel: 1e-6, abs: 1e-8 } },
      },
    ];
    if (isVaried)
      checks.push(
        {
          what: "chi-square",
          r: "tab <- rbind(c(x1, n1 - x1), c(x2, n2 - x2)); x <- chisq.test(tab, correct = FALSE); y <- chisq.test(tab); c(x$statistic, x$p.value, y$statistic, y$p.value)",
          numbers: {
            chi2: d.chi2?.value ?? null,
            p: d.chi2?.p ?? null,
            yates: d.chi2Yates?.value ?? null,
            pYates: d.chi2Yates?.p ?? null,
          },
        },
        {
          what: "conditional odds ratio",
          r: `conditional_or(x1, n1, n2, x1 + x2, ${level})`,
          numbers: {
            or: finiteOrInf(d.conditionalOddsRatio.value),
            lower: d.conditionalOddsRatio.interval?.lower ?? null,
            upper: d.conditionalOddsRatio.interval?.upper ?? null,
          },
          tolerance: { or: { rel: 1e-7 }, lower: { rel: 1e-7 }, upper: { rel: 1e-7 } },
        },
      );
    if (isInside)
      checks.push(
        ratio("risk ratio", "1 / x1 - 1 / n1 + 1 / x2 - 1 / n2", "(x1 / n1) / (x2 / n2)", level, d.riskRatio),
      );
    if (hasNoEmptyCell)
      checks.push(
        ratio(
          "odds ratio",
          "1 / x1 + 1 / (n1 - x1) + 1 / x2 + 1 / (n2 - x2)",
          "x1 * (n2 - x2) / (x2 * (n1 - x1))",
          level,
          d.oddsRatio,
        ),
      );
    return { data: `x1 <- ${x1}; n1 <- ${n1}; x2 <- ${x2}; n2 <- ${n2}`, checks };
  },
};

type Ratio = { readonly value: number | "Inf" | null; readonly interval: Interval | null };

function ratio(what: string, variance: string, estimate: string, level: number, { value, interval }: Ratio): Check {
  return {
    what,
    r: `e <- ${estimate}; c(e, e * exp(c(-1, 1) * qnorm((1 + ${level}) / 2) * sqrt(${variance})))`,
    numbers: { estimate: finiteOrInf(value), ...limits(interval) },
  };
}
