import { runSignTest } from "../../src/index.ts";
import { limits, resultOf, vector } from "./r-code.ts";
import { alternatives, levels, pairs } from "./random.ts";
import type { SecondOpinion } from "./second-opinion.ts";

/** The printed call of the sign test. */
export const signTestOpinion: SecondOpinion = {
  family: "sign-test",
  methods: ["sign_test"],
  dataSet: (random) => {
    const { first, second } = pairs(random);
    const options = { alternative: random.pick(alternatives), level: random.pick(levels) };
    const sign = resultOf(runSignTest({ first, second }, options));
    if (sign === null) return null;
    return {
      data: `first <- ${vector(first)}; second <- ${vector(second)}`,
      checks: [
        {
          what: "sign test",
          r: `x <- ${sign.r}; c(x$statistic, x$parameter, x$p.value, x$estimate, x$conf.int)`,
          numbers: {
            positive: sign.details.positive,
            nonzero: sign.details.positive + sign.details.negative,
            p: sign.p.value,
            estimate: sign.estimate.value,
            ...limits(sign.interval),
          },
        },
      ],
    };
  },
};
