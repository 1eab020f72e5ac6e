import { runCochranMantelHaenszel } from "../../src/index.ts";
import { finiteOrInf, limits, resultOf } from "./r-code.ts";
import { alternatives, levels } from "./random.ts";
import type { Check, SecondOpinion } from "./second-opinion.ts";

/** mantelhaen.test solves its exact odds ratio to four digits only; here the same likelihood is solved to the end. */
const prelude = `
common_conditional <- function(tab, level) {
  x <- sum(tab[1, 1, ]); d <- 1; low <- 0; high <- 0
  for (k in seq_len(dim(tab)[3])) {
    t <- tab[, , k]; m <- sum(t[1, ]); n <- sum(t[2, ]); e <- sum(t[, 1]); s <- max(0, e - n):min(e, m)
    p <- dhyper(s, m, n, e); new <- numeric(length(d) + length(p) - 1)
    for (i in seq_along(p)) new[i - 1 + seq_along(d)] <- new[i - 1 + seq_along(d)] + p[i] * d
    d <- new; low <- low + min(s); high <- high + max(s)
  }
  s <- low:high; at <- function(u) { l <- log(d) + u * s; l <- exp(l - max(l)); l / sum(l) }
  solve_for <- function(f) exp(uniroot(f, c(-20, 20), tol = 1e-14)$root); tail <- (1 - level) / 2
  c(sum(d[d <= d[x - low + 1] * (1 + 1e-7)]),
    if (x == low) 0 else if (x == high) Inf else solve_for(function(u) sum(s * at(u)) - x),
    if (x == low) 0 else solve_for(function(u) sum(at(u)[s >= x]) - tail),
    if (x == high) Inf else solve_for(function(u) tail - sum(at(u)[s <= x])))
}
common_measures <- function(tab, level) {
  a <- tab[1, 1, ]; b <- tab[1, 2, ]; c <- tab[2, 1, ]; d <- tab[2, 2, ]; m <- a + b; n <- c + d; N <- m + n; z <- qnorm((1 + level) / 2)
  w <- m * n / N; rd <- sum((a / m - c / n) * w) / sum(w)
  P <- sum((m^2 * c - n^2 * a + m * n * (n - m) / 2) / N^2); Q <- sum((a * (n - c) + c * (m - a)) / (2 * N))
  sato <- sqrt(rd * P + Q) / sum(w)
  gr <- sqrt(sum((a * b * n^3 + c * d * m^3) / (m * n * N^2))) / sum(w)
  rr <- sum(a * n / N) / sum(c * m / N)
  s <- sqrt(sum(((a + c) * m * n - a * c * N) / N^2) / (sum(a * n / N) * sum(c * m / N)))
  c(rd, sato, rd - z * sato, rd + z * sato, gr, rr, rr * exp(-z * s), rr * exp(z * s))
}
breslow_day <- function(tab, or) {
  tab <- tab[, , apply(tab, 3, function(t) all(colSums(t) > 0)), drop = FALSE]
  e <- apply(tab, 3, function(t) {
    m <- sum(t[1, ]); n <- sum(t[2, ]); x <- sum(t[, 1])
    f <- function(A) log(A) + log(n - x + A) - log(m - A) - log(x - A) - log(or)
    low <- max(0, x - n); high <- min(x, m); eps <- (high - low) * 1e-13
    A <- uniroot(f, c(low + eps, high - eps), tol = 1e-15)$root
    c(A, 1 / (1 / A + 1 / (m - A) + 1 / (x - A) + 1 / (n - x + A))) })
  excess <- tab[1, 1, ] - e[1, ]; chi2 <- sum(excess^2 / e[2, ]); chi2t <- chi2 - sum(excess)^2 / sum(e[2, ]); df <- dim(tab)[3] - 1
  c(chi2, df, pchisq(chi2, df, lower.tail = FALSE), chi2t, pchisq(chi2t, df, lower.tail = FALSE))
}`;

/** Two to six strata, sparse (matched pairs) and large, with empty cells and strata in which nothing happens. */
export const cochranMantelHaenszelOpinion: SecondOpinion = {
  family: "cmh",
  methods: ["cochran_mantel_haenszel"],
  prelude,
  dataSet: (random) => {
    const largest = random.pick([1, 4, 12, 60]);
    const cell = (): number => (random.isLucky(0.1) ? 0 : random.integer(0, largest));
    const tables = Array.from({ length: random.integer(2, largest === 1 ? 12 : 6) }, () => {
      const [a, b, c, d] = [cell(), cell(), cell(), cell()];
      return a + b > 0 && c + d > 0 ? [a, b, c, d] : [a + 1, b, c, d + 1];
    });
    const strata = tables.map(([a = 0, b = 0, c = 0, d = 0]) => ({
      first: { events: a, total: a + b },
      second: { events: c, total: c + d },
    }));
    const excess = tables.reduce((total, [a = 0, b = 0, c = 0, d = 0]) => total + (a * d - b * c) / (a + b + c + d), 0);
    // An excess of exactly one half: whether R corrects it hangs on R's last bit.
    if (Math.abs(Math.abs(excess) - 0.5) < 1e-9) return null;
    const [level, alternative] = [random.pick(levels), random.pick(alternatives)];
    const result = resultOf(runCochranMantelHaenszel({ strata }, { level }));
    const sided = resultOf(runCochranMantelHaenszel({ strata }, { level, alternative, variant: "corrected" }));
    const exact = resultOf(runCochranMantelHaenszel({ strata }, { alternative, variant: "exact" }));
    if (result === null || sided === null || exact === null) return null;
    const { details: d } = result;
    const checks: Check[] = [
      {
        what: "mantelhaen.test",
        r: `x <- mantelhaen.test(tab, correct = FALSE, conf.level = ${level}); c(x$statistic, x$p.value, x$estimate, if (is.finite(x$estimate) && x$estimate > 0) x$conf.int else c(NA, NA))`,
        numbers: {
          chi2: d.chi2,
          p: d.pChi2,
          or: finiteOrInf(d.oddsRatio.value),
          ...limits(d.oddsRatio.interval),
        },
      },
      {
        what: "printed call",
        r: `x <- ${sided.r}; c(x$test$statistic, x$test$p.value, x$estimate)`,
        numbers: { chi2: sided.statistic.value, p: sided.p.value, or: finiteOrInf(sided.details.oddsRatio.value) },
      },
      { what: "exact p", r: `x <- ${exact.r}; x$test$p.value`, numbers: { p: exact.p.value } },
      {
        what: "conditional odds ratio",
        r: `common_conditional(tab, ${level})`,
        numbers: {
          p: d.pExact,
          or: finiteOrInf(d.conditionalOddsRatio?.value),
          ...limits(d.conditionalOddsRatio?.interval ?? null),
        },
        tolerance: { or: { rel: 1e-7 }, lower: { rel: 1e-7 }, upper: { rel: 1e-7 } },
      },
      {
        what: "risk difference and ratio",
        r: `common_measures(tab, ${level})`,
        numbers: {
          difference: d.riskDifference.value,
          sato: d.riskDifference.standardErrorSato,
          ...limits(d.riskDifference.intervalSato),
          greenlandRobins: d.riskDifference.standardErrorGreenlandRobins,
          ratio: finiteOrInf(d.riskRatio.value),
          ...limits(d.riskRatio.interval, "Ratio"),
        },
      },
    ];
    if (d.riskRatio.interval === null) checks.pop();
    if (d.homogeneity !== null)
      checks.push({
        what: "Breslow–Day",
        r: `breslow_day(tab, ${d.oddsRatio.value})`,
        numbers: {
          chi2: d.homogeneity.chi2,
          df: d.homogeneity.df,
          p: d.homogeneity.p,
          tarone: d.homogeneity.chi2Tarone,
          pTarone: d.homogeneity.pTarone,
        },
        tolerance: {
          chi2: { rel: 1e-8, abs: 1e-10 },
          tarone: { rel: 1e-8, abs: 1e-10 },
          p: { rel: 1e-7, abs: 1e-300 },
          pTarone: { rel: 1e-7, abs: 1e-300 },
        },
      });
    const cells = tables.flatMap(([a, b, c, e]) => [a, c, b, e]).join(", ");
    return { data: `tab <- array(c(${cells}), c(2, 2, ${tables.length}))`, checks };
  },
};
