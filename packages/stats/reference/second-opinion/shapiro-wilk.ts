import { runShapiroWilk } from "../../src/index.ts";
import { resultOf, vector } from "./r-code.ts";
import { sample, withMissing } from "./random.ts";
import type { SecondOpinion } from "./second-opinion.ts";

/** From 3 values to 600, ties and all: W to 1e-8, p to 1e-5, as Royston's approximation is itself defined. */
export const shapiroWilkOpinion: SecondOpinion = {
  family: "shapiro-wilk",
  methods: ["shapiro_wilk"],
  dataSet: (random) => {
    const n = random.pick([3, 4, 5, 11, 12, 30, 600]) + random.integer(0, 2);
    const x = withMissing(random, sample(random, n), random.pick([0, 0.1]));
    const result = resultOf(runShapiroWilk({ values: x }));
    if (result === null) return null;
    return {
      data: `x <- ${vector(x)}`,
      checks: [
        {
          what: "shapiro.test",
          r: `y <- ${result.r}; c(y$statistic, y$p.value)`,
          numbers: { W: result.statistic.value, p: result.p.value },
          tolerance: { W: { rel: 1e-8 }, p: { rel: 1e-5, abs: 1e-300 } },
        },
      ],
    };
  },
};
