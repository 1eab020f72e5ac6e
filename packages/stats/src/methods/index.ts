import type { MethodDefinition } from "../method.ts";
import type { ResultBase } from "../result.ts";
import { ancova } from "./ancova/ancova.ts";
import { chiSquare } from "./chi-square/chi-square.ts";
import { cronbachAlpha } from "./cronbach-alpha/cronbach-alpha.ts";
import { descriptive } from "./descriptive/descriptive.ts";
import { effectSizePaired } from "./effect-size-paired/effect-size-paired.ts";
import { frequency } from "./frequency/frequency.ts";
import { mannWhitney } from "./mann-whitney/mann-whitney.ts";
import { marginalHomogeneity } from "./marginal-homogeneity/marginal-homogeneity.ts";
import { mcnemar } from "./mcnemar/mcnemar.ts";
import type { MethodKey } from "./method-key.ts";
import { oneProportion } from "./one-proportion/one-proportion.ts";
import { pairedT } from "./paired-t/paired-t.ts";
import { sampleSizeAncova } from "./sample-size-ancova/sample-size-ancova.ts";
import { sampleSizePairedT } from "./sample-size-paired-t/sample-size-paired-t.ts";
import { sampleSizeTwoSampleT } from "./sample-size-two-sample-t/sample-size-two-sample-t.ts";
import { shapiroWilk } from "./shapiro-wilk/shapiro-wilk.ts";
import { signTest } from "./sign-test/sign-test.ts";
import { twoProportions } from "./two-proportions/two-proportions.ts";
import { twoSampleT } from "./two-sample-t/two-sample-t.ts";
import { wilcoxonSignedRank } from "./wilcoxon-signed-rank/wilcoxon-signed-rank.ts";

/** Every method, by key. A key without a line here does not compile. */
export const methods = {
  ancova,
  chi_square: chiSquare,
  cronbach_alpha: cronbachAlpha,
  descriptive,
  effect_size_paired: effectSizePaired,
  frequency,
  mann_whitney: mannWhitney,
  marginal_homogeneity: marginalHomogeneity,
  mcnemar,
  one_proportion: oneProportion,
  paired_t: pairedT,
  sample_size_ancova: sampleSizeAncova,
  sample_size_paired_t: sampleSizePairedT,
  sample_size_two_sample_t: sampleSizeTwoSampleT,
  shapiro_wilk: shapiroWilk,
  sign_test: signTest,
  two_proportions: twoProportions,
  two_sample_t: twoSampleT,
  wilcoxon_signed_rank: wilcoxonSignedRank,
} as const satisfies Record<MethodKey, MethodDefinition<never, never, never, ResultBase>>;
