import { runOneRate, runOneSampleT, runProportionTrend, runTwoRates } from "../../src/index.ts";
import { limits, resultOf, vector } from "./r-code.ts";
import { alternatives, largeOffset, levels, rounded, sample, shapes, withMissing } from "./random.ts";
import type { Random } from "./random.ts";
import type { SecondOpinion } from "./second-opinion.ts";

/** Two to six groups, an empty one among them, with equal and unequal steps of the score. */
export const proportionTrendOpinion: SecondOpinion = {
  family: "trend",
  methods: ["proportion_trend"],
  dataSet: (random) => {
    const k = random.integer(2, 6);
    const largest = random.pick([4, 20, 300]);
    const groups = Array.from({ length: k }, () => {
      const total = random.isLucky(0.05) ? 0 : random.integer(1, largest);
      return { events: random.integer(0, total), total };
    });
    let score: number = random.pick([0, 1, -2, 1000]);
    const scores = groups.map(() => (score = rounded(score + random.pick([1, 1, 0.5, 7]), 2)));
    const alternative = random.pick(alternatives);
    const result = resultOf(runProportionTrend({ groups, scores }, { alternative }));
    if (result === null) return null;
    const { details } = result;
    const { departure } = details;
    return {
      data: `events <- ${vector(groups.map(({ events }) => events))}; totals <- ${vector(groups.map(({ total }) => total))}; scores <- ${vector(scores)}`,
      checks: [
        {
          what: "printed call",
          r: `x <- ${result.r}; c(x$slope, x$chi2, x$p)`,
          numbers: { slope: result.estimate.value, chi2: details.chi2, p: result.p.value },
          // The square root of a χ² that is zero but for rounding.
          tolerance: { p: { rel: 1e-9, abs: alternative === "two_sided" ? 1e-300 : 1e-12 } },
        },
        {
          what: "slope",
          r: "k <- totals > 0; x <- events[k]; n <- totals[k]; s <- scores[k] - sum((n * scores[k]))/sum(n); p <- x / n; sqrt(sum(n * s^2 * p * (1 - p))) / sum(n * s^2)",
          numbers: { standardError: result.standardError },
        },
        ...(departure === null
          ? []
          : [
              {
                what: "departure from a line",
                r: "x <- suppressWarnings(chisq.test(rbind(events, totals - events)[, totals > 0], correct = FALSE)); y <- x$statistic - prop.trend.test(events[totals > 0], totals[totals > 0], scores[totals > 0])$statistic; c(y, x$parameter - 1, pchisq(y, x$parameter - 1, lower.tail = FALSE))",
                numbers: { chi2: departure.chi2, df: departure.df, p: departure.p },
                // A difference of two equal χ² is rounding, and p goes with its square root.
                tolerance: {
                  chi2: { rel: 1e-9, abs: 1e-10 },
                  p: { rel: 1e-8, abs: departure.chi2 < 1e-9 ? 1e-5 : 1e-300 },
                },
              },
            ]),
      ],
    };
  },
};

/** From no event to thousands, over exposures of every size, with p far below 1e-16. */
export const ratesOpinion: SecondOpinion = {
  family: "rates",
  methods: ["one_rate", "two_rates"],
  dataSet: (random) => {
    const [first, second] = [countOf(random), countOf(random)];
    const options = { level: random.pick(levels), alternative: random.pick(alternatives) };
    const near = rounded(Math.max(0.001, (first.events / first.exposure) * random.pick([0.3, 0.8, 1, 1.5, 4])), 4);
    const nullRate = random.pick([1, near]);
    const one = resultOf(runOneRate(first, { ...options, nullRate }));
    const nullRatio = random.pick([1, 1, 0.5, 2.5]);
    const two = resultOf(runTwoRates({ first, second }, { ...options, nullRatio }));
    if (one === null || two === null) return null;
    return {
      data: `x <- x1 <- ${first.events}; time <- time1 <- ${first.exposure}; x2 <- ${second.events}; time2 <- ${second.exposure}`,
      checks: [
        {
          what: "one rate",
          r: `y <- ${one.r}; c(y$estimate, y$p.value, y$conf.int)`,
          numbers: { rate: one.estimate.value, p: one.p.value, ...limits(one.interval) },
        },
        {
          what: "ratio of rates",
          r: `y <- ${two.r}; c(y$estimate, y$p.value, y$conf.int)`,
          numbers: {
            ratio: two.details.rateRatio.value === "Inf" ? Infinity : two.details.rateRatio.value,
            p: two.p.value,
            ...limits(two.interval),
          },
        },
      ],
    };
  },
};

function countOf(random: Random): { events: number; exposure: number } {
  const events = random.pick([0, 1, random.integer(0, 10), random.integer(0, 100), random.integer(500, 3000)]);
  return { events, exposure: rounded((events + 1) * random.pick([0.05, 0.7, 1, 3, 12]) + random.uniform(), 3) };
}

/** Every shape of data, with missing values, against zero and against a mean near the one seen. */
export const oneSampleTOpinion: SecondOpinion = {
  family: "one-sample-t",
  methods: ["one_sample_t"],
  dataSet: (random) => {
    const shape = random.pick(shapes);
    const n = random.pick([2, 3, 8, 40]) + random.integer(0, 3);
    const values = withMissing(random, sample(random, n, shape), random.pick([0, 0.1]));
    const offset = shape === "offset" ? largeOffset : 0;
    const nullMean = offset + random.pick([0, 1, 50]);
    const options = { nullMean, level: random.pick(levels), alternative: random.pick(alternatives) };
    const result = resultOf(runOneSampleT({ values }, options));
    if (result === null) return null;
    // R's own mean of values near 1e7 loses digits that ours keeps; it is asked about the same values without the offset.
    const moved = values.map((value) => (value === null ? null : rounded(value - offset, 12)));
    const inR = resultOf(runOneSampleT({ values: moved }, { ...options, nullMean: nullMean - offset }));
    if (inR === null) return null;
    return {
      data: `values <- ${vector(moved)}`,
      checks: [
        {
          what: "t.test",
          r: `x <- ${inR.r}; c(x$estimate, x$statistic, x$parameter, x$p.value, x$conf.int, x$stderr)`,
          numbers: {
            mean: inR.estimate.value,
            t: result.statistic.value,
            df: result.statistic.df,
            p: result.p.value,
            ...limits(inR.interval),
            standardError: result.standardError,
          },
          ...(offset === 0
            ? {}
            : { tolerance: { t: { rel: 1e-8, abs: 1e-9 }, p: { rel: 1e-7 }, standardError: { rel: 1e-8 } } }),
        },
      ],
    };
  },
};
