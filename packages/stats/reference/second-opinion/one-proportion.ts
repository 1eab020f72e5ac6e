import { runOneProportion } from "../../src/index.ts";
import { limits, resultOf } from "./r-code.ts";
import { alternatives, levels } from "./random.ts";
import type { SecondOpinion } from "./second-opinion.ts";

/** From 1 trial to 2000, none and all among them. */
export const oneProportionOpinion: SecondOpinion = {
  family: "one-proportion",
  methods: ["one_proportion"],
  dataSet: (random) => {
    const total = random.pick([1, 5, 20, 100, 2000]) + random.integer(0, 9);
    const events = random.pick([0, total, random.integer(0, total), random.integer(0, Math.min(total, 5))]);
    const nullProportion = random.pick([0.5, 0.3, 0.05, 0.999]);
    const level = random.pick(levels);
    const alternative = random.pick(alternatives);
    const sided = `alternative = "${alternative === "two_sided" ? "two.sided" : alternative}", conf.level = ${level}`;
    const result = resultOf(runOneProportion({ events, total }, { nullProportion, level, alternative }));
    if (result === null) return null;
    const d = result.details;
    return {
      data: `x <- ${events}; n <- ${total}`,
      checks: [
        {
          what: "binom.test",
          r: `y <- binom.test(x, n, p = ${nullProportion}, ${sided}); c(y$estimate, y$p.value, y$conf.int)`,
          numbers: { estimate: result.estimate.value, p: result.p.value, ...limits(d.intervalClopperPearson) },
        },
        {
          what: "Wilson",
          r: `prop.test(x, n, correct = FALSE, ${sided})$conf.int`,
          numbers: limits(d.intervalWilson),
        },
        {
          what: "Agresti–Coull",
          r: `z <- qnorm(${alternative === "two_sided" ? (1 + level) / 2 : level}); m <- n + z^2; p <- (x + z^2 / 2) / m; ci <- p + c(-1, 1) * z * sqrt(p * (1 - p) / m); ${alternative === "less" ? "ci[1] <- 0; " : alternative === "greater" ? "ci[2] <- 1; " : ""}ci`,
          numbers: limits(d.intervalAgrestiCoull),
        },
      ],
    };
  },
};
