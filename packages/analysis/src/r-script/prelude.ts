/**
 * Base-R functions of the script. They follow the definitions, not our code: the exact distributions are enumerated, the adjusted
 * means come from R's own model matrix, the robust variance from its hat values, Stuart–Maxwell from a generalized inverse.
 */
export const prelude = String.raw`
first_missing <- function(values, reasons, parts) {
  why <- rep(NA_character_, length(values[[1]]))
  for (i in seq_along(values)) {
    gap <- is.na(why) & is.na(values[[i]])
    reason <- as.character(reasons[[i]])
    reason[is.na(reason)] <- "missing"
    why[gap] <- paste0(parts[i], "_", reason[gap])
  }
  why
}
subset_arm <- function(data, arm) data[data[["arm"]] %in% arm, , drop = FALSE]
mean_interval <- function(x, level) mean(x) + c(-1, 1) * qt((1 + level) / 2, length(x) - 1) * sd(x) / sqrt(length(x))
hedges_j <- function(df) exp(lgamma(df / 2) - lgamma((df - 1) / 2)) / sqrt(df / 2)
d_z_interval <- function(change, level) {
  n <- length(change)
  t <- sqrt(n) * mean(change) / sd(change)
  ncp <- function(p) uniroot(function(x) suppressWarnings(pt(t, n - 1, x)) - p, c(-37.6, 37.6), tol = 1e-13)$root
  c(ncp((1 + level) / 2), ncp((1 - level) / 2)) / sqrt(n)
}
wilson <- function(x, n, level) {
  z <- qnorm((1 + level) / 2)
  p <- x / n
  (p + z^2 / (2 * n) + c(-1, 1) * z * sqrt(p * (1 - p) / n + z^2 / (4 * n^2))) / (1 + z^2 / n)
}
# Newcombe (1998) method 10 for paired proportions; m: rows first (yes, no), columns second (yes, no); second minus first.
newcombe_paired <- function(m, level) {
  n <- sum(m)
  p <- c(m[1, 1] + m[2, 1], m[1, 1] + m[1, 2]) / n
  w <- rbind(wilson(n * p[1], n, level), wilson(n * p[2], n, level))
  margins <- prod(c(rowSums(m), colSums(m)))
  cross <- m[1, 1] * m[2, 2] - m[1, 2] * m[2, 1]
  phi <- if (margins == 0) 0 else (if (cross > n / 2) cross - n / 2 else if (cross >= 0) 0 else cross) / sqrt(margins)
  distance <- function(a, b) sqrt(max(0, a^2 - 2 * phi * a * b + b^2))
  p[1] - p[2] + c(-distance(p[1] - w[1, 1], w[2, 2] - p[2]), distance(w[1, 2] - p[1], p[2] - w[2, 1]))
}
newcombe_two <- function(x, n, level) {
  p <- x / n
  a <- wilson(x[1], n[1], level)
  b <- wilson(x[2], n[2], level)
  p[1] - p[2] + c(-sqrt((p[1] - a[1])^2 + (b[2] - p[2])^2), sqrt((a[2] - p[1])^2 + (p[2] - b[1])^2))
}
katz <- function(x, n, level) {
  ratio <- (x[1] / n[1]) / (x[2] / n[2])
  ratio * exp(c(-1, 1) * qnorm((1 + level) / 2) * sqrt(sum(1 / x - 1 / n)))
}
stuart_maxwell <- function(tab) {
  d <- rowSums(tab) - colSums(tab)
  S <- diag(rowSums(tab) + colSums(tab), nrow(tab)) - tab - t(tab)
  e <- eigen(S, symmetric = TRUE)
  keep <- e$values > 1e-9 * max(e$values)
  chi2 <- sum((crossprod(e$vectors[, keep, drop = FALSE], d))^2 / e$values[keep])
  list(chi2 = chi2, p = pchisq(chi2, sum(keep), lower.tail = FALSE))
}
# Wilcoxon signed-rank: exact given the ties by enumeration, or the normal approximation; Hodges-Lehmann with its interval.
signed_rank <- function(change, level, exact_p, exact_interval) {
  e <- round(change, 10)
  e <- e[e != 0]
  n <- length(e)
  r <- rank(abs(e))
  V <- sum(r[e > 0])
  walsh <- outer(e, e, "+") / 2
  walsh <- sort(walsh[upper.tri(walsh, TRUE)])
  m <- length(walsh)
  ties <- table(r)
  spread <- sqrt(n * (n + 1) * (2 * n + 1) / 24 - sum(ties^3 - ties) / 48)
  if (exact_p || exact_interval) {
    f <- 1
    for (k in round(2 * r)) f <- (c(f, numeric(k)) + c(numeric(k), f)) / 2
  }
  if (exact_interval) {
    k <- floor((which(cumsum(f) >= (1 - level) / 2)[1] - 1) / 2)
  } else {
    k <- floor(n * (n + 1) / 4 - qnorm((1 + level) / 2) * spread)
  }
  if (exact_p) {
    i <- round(2 * V) + 1
    p <- min(1, 2 * min(sum(f[seq_len(i)]), sum(f[i:length(f)])))
  } else {
    excess <- V - n * (n + 1) / 4
    p <- 2 * pnorm(-abs(excess - sign(excess) * 0.5) / spread)
  }
  list(V = V, p = p, estimate = median(walsh), interval = if (k >= 1) walsh[c(k, m + 1 - k)] else c(NA, NA))
}
# Mann-Whitney: exact given the ties by enumeration of rank sums, or the normal approximation; shift x - y with its interval.
rank_sum <- function(x, y, level, exact_p, exact_interval) {
  n1 <- length(x)
  n2 <- length(y)
  r <- rank(c(x, y))
  U <- sum(r[seq_len(n1)]) - n1 * (n1 + 1) / 2
  shifts <- sort(as.vector(outer(x, y, "-")))
  m <- n1 * n2
  ties <- table(r)
  spread <- sqrt(m / 12 * (n1 + n2 + 1 - sum(ties^3 - ties) / ((n1 + n2) * (n1 + n2 - 1))))
  if (exact_p || exact_interval) {
    s <- round(2 * r)
    top <- sum(sort(s, decreasing = TRUE)[seq_len(n1)])
    ways <- matrix(0, n1 + 1, top + 1)
    ways[1, 1] <- 1
    for (v in s) for (j in n1:1) ways[j + 1, (v + 1):(top + 1)] <- ways[j + 1, (v + 1):(top + 1)] + ways[j, 1:(top + 1 - v)]
    f <- ways[n1 + 1, ] / sum(ways[n1 + 1, ])
  }
  if (exact_interval) {
    k <- floor((which(cumsum(f) >= (1 - level) / 2)[1] - 1 - n1 * (n1 + 1)) / 2)
  } else {
    k <- floor(m / 2 - qnorm((1 + level) / 2) * spread)
  }
  if (exact_p) {
    centre <- m + n1 * (n1 + 1)
    distance <- abs(round(2 * U) + n1 * (n1 + 1) - centre)
    at <- seq_along(f) - 1
    p <- min(1, sum(f[abs(at - centre) >= distance]))
  } else {
    excess <- U - m / 2
    p <- 2 * pnorm(-abs(excess - sign(excess) * 0.5) / spread)
  }
  list(U = U, pairs = m, p = p, estimate = median(shifts), interval = if (k >= 1) shifts[c(k, m + 1 - k)] else c(NA, NA))
}
# The outcome expected if everybody used had been in each arm: the model's means with every covariate as it was seen.
adjusted_means <- function(fit, d, level) {
  L <- t(sapply(levels(d$arm), function(arm) {
    everybody <- d
    everybody$arm <- factor(rep(arm, nrow(d)), levels(d$arm))
    colMeans(model.matrix(delete.response(terms(fit)), everybody))
  }))
  m <- as.vector(L %*% coef(fit))
  half <- qt((1 + level) / 2, df.residual(fit)) * sqrt(diag(L %*% vcov(fit) %*% t(L)))
  data.frame(mean = m, lower = m - half, upper = m + half)
}
hc3_test <- function(fit, level) {
  X <- model.matrix(fit)
  B <- solve(crossprod(X))
  V <- B %*% crossprod(X * (resid(fit) / (1 - hatvalues(fit)))) %*% B
  se <- sqrt(V[2, 2])
  t <- coef(fit)[[2]] / se
  df <- df.residual(fit)
  list(standard_error = se, t = t, p = 2 * pt(-abs(t), df), interval = coef(fit)[[2]] + c(-1, 1) * qt((1 + level) / 2, df) * se)
}
cronbach <- function(items) {
  k <- ncol(items)
  k / (k - 1) * (1 - sum(apply(items, 2, var)) / var(rowSums(items)))
}
feldt <- function(items, level) {
  df <- c(nrow(items) - 1, (nrow(items) - 1) * (ncol(items) - 1))
  1 - (1 - cronbach(items)) * qf(c((1 + level) / 2, (1 - level) / 2), df[1], df[2])
}
`.trim();

/** What a script of more than two arms needs beside the prelude. */
export const preludeOfSeveralArms = String.raw`
hc3_test_of <- function(fit, k, level) {
  X <- model.matrix(fit)
  B <- solve(crossprod(X))
  V <- B %*% crossprod(X * (resid(fit) / (1 - hatvalues(fit)))) %*% B
  se <- sqrt(V[k, k])
  t <- coef(fit)[[k]] / se
  df <- df.residual(fit)
  list(standard_error = se, t = t, p = 2 * pt(-abs(t), df), interval = coef(fit)[[k]] + c(-1, 1) * qt((1 + level) / 2, df) * se)
}
`.trim();
