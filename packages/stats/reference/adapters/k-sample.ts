import {
  runCorrelation,
  runFriedman,
  runKruskalWallis,
  runOneWayAnova,
  runTukeyHsd,
  runVarianceHomogeneity,
} from "../../src/index.ts";
import type { CorrelationOptions, CorrelationResult, GroupedInput, Outcome } from "../../src/index.ts";
import type { Actual, Adapters } from "../reference-case.ts";
import { common, fieldsOf, limits } from "./fields.ts";
import type { Options } from "./fields.ts";

type Grouped = { readonly y: (number | null)[]; readonly group: (string | number | null)[] };
type Levels = { readonly levels?: (string | number)[] };
type Pair = { readonly x: (number | null)[]; readonly y: (number | null)[] };

export const kSampleAdapters: Adapters = {
  "anova.oneway": oneWayFields,
  friedman: ({ Y }: { Y: (number | null)[][] }) =>
    fieldsOf(runFriedman({ rows: Y }), (r) => ({
      n: r.n.used,
      chi2: r.statistic.value,
      df: r.statistic.df,
      p: r.p.value,
      kendall_w: r.estimate.value,
    })),
  correlation: correlationFields,
};

function oneWayFields({ y, group, levels }: Grouped & Levels, options: Options & Levels): Actual {
  const order = options.levels ?? levels;
  const input: GroupedInput = { values: y, group, ...(order === undefined ? {} : { levels: order }) };
  const level = common(options).level;
  return fieldsOf(runOneWayAnova(input, { level }), (r) => {
    const { details: d } = r;
    const kruskal = resultOf(runKruskalWallis(input));
    const levene = resultOf(runVarianceHomogeneity(input, { variant: "levene" }));
    const brownForsythe = resultOf(runVarianceHomogeneity(input, { variant: "brown_forsythe" }));
    const bartlett = resultOf(runVarianceHomogeneity(input, { variant: "bartlett" }));
    return {
      n: r.n.used,
      F: d.classical.statistic.value,
      df1: d.dfBetween,
      df2: d.dfWithin,
      p: d.classical.p.value,
      eta_sq: d.etaSquared,
      omega_sq: d.omegaSquared,
      epsilon_sq: d.epsilonSquared,
      welch_F: d.welch?.statistic.value ?? null,
      welch_df1: d.welch?.statistic.df ?? null,
      welch_df2: d.welch?.statistic.df2 ?? null,
      welch_p: d.welch?.p.value ?? null,
      kruskal_H: kruskal?.statistic.value ?? null,
      kruskal_df: kruskal?.statistic.df ?? null,
      kruskal_p: kruskal?.p.value ?? null,
      kruskal_epsilon_sq: kruskal?.estimate.value ?? null,
      brown_forsythe_F: brownForsythe?.statistic.value ?? null,
      brown_forsythe_p: brownForsythe?.p.value ?? null,
      levene_F: levene?.statistic.value ?? null,
      levene_p: levene?.p.value ?? null,
      bartlett_K2: bartlett?.statistic.value ?? null,
      bartlett_p: bartlett?.p.value ?? null,
      tukey: tukeyFields(input, level),
    };
  });
}

function tukeyFields(input: GroupedInput, level: number): Readonly<Record<string, unknown>> | null {
  const comparisons = resultOf(runTukeyHsd(input, { level }))?.details.comparisons;
  if (comparisons === undefined) return null;
  return {
    pairs: comparisons.map(({ name }) => name),
    diff: comparisons.map(({ estimate }) => estimate.value),
    lwr: comparisons.map(({ interval }) => interval.lower),
    upr: comparisons.map(({ interval }) => interval.upper),
    p_adj: comparisons.map(({ p }) => p.value),
  };
}

type CorrelationCase = Options & { readonly continuity?: boolean };

function correlationFields({ x, y }: Pair, options: CorrelationCase): Actual {
  const { level, alternative } = common(options);
  const continuity = options.continuity === true;
  const of = (variant: NonNullable<CorrelationOptions["variant"]>): Outcome<CorrelationResult> =>
    runCorrelation({ first: x, second: y }, { variant, level, alternative, continuity });
  const spearman = resultOf(of("spearman"));
  const kendall = resultOf(of("kendall"));
  return fieldsOf(of("pearson"), (pearson) => ({
    n: pearson.n.used,
    pearson_r: pearson.estimate.value,
    pearson_t: pearson.details.t,
    pearson_df: pearson.n.used - 2,
    pearson_p_asymptotic: pearson.details.pAsymptotic,
    pearson_ci: pearson.interval === null ? null : limits(pearson.interval),
    spearman_r: spearman?.estimate.value ?? null,
    spearman_S: spearman?.details.S ?? null,
    spearman_p_asymptotic: spearman?.details.pAsymptotic ?? null,
    // What R calls exact is its Edgeworth series beyond nine pairs.
    spearman_p_exact: spearman?.details.pExact ?? spearman?.details.pSeries ?? null,
    kendall_r: kendall?.estimate.value ?? null,
    kendall_z: kendall?.details.z ?? null,
    kendall_T: kendall?.details.concordantPairs ?? null,
    kendall_p_asymptotic: kendall?.details.pAsymptotic ?? null,
    kendall_p_exact: kendall?.details.pExact ?? null,
  }));
}

function resultOf<Result>(outcome: Outcome<Result>): Result | null {
  return outcome.ok ? outcome.result : null;
}
