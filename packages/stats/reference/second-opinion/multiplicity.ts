import { runMultiplicity } from "../../src/index.ts";
import { resultOf, vector } from "./r-code.ts";
import type { SecondOpinion } from "./second-opinion.ts";

/** Families of 1 to 80 p-values, with ties, zeros, ones and missing ones, sometimes of more tests than p-values. */
export const multiplicityOpinion: SecondOpinion = {
  family: "multiplicity",
  methods: ["multiplicity"],
  dataSet: (random) => {
    const digits = random.pick([2, 5, 12]);
    const power = random.pick([1, 3, 8]);
    const p = Array.from({ length: random.pick([1, 2, 3, 10, 80]) }, () => {
      if (random.isLucky(0.05)) return random.pick([null, 0, 1]);
      return Number((random.uniform() ** power).toFixed(digits));
    });
    const given = p.filter((value) => value !== null).length;
    const options = random.isLucky(0.2) ? { tests: given + random.integer(0, 5) } : {};
    if (given === 0) return null;
    const variants = ["bonferroni", "holm", "hochberg", "hommel", "bh", "by"] as const;
    return {
      data: `p <- ${vector(p)}`,
      checks: variants.flatMap((variant) => {
        const result = resultOf(runMultiplicity({ p }, { ...options, variant }));
        if (result === null) return [];
        const { adjusted } = result.details;
        const names = adjusted.map((value, i) => [`p_${i + 1}`, value] as const);
        return [
          {
            what: variant,
            r: result.r,
            numbers: Object.fromEntries(names),
            tolerance: Object.fromEntries(names.map(([name]) => [name, { rel: 1e-12, abs: 1e-300 }])),
          },
        ];
      }),
    };
  },
};
