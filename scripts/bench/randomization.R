# What R takes for the jobs of randomization.mjs: one line per job, its name and the processor seconds of every repetition.
job <- commandArgs(TRUE)[1]
repeated <- function(name, times, expression) {
  call <- substitute(expression)
  seconds <- replicate(times, sum(system.time(eval(call, globalenv()))[c("user.self", "sys.self")]))
  cat(name, sprintf("%.4f", seconds), "\n")
}
set.seed(20261122)
if (job == "blocks") {
  repeated("blocks", 3, for (stratum in 1:20) {
    arms <- character(0)
    blocks <- list()
    made <- 0
    while (made < 5000) {
      size <- sample(c(4, 6), 1)
      blocks[[length(blocks) + 1]] <- sample(rep(c("A", "B"), size / 2))
      made <- made + size
    }
    arms <- unlist(blocks)[1:5000]
  })
} else {
  levels <- c(2, 3, 2, 4, 2)
  newcomers <- sapply(levels, function(k) sample.int(k, 10000, replace = TRUE))
  offset <- cumsum(c(0, levels))[1:5]
  repeated("minimization", 5, {
    counts <- matrix(0, sum(levels), 2)
    for (i in 1:10000) {
      rows <- newcomers[i, ] + offset
      now <- counts[rows, ]
      score <- c(sum(abs(now[, 1] + 1 - now[, 2])), sum(abs(now[, 1] - now[, 2] - 1)))
      p <- if (score[1] == score[2]) 0.5 else if (score[1] < score[2]) 0.8 else 0.2
      arm <- if (runif(1) < p) 1 else 2
      counts[rows, arm] <- counts[rows, arm] + 1
    }
  })
}
