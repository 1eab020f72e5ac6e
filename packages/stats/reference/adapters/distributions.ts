import {
  betaQuantile,
  betaTails,
  binomialQuantile,
  binomialTails,
  chiSquareQuantile,
  chiSquareTails,
  fQuantile,
  fTails,
  gammaQuantile,
  gammaTails,
  noncentralChiSquareQuantile,
  noncentralChiSquareTails,
  noncentralTQuantile,
  noncentralTTails,
  normalQuantile,
  normalTails,
  poissonQuantile,
  poissonTails,
  studentizedRangeQuantile,
  studentizedRangeTails,
  tQuantile,
  tTails,
} from "../../src/index.ts";
import type { Tails } from "../../src/index.ts";
import type { Adapters } from "../reference-case.ts";

export const distributionsAdapters: Adapters = {
  "distribution.cdf": ({ distribution, a, b, x }: DistributionInputs) => {
    const cdf = cdfs[distribution];
    if (cdf === undefined) return { missing: `distribution ${distribution}` };
    const tails = x.map((value, i) => cdf(value, a[i] ?? 0, b[i] ?? 0));
    return { fields: { lower: tails.map(({ lower }) => lower), upper: tails.map(({ upper }) => upper) } };
  },
  "distribution.quantile": ({ distribution, a, b, p }: DistributionInputs) => {
    const quantile = quantiles[distribution];
    if (quantile === undefined) return { missing: `quantile of the distribution ${distribution}` };
    return { fields: { x: p.map((value, i) => quantile(value, a[i] ?? 0, b[i] ?? 0)) } };
  },
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
  "noncentral_chisquare(df,ncp)": noncentralChiSquareTails,
  "studentized_range(k,df)": studentizedRangeTails,
};

const quantiles: Readonly<Record<string, (p: number, a: number, b: number) => number>> = {
  normal: normalQuantile,
  t: tQuantile,
  chisquare: chiSquareQuantile,
  F: fQuantile,
  beta: betaQuantile,
  "gamma(shape,scale)": gammaQuantile,
  "binomial(n,p)": binomialQuantile,
  poisson: poissonQuantile,
  "noncentral_t(df,ncp)": noncentralTQuantile,
  "noncentral_chisquare(df,ncp)": noncentralChiSquareQuantile,
  "studentized_range(k,df)": studentizedRangeQuantile,
};
