import { runFrequency } from "../../src/index.ts";
import { resultOf, vector } from "./r-code.ts";
import { withMissing } from "./random.ts";
import type { SecondOpinion } from "./second-opinion.ts";

/** Counts and percentages of up to seven categories, some answers missing. */
export const frequencyOpinion: SecondOpinion = {
  family: "frequency",
  methods: ["frequency"],
  dataSet: (random) => {
    const largest = random.integer(0, 6);
    const answers = Array.from({ length: random.integer(1, 60) }, () => random.integer(0, largest));
    const x = withMissing(random, answers, 0.1);
    const result = resultOf(runFrequency({ values: x }));
    if (result === null) return null;
    const { rows } = result.details;
    return {
      data: `x <- ${vector(x)}`,
      checks: [
        {
          what: "printed call",
          r: result.r,
          numbers: Object.fromEntries(rows.map(({ category, percent }) => [`percent ${String(category)}`, percent])),
        },
        {
          what: "counts",
          r: "table(x)",
          numbers: Object.fromEntries(rows.map(({ category, count }) => [`count ${String(category)}`, count])),
        },
      ],
    };
  },
};
