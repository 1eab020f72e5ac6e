# Coverage of intervals and size of tests, by enumeration of every outcome, from R's own functions and the published formulas.
# Rscript --vanilla enumerated-coverage.R > enumerated-coverage.json
options(warn = -1)
z <- qnorm(0.975)
wilson <- function(x, n) prop.test(x, n, correct = FALSE)$conf.int[1:2]
one <- list(
  wilson = wilson,
  agresti_coull = function(x, n) { m <- n + z^2; p <- (x + z^2 / 2) / m; p + c(-1, 1) * z * sqrt(p * (1 - p) / m) },
  clopper_pearson = function(x, n) binom.test(x, n)$conf.int[1:2]
)

# Newcombe (1998) method 10; Miettinen & Nurminen (1985) by the restricted likelihood, maximized numerically.
newcombe <- function(x1, n1, x2, n2) {
  a <- wilson(x1, n1); b <- wilson(x2, n2); p <- x1 / n1; q <- x2 / n2
  p - q + c(-1, 1) * sqrt(c((p - a[1])^2 + (b[2] - q)^2, (a[2] - p)^2 + (q - b[1])^2))
}
wald <- function(x1, n1, x2, n2) {
  p <- x1 / n1; q <- x2 / n2
  p - q + c(-1, 1) * z * sqrt(p * (1 - p) / n1 + q * (1 - q) / n2)
}
score <- function(delta, x1, n1, x2, n2) {
  loglik <- function(q) {
    part <- function(x, n, p) (if (x > 0) x * log(p) else 0) + (if (x < n) (n - x) * log1p(-p) else 0)
    part(x1, n1, q + delta) + part(x2, n2, q)
  }
  low <- max(0, -delta); high <- min(1, 1 - delta)
  q <- optimize(loglik, c(low, high), maximum = TRUE, tol = 1e-12)$maximum
  for (end in c(low, high)) if (isTRUE(loglik(end) > loglik(q))) q <- end
  v <- ((q + delta) * (1 - q - delta) / n1 + q * (1 - q) / n2) * (n1 + n2) / (n1 + n2 - 1)
  gap <- x1 / n1 - x2 / n2 - delta
  if (abs(gap) < 1e-12) 0 else if (v <= 0) sign(gap) * Inf else gap / sqrt(v)
}
cover_score <- function(delta, x1, n1, x2, n2) abs(score(delta, x1, n1, x2, n2)) <= z

paired_newcombe <- function(a, b, c, d) {
  n <- a + b + c + d; p <- (a + c) / n; q <- (a + b) / n; u <- wilson(a + c, n); w <- wilson(a + b, n)
  k <- a * d - b * c; k <- if (k > n / 2) k - n / 2 else min(k, 0)
  m <- (a + b) * (c + d) * (a + c) * (b + d); phi <- if (m == 0) 0 else k / sqrt(m)
  r <- function(s, t) sqrt(max(0, s^2 - 2 * phi * s * t + t^2))
  p - q + c(-r(p - u[1], w[2] - q), r(u[2] - p, q - w[1]))
}

lines <- character()
add <- function(kind, ..., value) {
  numbers <- c(...)
  lines <<- c(lines, sprintf('{"kind":"%s",%s,"value":%.17g}', kind, paste(sprintf('"%s":%.17g', names(numbers), numbers), collapse = ","), value))
}
holds <- function(ci, truth) ci[1] <= truth && truth <= ci[2]

for (name in names(one)) for (n in c(10, 20, 50)) {
  ci <- sapply(0:n, function(x) one[[name]](x, n))
  for (p in c(0.013, 0.05, 0.107, 0.25, 0.4, 0.5, 0.7, 0.93)) {
    inside <- ci[1, ] <= p & p <= ci[2, ]
    add(name, n = n, p = p, value = sum(dbinom(0:n, n, p)[inside]))
  }
}
for (n in list(c(10, 10), c(8, 15))) for (p in list(c(0.5, 0.5), c(0.2, 0.37), c(0.9, 0.65), c(0.05, 0.05))) {
  all <- expand.grid(x1 = 0:n[1], x2 = 0:n[2]); weight <- dbinom(all$x1, n[1], p[1]) * dbinom(all$x2, n[2], p[2]); delta <- p[1] - p[2]
  at <- function(f) sum(weight[mapply(f, all$x1, all$x2)])
  add("newcombe", n1 = n[1], n2 = n[2], p1 = p[1], p2 = p[2], value = at(function(x, y) holds(newcombe(x, n[1], y, n[2]), delta)))
  add("wald", n1 = n[1], n2 = n[2], p1 = p[1], p2 = p[2], value = at(function(x, y) holds(wald(x, n[1], y, n[2]), delta)))
  add("miettinen_nurminen", n1 = n[1], n2 = n[2], p1 = p[1], p2 = p[2], value = at(function(x, y) cover_score(delta, x, n[1], y, n[2])))
  add("fisher_size", n1 = n[1], n2 = n[2], p1 = p[1], p2 = p[1], value = sum((dbinom(all$x1, n[1], p[1]) * dbinom(all$x2, n[2], p[1]))[
    mapply(function(x, y) fisher.test(rbind(c(x, n[1] - x), c(y, n[2] - y)))$p.value <= 0.05, all$x1, all$x2)]))
}
for (n in c(10, 14)) for (cell in list(c(0.3, 0.2, 0.2, 0.3), c(0.5, 0.05, 0.25, 0.2), c(0.1, 0.4, 0.1, 0.4))) {
  all <- expand.grid(a = 0:n, b = 0:n, c = 0:n); all <- all[rowSums(all) <= n, ]; all$d <- n - rowSums(all)
  # Without a discordant pair there is no test and no interval: the outcome is given none.
  all <- all[all$b + all$c > 0, ]
  weight <- apply(all, 1, function(x) dmultinom(x, prob = cell))
  inside <- apply(all, 1, function(x) holds(paired_newcombe(x[1], x[2], x[3], x[4]), cell[3] - cell[2]))
  add("newcombe_paired", n = n, a = cell[1], b = cell[2], c = cell[3], d = cell[4], value = sum(weight[inside]))
  null <- c(cell[1], mean(cell[2:3]), mean(cell[2:3]), cell[4]); weight <- apply(all, 1, function(x) dmultinom(x, prob = null))
  exact <- mapply(function(b, c) binom.test(b, b + c)$p.value, all$b, all$c)
  mid <- ifelse(all$b == all$c, 1 - dbinom(all$b, 2 * all$b, 0.5), exact - dbinom(pmin(all$b, all$c), all$b + all$c, 0.5))
  for (alpha in c(0.05, 0.1)) {
    add("mcnemar_exact_size", n = n, a = null[1], b = null[2], c = null[3], d = null[4], alpha = alpha, value = sum(weight[exact <= alpha]))
    add("mcnemar_mid_p_size", n = n, a = null[1], b = null[2], c = null[3], d = null[4], alpha = alpha, value = sum(weight[mid <= alpha]))
  }
}
for (mean in c(0.07, 0.5, 1, 3.3, 8, 20)) {
  x <- 0:200; inside <- sapply(x, function(k) holds(poisson.test(k)$conf.int, mean))
  add("poisson", mean = mean, value = sum(dpois(x, mean)[inside]))
}
for (n in c(5, 9, 20)) for (alpha in c(0.05, 0.1)) {
  x <- 0:n
  add("sign_size", n = n, alpha = alpha, value = sum(dbinom(x, n, 0.5)[sapply(x, function(k) binom.test(k, n)$p.value) <= alpha]))
}
cat(sprintf('{"r":"%s","cases":[\n', R.version.string), paste(lines, collapse = ",\n"), "\n]}\n", sep = "")
