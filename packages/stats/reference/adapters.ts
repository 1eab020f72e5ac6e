import {
  betaQuantile,
  betaTails,
  binomialTails,
  chiSquareQuantile,
  chiSquareTails,
  fQuantile,
  fTails,
  gammaQuantile,
  gammaTails,
  noncentralTTails,
  normalQuantile,
  normalTails,
  poissonTails,
  runAncova,
  runChiSquare,
  runCronbachAlpha,
  runDescriptive,
  runEffectSizePaired,
  runMannWhitney,
  runMarginalHomogeneity,
  runMcNemar,
  runOneProportion,
  runPairedT,
  runSampleSizeAncova,
  runSampleSizePairedT,
  runSampleSizeTwoSampleT,
  runShapiroWilk,
  runSignTest,
  runTwoProportions,
  runTwoSampleT,
  runWilcoxonSignedRank,
  tQuantile,
  tTails,
} from "../src/index.ts";
import type { Alternative, AncovaInput, Interval, Outcome, ResultBase, Tails, TwoSampleTTest } from "../src/index.ts";
import type { Actual, ReferenceCase } from "./reference-case.ts";

type Adapter = (inputs: never, options: never) => Actual;

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

type Pre = { readonly pre: (number | null)[]; readonly post: (number | null)[] };
type TwoGroups = { readonly x: number[]; readonly y: number[] };
type Table = { readonly table: number[][] };
type Options = { readonly alternative?: string; readonly conf?: number; readonly difference_rounding?: number };

/** Runs one case through the public functions and names the fields as the reference does. */
export const adapters: Readonly<Record<string, Adapter>> = {
  "t.paired": ({ pre, post }: Pre, options: Options) =>
    fieldsOf(runPairedT({ first: pre, second: post }, common(options)), (r) => ({
      t: r.statistic.value,
      df: r.statistic.df,
      p: r.p.value,
      mean_diff: r.estimate.value,
      se: r.standardError,
      sd_diff: r.details.sdDifference,
      ci: limits(r.interval),
      r: r.details.correlation,
      n: r.n.used,
      n_pairs: r.n.used,
      n_complete: r.n.used,
      n_dropped: r.n.excluded.reduce((total, { count }) => total + count, 0),
      dropped: r.n.excluded.reduce((total, { count }) => total + count, 0),
    })),
  "effect.paired": ({ pre, post }: Pre, options: Options) =>
    fieldsOf(runEffectSizePaired({ first: pre, second: post }, common(options)), ({ interval, details: d }) => ({
      d_z: d.effects.d_z,
      d_z_ci_nct: interval === null ? [null, null] : limits(interval),
      g_z: d.effects.g_z,
      g_z_approxJ: d.effects.g_z_approximate,
      d_av: d.effects.d_av,
      d_rms: d.effects.d_rms,
      d_rm: d.effects.d_rm,
      glass_delta_pre: d.effects.glass_delta_first,
      r: d.correlation,
      J_exact: d.J,
    })),
  "wilcoxon.signed_rank": ({ pre, post }: Pre, options: Options) =>
    fieldsOf(runWilcoxonSignedRank({ first: pre, second: post }, common(options)), (r) => ({
      n: r.n.used,
      n_nonzero: r.details.nonzero,
      n_zero: r.details.zero,
      ties: r.details.ties,
      V: r.details.V,
      V_minus: r.details.vMinus,
      z_uncorrected: r.details.zUncorrected,
      z_corrected: r.details.zCorrected,
      p_normal_corrected: r.details.pNormalCorrected,
      p_normal_uncorrected: r.details.pNormalUncorrected,
      p_exact: r.details.ties ? undefined : r.details.pExact,
      p_exact_conditional: r.details.ties || r.details.zero > 0 ? r.details.pExact : undefined,
      hl_estimate_nonzero: r.estimate.value,
      walsh_median: r.estimate.value,
      hl_ci_exact: r.interval.method === "walsh_exact" ? limits(r.interval) : undefined,
      pratt_z: r.details.pratt.z,
      pratt_p_asymptotic: r.details.pratt.pNormal,
      pratt_p_exact: r.details.pratt.pExact,
    })),
  "sign.exact": ({ pre, post }: Pre, options: Options) =>
    fieldsOf(runSignTest({ first: pre, second: post }, common(options)), (r) => ({
      n_pos: r.details.positive,
      n_neg: r.details.negative,
      n_zero: r.details.zero,
      p: r.p.value,
      prop_pos: r.estimate.value,
      prop_ci: limits(r.interval),
    })),
  mcnemar: ({ table }: Table, options: Options) =>
    // The reference's difference is before − after.
    fieldsOf(runMcNemar({ table }, { ...common(options), direction: "first_minus_second" }), (r) => ({
      b: r.details.yesToNo,
      c: r.details.noToYes,
      n: r.n.used,
      p_exact: r.details.pExact,
      p_midp: r.details.pMid,
      chi2: r.details.chi2,
      p_chi2: r.details.pChi2,
      chi2_cc: r.details.chi2Corrected,
      p_chi2_cc: r.details.pChi2Corrected,
      diff: r.estimate.value,
      diff_ci_wald: limits(r.details.intervalWald),
      diff_ci_newcombe: limits(r.details.intervalNewcombe),
      or_conditional: r.details.oddsRatio,
      or_ci_exact: limits(r.details.oddsRatioInterval),
    })),
  marginal_homogeneity: ({ table }: Table) =>
    fieldsOf(runMarginalHomogeneity({ table }), ({ details: d }) => ({
      stuart_maxwell: d.stuartMaxwell.chi2,
      df: d.stuartMaxwell.df,
      p_stuart_maxwell: d.stuartMaxwell.p,
      bhapkar: d.bhapkar?.chi2,
      p_bhapkar: d.bhapkar?.p,
      bowker: d.bowker?.chi2,
      bowker_df: d.bowker?.df,
      p_bowker: d.bowker?.p,
    })),
  "normality.shapiro_wilk": ({ x }: { x: number[] }) =>
    fieldsOf(runShapiroWilk({ values: x }), (r) => ({ W: r.statistic.value, p: r.p.value })),
  "descriptive.summary": ({ x }: { x: number[] }, options: Options) =>
    fieldsOf(runDescriptive({ values: x }, common(options)), (r) => ({
      n: r.n.used,
      mean: r.details.mean,
      sd: r.details.sd,
      variance: r.details.variance,
      se: r.standardError,
      median: r.details.median,
      min: r.details.min,
      max: r.details.max,
      q1_type7: r.details.q1,
      q3_type7: r.details.q3,
      q1_type6: r.details.q1Type6,
      q3_type6: r.details.q3Type6,
      q1_type2: r.details.q1Type2,
      q3_type2: r.details.q3Type2,
      mad: r.details.mad,
      skewness_g1: r.details.skewnessG1,
      skewness_G1: r.details.skewnessAdjusted,
      kurtosis_g2: r.details.kurtosisG2,
      kurtosis_G2: r.details.kurtosisAdjusted,
      mean_ci: r.interval === null ? null : limits(r.interval),
      geometric_mean: r.details.geometricMean,
      trimmed_mean_10: r.details.trimmedMean10,
    })),
  "t.two_sample": ({ x, y }: TwoGroups, options: Options) =>
    fieldsOf(runTwoSampleT({ first: x, second: y }, common(options)), (r) => ({
      mean_diff: r.estimate.value,
      welch: testFields(r.details.welch),
      pooled: testFields(r.details.pooled),
      d_s: r.details.d_s,
      d_s_ci_nct: r.details.dSInterval === null ? [null, null] : limits(r.details.dSInterval),
      g_s: r.details.g_s,
      glass_delta_y: r.details.glass_delta_second,
    })),
  "wilcoxon.rank_sum": ({ x, y }: TwoGroups, options: Options) =>
    fieldsOf(runMannWhitney({ first: x, second: y }, common(options)), (r) => ({
      U: r.details.U,
      ties: r.details.ties,
      z_uncorrected: r.details.zUncorrected,
      z_corrected: r.details.zCorrected,
      p_normal_corrected: r.details.pNormalCorrected,
      p_normal_uncorrected: r.details.pNormalUncorrected,
      auc: r.details.auc,
      hl_median_of_differences: r.estimate.value,
      p_exact: r.details.ties ? undefined : r.details.pExact,
      // The reference is exactRankTests, so its own comparison of distances.
      p_exact_conditional: r.details.ties ? r.details.pExactRankTests : undefined,
      hl_ci_exact: r.interval.method === "shift_exact" ? limits(r.interval) : undefined,
    })),
  "proportions.two": (i: { x1: number; n1: number; x2: number; n2: number }, options: Options) =>
    fieldsOf(
      runTwoProportions(
        { first: { events: i.x1, total: i.n1 }, second: { events: i.x2, total: i.n2 } },
        common(options),
      ),
      ({ estimate, details: d }) => ({
        p1: d.proportionFirst,
        p2: d.proportionSecond,
        rd: estimate.value,
        rd_ci_wald: limits(d.intervalWald),
        rd_ci_newcombe: limits(d.intervalNewcombe),
        rd_ci_miettinen_nurminen: limits(d.intervalMiettinenNurminen),
        rr: d.riskRatio.value,
        rr_ci_katz: limitsOrNull(d.riskRatio.interval),
        or: d.oddsRatio.value,
        or_ci_woolf: limitsOrNull(d.oddsRatio.interval),
        chi2: d.chi2?.value ?? null,
        p_chi2: d.chi2?.p ?? null,
        chi2_yates: d.chi2Yates?.value ?? null,
        p_chi2_yates: d.chi2Yates?.p ?? null,
        p_fisher: d.pFisher,
        or_conditional_mle: d.conditionalOddsRatio.value,
        or_ci_exact_conditional: limitsOrNull(d.conditionalOddsRatio.interval),
      }),
    ),
  "proportion.one": ({ x, n }: { x: number; n: number }, options: Options & { p0: number }) =>
    fieldsOf(runOneProportion({ events: x, total: n }, { ...common(options), nullProportion: options.p0 }), (r) => ({
      p_hat: r.estimate.value,
      ci_clopper_pearson: limits(r.details.intervalClopperPearson),
      ci_wilson: limits(r.details.intervalWilson),
      ci_agresti_coull: limits(r.details.intervalAgrestiCoull),
      p_exact: r.p.value,
    })),
  "chisq.rxc": ({ table }: Table) =>
    fieldsOf(runChiSquare({ table }), (r) => ({
      chi2: r.statistic.value,
      df: r.statistic.df,
      p: r.p.value,
      min_expected: r.details.minimumExpected,
      cramers_v: r.details.cramersV,
      p_fisher: r.details.pFisher ?? undefined,
    })),
  "reliability.cronbach_alpha": ({ items }: { items: (number | null)[][] }, options: Options) =>
    fieldsOf(runCronbachAlpha({ items }, common(options)), (r) => ({
      alpha: r.estimate.value,
      alpha_std: r.details.standardizedAlpha,
      mean_r: r.details.meanCorrelation,
      ci_feldt: limits(r.interval),
      n: r.n.used,
      k: r.details.itemCount,
      alpha_if_deleted: r.details.itemCount === 2 ? null : r.details.items.map((item) => item.alphaIfDeleted),
      item_rest_r: r.details.items.map((item) => item.restCorrelation),
      item_mean: r.details.items.map((item) => item.mean),
      item_sd: r.details.items.map((item) => item.sd),
    })),
  ancova: ancovaFields,
  "power.t": powerTFields,
  "power.ancova_borm": (
    { delta, sd, rho }: { delta: number; sd: number; rho: number },
    { sig_level, power }: { sig_level: number; power: number },
  ) =>
    fieldsOf(
      runSampleSizeAncova({ delta, sd, correlation: rho, power, significance: sig_level }),
      ({ details: d }) => ({
        n_per_arm_ttest_normal: d.nPerArmWithoutBaseline,
        n_per_arm_ancova: d.nPerArm,
        n_per_arm_ancova_ceiling_plus1: d.nPerArmCeiling,
        n_change_score: d.nPerArmChangeScore,
      }),
    ),
  "distribution.cdf": ({ distribution, a, b, x }: DistributionInputs) => {
    const tails = x.map((value, i) => cdfs[distribution]?.(value, a[i] ?? 0, b[i] ?? 0) ?? { lower: NaN, upper: NaN });
    return { fields: { lower: tails.map(({ lower }) => lower), upper: tails.map(({ upper }) => upper) } };
  },
  "distribution.quantile": ({ distribution, a, b, p }: DistributionInputs) => ({
    fields: { x: p.map((value, i) => quantiles[distribution]?.(value, a[i] ?? 0, b[i] ?? 0)) },
  }),
};

type DistributionInputs = {
  readonly distribution: string;
  readonly a: (number | null)[];
  readonly b: (number | null)[];
  readonly x: number[];
  readonly p: number[];
};

const cdfs: Readonly<Record<string, (x: number, a: number, b: number) => Tails>> = {
  normal: normalTails,
  t: tTails,
  chisquare: chiSquareTails,
  F: fTails,
  beta: betaTails,
  "gamma(shape,scale)": gammaTails,
  "binomial(n,p)": binomialTails,
  poisson: poissonTails,
  "noncentral_t(df,ncp)": noncentralTTails,
};

const quantiles: Readonly<Record<string, (p: number, a: number, b: number) => number>> = {
  normal: normalQuantile,
  t: tQuantile,
  chisquare: chiSquareQuantile,
  F: fQuantile,
  beta: betaQuantile,
  "gamma(shape,scale)": (p, shape, scale) => gammaQuantile({ lower: p, upper: 1 - p }, shape, scale),
};

function fieldsOf<Result extends ResultBase>(
  outcome: Outcome<Result>,
  read: (result: Result) => Readonly<Record<string, unknown>>,
): Actual {
  return outcome.ok ? { fields: read(outcome.result) } : { refused: outcome.refusal.code };
}

function common(options: Options): { level: number; alternative: Alternative; differenceRounding: number } {
  const alternative =
    options.alternative === "greater" || options.alternative === "less" ? options.alternative : "two_sided";
  return { level: options.conf ?? 0.95, alternative, differenceRounding: options.difference_rounding ?? 1e-10 };
}

function limits({ lower, upper }: Interval): (number | string)[] {
  return [lower ?? "-Inf", upper ?? "Inf"];
}

function limitsOrNull(interval: Interval | null): (number | string)[] | null {
  return interval === null ? null : limits(interval);
}

function testFields(test: TwoSampleTTest): Readonly<Record<string, unknown>> {
  return { t: test.statistic.value, df: test.statistic.df, p: test.p.value, ci: limits(test.interval) };
}

type AncovaInputs = { readonly data: Readonly<Record<string, (number | string | null)[]>> };
type AncovaReferenceOptions = Options & { readonly formula: string; readonly arm: string };

function ancovaFields({ data }: AncovaInputs, options: AncovaReferenceOptions): Actual {
  const [outcomeName = "", right = ""] = options.formula.split(" ~ ");
  const names = right.split(" + ").filter((name) => name !== options.arm);
  const covariates = names.map((name): AncovaInput["covariates"][number] => {
    const values = data[name] ?? [];
    return values.some((value) => typeof value === "string")
      ? { name, kind: "factor", values }
      : { name, kind: "numeric", values: values as (number | null)[] };
  });
  const input = { outcome: (data[outcomeName] ?? []) as (number | null)[], arm: data[options.arm] ?? [], covariates };
  return fieldsOf(runAncova(input, { level: options.conf ?? 0.95 }), (r) => ({
    n: r.n.used,
    df: r.statistic.df,
    coef: Object.fromEntries(
      r.details.coefficients.map(({ name, value }) => [
        name === "arm" ? coefficientName(options.arm, data) : name,
        value,
      ]),
    ),
    estimate: r.estimate.value,
    se: r.standardError,
    t: r.statistic.value,
    p: r.p.value,
    ci: limits(r.interval),
    se_hc2: r.details.hc2?.standardError,
    se_hc3: r.details.hc3?.standardError,
    p_hc3: r.details.hc3?.p.value,
    ci_hc3: limitsOrNull(r.details.hc3?.interval ?? null),
    residual_se: r.details.residualSd,
    r_squared: r.details.rSquared,
    lin_estimate: r.details.lin?.estimate,
    lin_se_hc2: r.details.lin?.seHc2,
    lin_se_hc3: r.details.lin?.seHc3,
    unadjusted: r.details.unadjustedDifference,
    adjusted_means: r.details.arms.map((arm) => arm.adjusted),
  }));
}

/** R appends the level to a text column's coefficient. */
function coefficientName(arm: string, data: AncovaInputs["data"]): string {
  const levels = [...new Set(data[arm])].filter((level) => typeof level === "string").toSorted();
  return levels[1] === undefined ? arm : `${arm}${levels[1]}`;
}

type PowerTInputs = {
  readonly n?: number;
  readonly delta?: number;
  readonly sd?: number;
  readonly power?: number;
  readonly type?: string;
};

function powerTFields(inputs: PowerTInputs & { readonly "sig.level"?: number; readonly alternative?: string }): Actual {
  const { n, delta, sd = 1, power, type } = inputs;
  const input = {
    sd,
    ...(n === undefined || n === null ? {} : { n }),
    ...(delta === undefined || delta === null ? {} : { delta }),
    ...(power === undefined || power === null ? {} : { power }),
    significance: inputs["sig.level"] ?? 0.05,
    sided: inputs.alternative === "one.sided" ? ("one_sided" as const) : ("two_sided" as const),
  };
  const outcome = type === "paired" ? runSampleSizePairedT(input) : runSampleSizeTwoSampleT(input);
  if (!outcome.ok) return { refused: outcome.refusal.code };
  const d = outcome.result.details;
  return { fields: { n: d.n, delta: d.delta, sd: d.sd, sig_level: d.significance, power: d.power } };
}
