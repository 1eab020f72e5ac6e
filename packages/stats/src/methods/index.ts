import type { MethodDefinition } from "../method.ts";
import type { ResultBase } from "../result.ts";
import { ancova } from "./ancova/ancova.ts";
import { bangBlindingIndex } from "./bang-blinding-index/bang-blinding-index.ts";
import { chiSquare } from "./chi-square/chi-square.ts";
import { cochranMantelHaenszel } from "./cochran-mantel-haenszel/cochran-mantel-haenszel.ts";
import { correlation } from "./correlation/correlation.ts";
import { cronbachAlpha } from "./cronbach-alpha/cronbach-alpha.ts";
import { descriptive } from "./descriptive/descriptive.ts";
import { effectSizePaired } from "./effect-size-paired/effect-size-paired.ts";
import { frequency } from "./frequency/frequency.ts";
import { friedman } from "./friedman/friedman.ts";
import { jamesBlindingIndex } from "./james-blinding-index/james-blinding-index.ts";
import { kruskalWallis } from "./kruskal-wallis/kruskal-wallis.ts";
import { linearRegression } from "./linear-regression/linear-regression.ts";
import { logistic } from "./logistic/logistic.ts";
import { mannWhitney } from "./mann-whitney/mann-whitney.ts";
import { marginalHomogeneity } from "./marginal-homogeneity/marginal-homogeneity.ts";
import { mcnemar } from "./mcnemar/mcnemar.ts";
import type { MethodKey } from "./method-key.ts";
import { multiplicity } from "./multiplicity/multiplicity.ts";
import { oneProportion } from "./one-proportion/one-proportion.ts";
import { oneRate } from "./one-rate/one-rate.ts";
import { oneSampleT } from "./one-sample-t/one-sample-t.ts";
import { oneWayAnova } from "./one-way-anova/one-way-anova.ts";
import { pairedT } from "./paired-t/paired-t.ts";
import { proportionTrend } from "./proportion-trend/proportion-trend.ts";
import { sampleSizeAncova } from "./sample-size-ancova/sample-size-ancova.ts";
import { sampleSizeAnova } from "./sample-size-anova/sample-size-anova.ts";
import { sampleSizeChiSquare } from "./sample-size-chi-square/sample-size-chi-square.ts";
import { sampleSizeCluster } from "./sample-size-cluster/sample-size-cluster.ts";
import { sampleSizeCohenH } from "./sample-size-cohen-h/sample-size-cohen-h.ts";
import { sampleSizeCorrelation } from "./sample-size-correlation/sample-size-correlation.ts";
import { sampleSizeMcNemar } from "./sample-size-mcnemar/sample-size-mcnemar.ts";
import { sampleSizeOneSampleT } from "./sample-size-one-sample-t/sample-size-one-sample-t.ts";
import { sampleSizePairedT } from "./sample-size-paired-t/sample-size-paired-t.ts";
import { sampleSizeSurvival } from "./sample-size-survival/sample-size-survival.ts";
import { sampleSizeTwoProportions } from "./sample-size-two-proportions/sample-size-two-proportions.ts";
import { sampleSizeTwoSampleT } from "./sample-size-two-sample-t/sample-size-two-sample-t.ts";
import { shapiroWilk } from "./shapiro-wilk/shapiro-wilk.ts";
import { signTest } from "./sign-test/sign-test.ts";
import { tukeyHsd } from "./tukey-hsd/tukey-hsd.ts";
import { twoProportions } from "./two-proportions/two-proportions.ts";
import { twoRates } from "./two-rates/two-rates.ts";
import { twoSampleT } from "./two-sample-t/two-sample-t.ts";
import { varianceHomogeneity } from "./variance-homogeneity/variance-homogeneity.ts";
import { wilcoxonSignedRank } from "./wilcoxon-signed-rank/wilcoxon-signed-rank.ts";

/** Every method, by key. A key without a line here does not compile. */
export const methods = {
  ancova,
  bang_blinding_index: bangBlindingIndex,
  chi_square: chiSquare,
  cochran_mantel_haenszel: cochranMantelHaenszel,
  correlation,
  cronbach_alpha: cronbachAlpha,
  descriptive,
  effect_size_paired: effectSizePaired,
  frequency,
  friedman,
  james_blinding_index: jamesBlindingIndex,
  kruskal_wallis: kruskalWallis,
  linear_regression: linearRegression,
  logistic,
  mann_whitney: mannWhitney,
  marginal_homogeneity: marginalHomogeneity,
  mcnemar,
  multiplicity,
  one_proportion: oneProportion,
  one_rate: oneRate,
  one_sample_t: oneSampleT,
  one_way_anova: oneWayAnova,
  paired_t: pairedT,
  proportion_trend: proportionTrend,
  sample_size_ancova: sampleSizeAncova,
  sample_size_anova: sampleSizeAnova,
  sample_size_chi_square: sampleSizeChiSquare,
  sample_size_cluster: sampleSizeCluster,
  sample_size_cohen_h: sampleSizeCohenH,
  sample_size_correlation: sampleSizeCorrelation,
  sample_size_mcnemar: sampleSizeMcNemar,
  sample_size_one_sample_t: sampleSizeOneSampleT,
  sample_size_paired_t: sampleSizePairedT,
  sample_size_survival: sampleSizeSurvival,
  sample_size_two_proportions: sampleSizeTwoProportions,
  sample_size_two_sample_t: sampleSizeTwoSampleT,
  shapiro_wilk: shapiroWilk,
  sign_test: signTest,
  tukey_hsd: tukeyHsd,
  two_proportions: twoProportions,
  two_rates: twoRates,
  two_sample_t: twoSampleT,
  variance_homogeneity: varianceHomogeneity,
  wilcoxon_signed_rank: wilcoxonSignedRank,
} as const satisfies Record<MethodKey, MethodDefinition<never, never, never, ResultBase>>;
