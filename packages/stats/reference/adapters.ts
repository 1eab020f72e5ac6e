import { ancovaAdapters } from "./adapters/ancova.ts";
import { blindingIndexAdapters } from "./adapters/blinding-index.ts";
import { contingencyAdapters } from "./adapters/contingency.ts";
import { cronbachAlphaAdapters } from "./adapters/cronbach-alpha.ts";
import { descriptiveAdapters } from "./adapters/descriptive.ts";
import { distributionsAdapters } from "./adapters/distributions.ts";
import { effectSizePairedAdapters } from "./adapters/effect-size-paired.ts";
import { kSampleAdapters } from "./adapters/k-sample.ts";
import { linearRegressionAdapters } from "./adapters/linear-regression.ts";
import { logisticAdapters } from "./adapters/logistic.ts";
import { mannWhitneyAdapters } from "./adapters/mann-whitney.ts";
import { marginalHomogeneityAdapters } from "./adapters/marginal-homogeneity.ts";
import { mcnemarAdapters } from "./adapters/mcnemar.ts";
import { multiplicityAdapters } from "./adapters/multiplicity.ts";
import { nistStrdAdapters } from "./adapters/nist-strd.ts";
import { oneProportionAdapters } from "./adapters/one-proportion.ts";
import { pairedTAdapters } from "./adapters/paired-t.ts";
import { powerAdapters } from "./adapters/power.ts";
import { shapiroWilkAdapters } from "./adapters/shapiro-wilk.ts";
import { signTestAdapters } from "./adapters/sign-test.ts";
import { twoProportionsAdapters } from "./adapters/two-proportions.ts";
import { twoSampleTAdapters } from "./adapters/two-sample-t.ts";
import { wilcoxonSignedRankAdapters } from "./adapters/wilcoxon-signed-rank.ts";
import type { Adapters } from "./reference-case.ts";

/** Runs one case through the public functions and names the fields as the reference does; one file for each family. */
export const adapters: Adapters = {
  ...ancovaAdapters,
  ...blindingIndexAdapters,
  ...contingencyAdapters,
  ...cronbachAlphaAdapters,
  ...descriptiveAdapters,
  ...distributionsAdapters,
  ...effectSizePairedAdapters,
  ...kSampleAdapters,
  ...linearRegressionAdapters,
  ...logisticAdapters,
  ...mannWhitneyAdapters,
  ...marginalHomogeneityAdapters,
  ...mcnemarAdapters,
  ...multiplicityAdapters,
  ...nistStrdAdapters,
  ...oneProportionAdapters,
  ...pairedTAdapters,
  ...powerAdapters,
  ...shapiroWilkAdapters,
  ...signTestAdapters,
  ...twoProportionsAdapters,
  ...twoSampleTAdapters,
  ...wilcoxonSignedRankAdapters,
};
