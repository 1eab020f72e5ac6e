import { ancovaInSandwichOpinion, ancovaOfSeveralArmsOpinion, ancovaOpinion } from "./ancova.ts";
import { blindingIndexOpinion } from "./blinding-index.ts";
import { cochranMantelHaenszelOpinion } from "./cochran-mantel-haenszel.ts";
import { contingencyOpinion } from "./contingency.ts";
import { correlationOpinion } from "./correlation.ts";
import { cronbachAlphaOpinion } from "./cronbach-alpha.ts";
import { descriptiveOpinion } from "./descriptive.ts";
import { distributionsOpinion } from "./distributions.ts";
import { effectSizePairedOpinion } from "./effect-size-paired.ts";
import { frequencyOpinion } from "./frequency.ts";
import { friedmanOpinion } from "./friedman.ts";
import { kruskalWallisOpinion, oneWayAnovaOpinion, tukeyHsdOpinion, varianceHomogeneityOpinion } from "./groups.ts";
import { lmOpinion } from "./linear-regression.ts";
import { glmOpinion } from "./logistic.ts";
import { mannWhitneyOpinion, rankSumPackagesOpinion } from "./mann-whitney.ts";
import { marginalHomogeneityInCoinOpinion, marginalHomogeneityOpinion } from "./marginal-homogeneity.ts";
import { mcnemarOpinion } from "./mcnemar.ts";
import { linearRegressionOpinion, logisticOpinion } from "./models.ts";
import { multiplicityOpinion } from "./multiplicity.ts";
import { oneProportionOpinion } from "./one-proportion.ts";
import { pairedTOpinion } from "./paired-t.ts";
import { sampleSizeOpinions } from "./sample-size.ts";
import { oneSampleTOpinion, proportionTrendOpinion, ratesOpinion } from "./rates-and-trend.ts";
import type { SecondOpinion } from "./second-opinion.ts";
import { shapiroWilkOpinion } from "./shapiro-wilk.ts";
import { signTestOpinion } from "./sign-test.ts";
import { twoProportionsOpinion } from "./two-proportions.ts";
import { twoSampleTOpinion } from "./two-sample-t.ts";
import { signedRankPackagesOpinion, wilcoxonSignedRankOpinion } from "./wilcoxon-signed-rank.ts";

/** Every family that R is asked about. */
export const secondOpinions: readonly SecondOpinion[] = [
  ancovaOpinion,
  ancovaInSandwichOpinion,
  frequencyOpinion,
  lmOpinion,
  glmOpinion,
  contingencyOpinion,
  cronbachAlphaOpinion,
  descriptiveOpinion,
  distributionsOpinion,
  effectSizePairedOpinion,
  linearRegressionOpinion,
  logisticOpinion,
  mannWhitneyOpinion,
  rankSumPackagesOpinion,
  marginalHomogeneityOpinion,
  marginalHomogeneityInCoinOpinion,
  mcnemarOpinion,
  oneProportionOpinion,
  pairedTOpinion,
  shapiroWilkOpinion,
  signTestOpinion,
  twoProportionsOpinion,
  twoSampleTOpinion,
  signedRankPackagesOpinion,
  wilcoxonSignedRankOpinion,
  correlationOpinion,
  friedmanOpinion,
  kruskalWallisOpinion,
  multiplicityOpinion,
  oneWayAnovaOpinion,
  tukeyHsdOpinion,
  varianceHomogeneityOpinion,
  ...sampleSizeOpinions,
  cochranMantelHaenszelOpinion,
  proportionTrendOpinion,
  ratesOpinion,
  oneSampleTOpinion,
  blindingIndexOpinion,
  ancovaOfSeveralArmsOpinion,
];
