export type { MethodDefinition, InputKind } from "./method.ts";
export type { MethodKey } from "./methods/method-key.ts";
export { statsRefusalCodes } from "./refusal.ts";
export type { Outcome, StatsRefusal, StatsRefusalCode } from "./refusal.ts";
export type * from "./power/planning.types.ts";
export type * from "./result.ts";
export type * from "./methods/ancova/ancova.types.ts";
export type * from "./methods/bang-blinding-index/bang-blinding-index.types.ts";
export type * from "./methods/chi-square/chi-square.types.ts";
export type * from "./methods/cochran-mantel-haenszel/cochran-mantel-haenszel.types.ts";
export type * from "./methods/correlation/correlation.types.ts";
export type * from "./methods/cronbach-alpha/cronbach-alpha.types.ts";
export type * from "./methods/descriptive/descriptive.types.ts";
export type * from "./methods/effect-size-paired/effect-size-paired.types.ts";
export type * from "./methods/frequency/frequency.types.ts";
export type * from "./methods/friedman/friedman.types.ts";
export type * from "./methods/james-blinding-index/james-blinding-index.types.ts";
export type * from "./methods/kruskal-wallis/kruskal-wallis.types.ts";
export type * from "./methods/linear-regression/linear-regression.types.ts";
export type * from "./methods/logistic/logistic.types.ts";
export type * from "./methods/mann-whitney/mann-whitney.types.ts";
export type * from "./methods/marginal-homogeneity/marginal-homogeneity.types.ts";
export type * from "./methods/mcnemar/mcnemar.types.ts";
export type * from "./methods/multiplicity/multiplicity.types.ts";
export type * from "./methods/one-proportion/one-proportion.types.ts";
export type * from "./methods/one-rate/one-rate.types.ts";
export type * from "./methods/one-sample-t/one-sample-t.types.ts";
export type * from "./methods/one-way-anova/one-way-anova.types.ts";
export type * from "./methods/paired-t/paired-t.types.ts";
export type * from "./methods/proportion-trend/proportion-trend.types.ts";
export type * from "./methods/sample-size-ancova/sample-size-ancova.types.ts";
export type * from "./methods/sample-size-anova/sample-size-anova.types.ts";
export type * from "./methods/sample-size-chi-square/sample-size-chi-square.types.ts";
export type * from "./methods/sample-size-cluster/sample-size-cluster.types.ts";
export type * from "./methods/sample-size-cohen-h/sample-size-cohen-h.types.ts";
export type * from "./methods/sample-size-correlation/sample-size-correlation.types.ts";
export type * from "./methods/sample-size-mcnemar/sample-size-mcnemar.types.ts";
export type * from "./methods/sample-size-one-sample-t/sample-size-one-sample-t.types.ts";
export type * from "./methods/sample-size-paired-t/sample-size-paired-t.types.ts";
export type * from "./methods/sample-size-survival/sample-size-survival.types.ts";
export type * from "./methods/sample-size-two-proportions/sample-size-two-proportions.types.ts";
export type * from "./methods/sample-size-two-sample-t/sample-size-two-sample-t.types.ts";
export type * from "./methods/shapiro-wilk/shapiro-wilk.types.ts";
export type * from "./methods/sign-test/sign-test.types.ts";
export type * from "./methods/tukey-hsd/tukey-hsd.types.ts";
export type * from "./methods/two-proportions/two-proportions.types.ts";
export type * from "./methods/two-rates/two-rates.types.ts";
export type * from "./methods/two-sample-t/two-sample-t.types.ts";
export type * from "./methods/variance-homogeneity/variance-homogeneity.types.ts";
export type * from "./methods/wilcoxon-signed-rank/wilcoxon-signed-rank.types.ts";
export type { RatioEstimate } from "./conditional-odds-ratio.ts";
export { crossTabulate } from "./cross-tabulate.ts";
export type { ArmGuesses } from "./blinding-guesses.ts";
export type { CrossTable } from "./cross-tabulate.ts";
export { betaDensity, betaLogTails, betaQuantile, betaTails, betaUpperQuantile } from "./distributions/beta.ts";
export {
  binomialLogTails,
  binomialProbability,
  binomialQuantile,
  binomialTails,
  binomialTwoSided,
  binomialUpperQuantile,
  logBinomialProbability,
} from "./distributions/binomial.ts";
export { fDensity, fLogTails, fQuantile, fTails, fUpperQuantile } from "./distributions/f.ts";
export {
  chiSquareDensity,
  chiSquareLogTails,
  chiSquareQuantile,
  chiSquareTails,
  chiSquareUpperQuantile,
  gammaDensity,
  gammaLogTails,
  gammaQuantile,
  gammaTails,
  gammaUpperQuantile,
} from "./distributions/gamma.ts";
export {
  hypergeometricLogTails,
  hypergeometricProbability,
  hypergeometricQuantile,
  hypergeometricTails,
  hypergeometricUpperQuantile,
  logHypergeometricProbability,
} from "./distributions/hypergeometric.ts";
export type { Margins } from "./distributions/hypergeometric.ts";
export {
  noncentralChiSquareLogTails,
  noncentralChiSquareQuantile,
  noncentralChiSquareTails,
  noncentralChiSquareUpperQuantile,
} from "./distributions/noncentral-chi-square.ts";
export {
  noncentralFLogTails,
  noncentralFQuantile,
  noncentralFTails,
  noncentralFUpperQuantile,
} from "./distributions/noncentral-f.ts";
export type { NoncentralF } from "./distributions/noncentral-f.ts";
export {
  noncentralTLogTails,
  noncentralTQuantile,
  noncentralTTails,
  noncentralTUpperQuantile,
} from "./distributions/noncentral-t.ts";
export {
  logNormalDensity,
  normalDensity,
  normalLogTails,
  normalQuantile,
  normalTails,
  normalTwoSided,
  normalUpperQuantile,
} from "./distributions/normal.ts";
export {
  logPoissonProbability,
  poissonLogTails,
  poissonProbability,
  poissonQuantile,
  poissonTails,
  poissonUpperQuantile,
} from "./distributions/poisson.ts";
export { tDensity, tLogTails, tQuantile, tTails, tTwoSided, tUpperQuantile } from "./distributions/student-t.ts";
export {
  studentizedRangeLogTails,
  studentizedRangeQuantile,
  studentizedRangeTails,
  studentizedRangeUpperQuantile,
} from "./distributions/studentized-range.ts";
export type { LogTails, Tails } from "./distributions/tails.ts";
export type { LinearTermTest } from "./linear/test-linear-term.ts";
export { momentsOf } from "./numeric/moments.ts";
export type { Moments } from "./numeric/moments.ts";
export type { GroupedInput, GroupedRNames } from "./grouped-observations.ts";
export { hedgesJ } from "./noncentral-t-interval.ts";
export { methods } from "./methods/index.ts";
export { runAncova } from "./methods/ancova/ancova.ts";
export { runBangBlindingIndex } from "./methods/bang-blinding-index/bang-blinding-index.ts";
export { ancovaRoom, testAncovaArm } from "./methods/ancova/test-arm.ts";
export type { AncovaRoom, ArmTestInput } from "./methods/ancova/test-arm.ts";
export { armsRoom, testAncovaArms } from "./methods/ancova/test-arms.ts";
export type { ArmsRoom, ArmsTestInput } from "./methods/ancova/test-arms.ts";
export { runChiSquare } from "./methods/chi-square/chi-square.ts";
export { runCochranMantelHaenszel } from "./methods/cochran-mantel-haenszel/cochran-mantel-haenszel.ts";
export { runCorrelation } from "./methods/correlation/correlation.ts";
export { runCronbachAlpha } from "./methods/cronbach-alpha/cronbach-alpha.ts";
export { runDescriptive } from "./methods/descriptive/descriptive.ts";
export { runEffectSizePaired } from "./methods/effect-size-paired/effect-size-paired.ts";
export { runFrequency } from "./methods/frequency/frequency.ts";
export { runFriedman } from "./methods/friedman/friedman.ts";
export { runJamesBlindingIndex } from "./methods/james-blinding-index/james-blinding-index.ts";
export { runKruskalWallis } from "./methods/kruskal-wallis/kruskal-wallis.ts";
export { runLinearRegression } from "./methods/linear-regression/linear-regression.ts";
export { runLogistic } from "./methods/logistic/logistic.ts";
export { runMannWhitney } from "./methods/mann-whitney/mann-whitney.ts";
export { runMarginalHomogeneity } from "./methods/marginal-homogeneity/marginal-homogeneity.ts";
export { runMcNemar } from "./methods/mcnemar/mcnemar.ts";
export { runMultiplicity } from "./methods/multiplicity/multiplicity.ts";
export { runOneProportion } from "./methods/one-proportion/one-proportion.ts";
export { runOneRate } from "./methods/one-rate/one-rate.ts";
export { runOneSampleT } from "./methods/one-sample-t/one-sample-t.ts";
export { runOneWayAnova } from "./methods/one-way-anova/one-way-anova.ts";
export { runPairedT } from "./methods/paired-t/paired-t.ts";
export { testDifferences } from "./methods/paired-t/test-differences.ts";
export type { DifferencesTest } from "./methods/paired-t/test-differences.ts";
export { inflateForClusters } from "./methods/sample-size-cluster/inflate-for-clusters.ts";
export { runProportionTrend } from "./methods/proportion-trend/proportion-trend.ts";
export { runSampleSizeAncova } from "./methods/sample-size-ancova/sample-size-ancova.ts";
export { runSampleSizeAnova } from "./methods/sample-size-anova/sample-size-anova.ts";
export { runSampleSizeChiSquare } from "./methods/sample-size-chi-square/sample-size-chi-square.ts";
export { runSampleSizeCluster } from "./methods/sample-size-cluster/sample-size-cluster.ts";
export { runSampleSizeCohenH } from "./methods/sample-size-cohen-h/sample-size-cohen-h.ts";
export { runSampleSizeCorrelation } from "./methods/sample-size-correlation/sample-size-correlation.ts";
export { runSampleSizeMcNemar } from "./methods/sample-size-mcnemar/sample-size-mcnemar.ts";
export { runSampleSizeOneSampleT } from "./methods/sample-size-one-sample-t/sample-size-one-sample-t.ts";
export { runSampleSizePairedT } from "./methods/sample-size-paired-t/sample-size-paired-t.ts";
export { runSampleSizeSurvival } from "./methods/sample-size-survival/sample-size-survival.ts";
export { runSampleSizeTwoProportions } from "./methods/sample-size-two-proportions/sample-size-two-proportions.ts";
export { runSampleSizeTwoSampleT } from "./methods/sample-size-two-sample-t/sample-size-two-sample-t.ts";
export { runShapiroWilk } from "./methods/shapiro-wilk/shapiro-wilk.ts";
export { runSignTest } from "./methods/sign-test/sign-test.ts";
export { runTukeyHsd } from "./methods/tukey-hsd/tukey-hsd.ts";
export { runTwoProportions } from "./methods/two-proportions/two-proportions.ts";
export { runTwoRates } from "./methods/two-rates/two-rates.ts";
export { runTwoSampleT } from "./methods/two-sample-t/two-sample-t.ts";
export { compareMeans } from "./methods/two-sample-t/compare-means.ts";
export type { MeansComparison, MeansComparisonOptions } from "./methods/two-sample-t/compare-means.ts";
export { runVarianceHomogeneity } from "./methods/variance-homogeneity/variance-homogeneity.ts";
export { runWilcoxonSignedRank } from "./methods/wilcoxon-signed-rank/wilcoxon-signed-rank.ts";
export { parseFormula } from "./model/formula.ts";
export type { FormulaTerm, ModelFormula, RandomTerm } from "./model/formula.ts";
export type { Expression } from "./model/formula-expression.ts";
export { modelColumns } from "./model/model-columns.ts";
export type { ModelColumns } from "./model/model-columns.ts";
export type { FactorCoding, ModelData, ModelValue } from "./model/model-frame.ts";
export type { CovarianceKey } from "./linear/covariance.ts";
export type { ContrastKey } from "./model/contrasts.ts";
