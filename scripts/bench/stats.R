# What R takes for the jobs of stats.mjs: one line per job, its name and the processor seconds of every repetition.
job <- commandArgs(TRUE)[1]
repeated <- function(name, times, expression) {
  call <- substitute(expression)
  seconds <- replicate(times, sum(system.time(eval(call, globalenv()))[c("user.self", "sys.self")]))
  cat(name, sprintf("%.4f", seconds), "\n")
}
set.seed(20261122)
if (job == "welch") {
  n <- 20
  X <- matrix(rnorm(1e5 * n), 1e5)
  Y <- matrix(rnorm(1e5 * n, 0.3), 1e5)
  repeated("vectorised", 5, {
    mx <- rowMeans(X); my <- rowMeans(Y)
    vx <- rowSums((X - mx)^2) / (n - 1) / n
    vy <- rowSums((Y - my)^2) / (n - 1) / n
    t <- (mx - my) / sqrt(vx + vy)
    df <- (vx + vy)^2 / (vx^2 / (n - 1) + vy^2 / (n - 1))
    p <- 2 * pt(-abs(t), df)
  })
  repeated("called", 3, for (i in 1:10000) t.test(X[i, ], Y[i, ])$p.value)
} else {
  arm <- rep(0:1, 50)
  repeated("lm", 3, for (i in 1:1000) {
    baseline <- rnorm(100)
    outcome <- 0.5 * arm + 0.5 * baseline + rnorm(100)
    summary(lm(outcome ~ arm + baseline))$coefficients[2, 4]
  })
  repeated("lm.fit", 5, for (i in 1:10000) {
    baseline <- rnorm(100)
    outcome <- 0.5 * arm + 0.5 * baseline + rnorm(100)
    .lm.fit(cbind(1, arm, baseline), outcome)
  })
}
