import { runKruskalWallis, runOneWayAnova, runTukeyHsd, runVarianceHomogeneity } from "../../src/index.ts";
import type { GroupedInput } from "../../src/index.ts";
import { resultOf, vector } from "./r-code.ts";
import { levels, sample, shapes, withMissing } from "./random.ts";
import type { Random, Values } from "./random.ts";
import type { Check, SecondOpinion } from "./second-opinion.ts";

/** Two to six groups of unequal size in any order of participants, some values and labels missing, one group sometimes of one value. */
function groupsOf(random: Random, most = 6): { input: GroupedInput; data: string } {
  const shape = random.pick(shapes);
  const names = ["A", "b", "C2", "d", "E", "f"].slice(0, random.integer(2, most));
  const scale = shape === "tiny" ? 1e-6 : 1;
  const apart = random.pick([0, 1, 8]);
  const smallest = random.pick([1, 2, 2, 2]);
  const rows = names.flatMap((name, i) => {
    const moved = sample(random, random.integer(smallest, random.pick([4, 12, 40])), shape).map((value) =>
      Number((value + scale * Math.round(apart * i)).toPrecision(14)),
    );
    return withMissing(random, moved, random.pick([0, 0.05])).map((value) => ({
      name,
      value,
      order: random.uniform(),
    }));
  });
  rows.sort((a, b) => a.order - b.order);
  const values = rows.map(({ value }) => value);
  const group = rows.map(({ name }) => (random.isLucky(0.01) ? null : name));
  const offset = shape === "offset" ? 1e7 : 0;
  // R's own sums of squares lose digits to a large offset; a difference of means does not see it.
  const inR: Values = values.map((value) => (value === null ? null : value - offset));
  return {
    input: { values, group },
    data: `y <- ${vector(inR)}; group <- ${vector(group)}; ok <- complete.cases(y, group); y <- y[ok]; group <- group[ok]; g <- factor(group)`,
  };
}

/** Classical and Welch's F with their effect sizes and sums of squares. */
export const oneWayAnovaOpinion: SecondOpinion = {
  family: "one-way analysis of variance",
  methods: ["one_way_anova"],
  dataSet: (random) => {
    const { input, data } = groupsOf(random);
    const level = random.pick(levels);
    const result = resultOf(runOneWayAnova(input, { level }));
    if (result === null) return null;
    const { details: d } = result;
    const welch = resultOf(runOneWayAnova(input, { level, variant: "welch" }));
    const checks: Check[] = [
      {
        what: "aov",
        r: "s <- summary(aov(y ~ g))[[1]]; c(length(y), s[1, 2], s[2, 2], s[1, 1], s[2, 1], s[1, 4], s[1, 5], s[1, 2] / sum(s[, 2]), (s[1, 2] - s[1, 1] * s[2, 3]) / (sum(s[, 2]) + s[2, 3]))",
        numbers: {
          n: result.n.used,
          ssBetween: d.ssBetween,
          ssWithin: d.ssWithin,
          dfBetween: d.dfBetween,
          dfWithin: d.dfWithin,
          F: result.statistic.value,
          p: result.p.value,
          eta: d.etaSquared,
          omega: d.omegaSquared,
        },
        tolerance: { ssBetween: { rel: 1e-9, abs: 1e-12 * d.ssTotal }, ssWithin: { rel: 1e-9, abs: 1e-25 } },
      },
    ];
    if (d.groups.every(({ n }) => n > 1))
      checks.push({
        what: "printed call",
        r: `x <- ${result.r}; c(x$statistic, x$parameter, x$p.value)`,
        numbers: { F: result.statistic.value, df1: d.dfBetween, df2: d.dfWithin, p: result.p.value },
      });
    if (welch !== null)
      checks.push({
        what: "printed call, Welch",
        r: `x <- ${welch.r}; c(x$statistic, x$parameter, x$p.value)`,
        numbers: {
          F: welch.statistic.value,
          df1: welch.statistic.df,
          df2: welch.statistic.df2 ?? null,
          p: welch.p.value,
        },
      });
    const first = d.groups[0];
    if (first !== undefined && first.sd !== null && first.sd > 0)
      checks.push({
        what: "first group",
        r: `z <- y[g == levels(g)[1]]; h <- t.test(z - z[1], conf.level = ${level}); c(sd(z), h$conf.int[2] - h$conf.int[1])`,
        numbers: { sd: first.sd, width: (first.interval?.upper ?? 0) - (first.interval?.lower ?? 0) },
        tolerance: { width: { rel: 1e-7 } },
      });
    return { data, checks };
  },
};

/** H with ties, its p and epsilon squared. */
export const kruskalWallisOpinion: SecondOpinion = {
  family: "Kruskal–Wallis",
  methods: ["kruskal_wallis"],
  dataSet: (random) => {
    const { input, data } = groupsOf(random);
    const result = resultOf(runKruskalWallis(input));
    if (result === null) return null;
    const { groups } = result.details;
    return {
      data,
      checks: [
        {
          what: "printed call",
          r: `x <- ${result.r}; c(x$statistic, x$parameter, x$p.value, x$statistic / (length(y) - 1))`,
          numbers: {
            H: result.statistic.value,
            df: result.statistic.df,
            p: result.p.value,
            epsilon: result.estimate.value,
          },
        },
        {
          what: "mean ranks",
          r: "tapply(rank(y), g, mean)",
          numbers: Object.fromEntries(groups.map(({ name, meanRank }) => [name, meanRank])),
        },
      ],
    };
  },
};

/** Levene, Brown–Forsythe and Bartlett by the printed calls. */
export const varianceHomogeneityOpinion: SecondOpinion = {
  family: "equal variances",
  methods: ["variance_homogeneity"],
  dataSet: (random) => {
    const { input, data } = groupsOf(random);
    const checks = (["brown_forsythe", "levene", "bartlett"] as const).flatMap((variant): Check[] => {
      const result = resultOf(runVarianceHomogeneity(input, { variant }));
      if (result === null) return [];
      const { statistic, p } = result;
      return [
        {
          what: variant,
          r:
            variant === "bartlett"
              ? `x <- ${result.r}; c(x$statistic, x$parameter, x$p.value)`
              : `x <- ${result.r}; c(x[1, 4], x[1, 1], x[2, 1], x[1, 5])`,
          numbers:
            variant === "bartlett"
              ? { K2: statistic.value, df: statistic.df, p: p.value }
              : { F: statistic.value, df1: statistic.df, df2: statistic.df2 ?? null, p: p.value },
        },
      ];
    });
    return checks.length === 0 ? null : { data, checks };
  },
};

/**
 * Tukey's differences and intervals. R's studentized range keeps 4e-7 from ten degrees of freedom on, and loses digits below, so
 * the intervals are compared with its digits and p to what it has.
 */
export const tukeyHsdOpinion: SecondOpinion = {
  family: "Tukey's honestly significant difference",
  methods: ["tukey_hsd"],
  dataSet: (random) => {
    const { input, data } = groupsOf(random, 4);
    const level = random.pick([0.95, 0.9, 0.99]);
    const result = resultOf(runTukeyHsd(input, { level }));
    if (result === null || result.details.dfWithin < 10) return null;
    const { comparisons } = result.details;
    const of = (name: string, numbers: readonly (number | null)[]): Record<string, number | null> =>
      Object.fromEntries(numbers.map((number, i) => [`${name}${i + 1}`, number]));
    const numbers = {
      ...of(
        "diff",
        comparisons.map(({ estimate }) => estimate.value),
      ),
      ...of(
        "lower",
        comparisons.map(({ interval }) => interval.lower),
      ),
      ...of(
        "upper",
        comparisons.map(({ interval }) => interval.upper),
      ),
      ...of(
        "adjusted",
        comparisons.map(({ p }) => p.value),
      ),
    };
    const size = Math.max(...comparisons.map(({ standardError }) => standardError));
    return {
      data,
      checks: [
        {
          what: "printed call",
          r: `c(${result.r}[[1]])`,
          numbers,
          // R's ptukey is good to about 1e-8; of smaller p the points of the distribution's page are the judge.
          tolerance: Object.fromEntries(
            Object.keys(numbers).map((name) => [
              name,
              name.startsWith("adjusted")
                ? { rel: 1e-6, abs: 2e-8 }
                : { rel: 1e-6, abs: name.startsWith("diff") ? 1e-12 * size : 1e-4 * size },
            ]),
          ),
        },
      ],
    };
  },
};
