import { ancovaAdapters } from "./adapters/ancova.ts";
import { contingencyAdapters } from "./adapters/contingency.ts";
import { cronbachAlphaAdapters } from "./adapters/cronbach-alpha.ts";
import { descriptiveAdapters } from "./adapters/descriptive.ts";
import { distributionsAdapters } from "./adapters/distributions.ts";
import { effectSizePairedAdapters } from "./adapters/effect-size-paired.ts";
import { mannWhitneyAdapters } from "./adapters/mann-whitney.ts";
import { marginalHomogeneityAdapters } from "./adapters/marginal-homogeneity.ts";
import { mcnemarAdapters } from "./adapters/mcnemar.ts";
import { oneProportionAdapters } from "./adapters/one-proportion.ts";
import { pairedTAdapters } from "./adapters/paired-t.ts";
import { powerAdapters } from "./adapters/power.ts";
import { shapiroWilkAdapters } from "./adapters/shapiro-wilk.ts";
import { signTestAdapters } from "./adapters/sign-test.ts";
import { twoProportionsAdapters } from "./adapters/two-proportions.ts";
import { twoSampleTAdapters } from "./adapters/two-sample-t.ts";
import { wilcoxonSignedRankAdapters } from "./adapters/wilcoxon-signed-rank.ts";
import type { Adapters, ReferenceCase } from "./reference-case.ts";

/** Runs one case through the public functions and names the fields as the reference does; one file for each family. */
export const adapters: Adapters = {
  ...ancovaAdapters,
  ...contingencyAdapters,
  ...cronbachAlphaAdapters,
  ...descriptiveAdapters,
  ...distributionsAdapters,
  ...effectSizePairedAdapters,
  ...mannWhitneyAdapters,
  ...marginalHomogeneityAdapters,
  ...mcnemarAdapters,
  ...oneProportionAdapters,
  ...pairedTAdapters,
  ...powerAdapters,
  ...shapiroWilkAdapters,
  ...signTestAdapters,
  ...twoProportionsAdapters,
  ...twoSampleTAdapters,
  ...wilcoxonSignedRankAdapters,
};

/** Reference methods, or parts of them, that this package does not answer yet; counted and printed, never passed. */
export const notYet: Readonly<Record<string, string>> = {
  "cmh.2x2xK": "Cochran–Mantel–Haenszel",
  cochran_armitage: "trend in proportions",
  "distribution.cdf studentized_range(k,df)": "studentized range",
  "power.t one.sample": "one-sample t-test",
  "power.prop": "power of two proportions",
  "power.two_prop_cohen_h": "Cohen's h",
  "power.t_unequal": "t-test with unequal arms",
  "power.chisq": "noncentral chi-square",
  "power.anova": "noncentral F",
  "power.correlation": "correlation",
  "power.cluster": "cluster design effect",
  "power.mcnemar_connor": "McNemar",
  "power.logrank_schoenfeld": "survival events",
  "rate.one": "Poisson rate",
};

/**
 * Fields of the reference that are wrong, with the proof; counted and printed, never passed. All other fields of the case count.
 */
export const disputed: Readonly<Record<string, string>> = {};

/** The key under which {@link notYet} and {@link adapters} know a case. */
export function methodOf({ method, inputs }: ReferenceCase): string {
  const part = method.startsWith("distribution.") ? inputs["distribution"] : method === "power.t" ? inputs["type"] : "";
  const key = `${method} ${String(part ?? "")}`.trim();
  return key in notYet ? key : method;
}
