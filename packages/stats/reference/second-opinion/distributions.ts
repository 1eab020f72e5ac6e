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
  tQuantile,
  tTails,
} from "../../src/index.ts";
import type { Tails } from "../../src/index.ts";
import type { Random } from "./random.ts";
import type { Check, SecondOpinion, Tolerance } from "./second-opinion.ts";

type Drawn = { readonly name: string; readonly r: string; readonly tails: Tails; readonly tolerance?: Tolerance };

/**
 * Both tails at random points, and quantiles back from random tails, where R is sound: its noncentral t is asked about
 * ordinary tails only, its qf not below 0.1. Elsewhere the points of 60 digits in ../distributions judge.
 */
export const distributionsOpinion: SecondOpinion = {
  family: "distributions",
  methods: [],
  dataSet: (random) => ({ data: "", checks: [...draws(random).flatMap(tailCheck), ...quantiles(random)] }),
};

/** R and this package may each be a few units of the last digits off; R's beta falls to 0 below 1e-270, where this package goes on. */
const digits: Tolerance = { rel: 1e-10, abs: 1e-250 };

function tailCheck({ name, r, tails, tolerance = digits }: Drawn): Check[] {
  return [
    {
      what: `${name} ${r}`,
      r: `c(${r.replace(")", ", lower.tail = TRUE)")}, ${r.replace(")", ", lower.tail = FALSE)")})`,
      numbers: { lower: tails.lower, upper: tails.upper },
      tolerance: { lower: tolerance, upper: tolerance },
    },
  ];
}

function draws(random: Random): Drawn[] {
  const { uniform, normal, integer, pick } = random;
  const df = pick([1, 2, 5, 19, 100, 2000]) * (0.5 + uniform());
  const df2 = pick([1, 3, 30, 500]) * (0.5 + uniform());
  const z = normal() * pick([1, 4, 20]);
  const [a, b] = [pick([0.5, 2, 30, 300]) * (0.5 + uniform()), pick([0.5, 2, 30, 300]) * (0.5 + uniform())];
  const share = uniform();
  const n = integer(1, pick([5, 50, 1000]));
  const k = integer(0, n);
  const mean = pick([0.3, 4, 90]) * (0.5 + uniform());
  const count = integer(0, 2 + Math.round(mean * 3));
  const chi2 = df * Math.exp(normal() * pick([0.3, 1]));
  const f = Math.exp(normal() * pick([0.5, 2]));
  const x = a * Math.exp(normal() * pick([0.1, 0.6]));
  const ncp = 3 * normal();
  const t = ncp + 2 * normal();
  return [
    { name: "normal", r: `pnorm(${z})`, tails: normalTails(z) },
    { name: "t", r: `pt(${z}, ${df})`, tails: tTails(z, df) },
    { name: "chi-square", r: `pchisq(${chi2}, ${df})`, tails: chiSquareTails(chi2, df) },
    { name: "F", r: `pf(${f}, ${df}, ${df2})`, tails: fTails(f, df, df2) },
    { name: "beta", r: `pbeta(${share}, ${a}, ${b})`, tails: betaTails(share, a, b) },
    { name: "gamma", r: `pgamma(${x}, shape = ${a}, scale = ${1.3})`, tails: gammaTails(x, a, 1.3) },
    { name: "binomial", r: `pbinom(${k}, ${n}, ${share})`, tails: binomialTails(k, n, share) },
    { name: "Poisson", r: `ppois(${count}, ${mean})`, tails: poissonTails(count, mean) },
    {
      name: "noncentral t",
      r: `pt(${t}, ${df}, ${ncp})`,
      tails: noncentralTTails(t, df, ncp),
      tolerance: { rel: 1e-8, abs: 1e-11 },
    },
  ];
}

function quantiles(random: Random): Check[] {
  const { uniform, pick } = random;
  const p = pick([uniform(), 10 ** (-1 - 5 * uniform()), 1 - 10 ** (-1 - 4 * uniform())]);
  const ofF = Math.max(p, 0.1);
  const df = pick([1, 2, 5, 19, 100, 2000]) * (0.5 + uniform());
  const df2 = pick([1, 3, 30, 500]) * (0.5 + uniform());
  const [a, b] = [pick([0.5, 2, 30]) * (0.5 + uniform()), pick([0.5, 2, 30]) * (0.5 + uniform())];
  return [
    {
      what: `quantiles at ${p}`,
      r: `c(qnorm(${p}), qt(${p}, ${df}), qchisq(${p}, ${df}), qf(${ofF}, ${df}, ${df2}), qbeta(${p}, ${a}, ${b}), qgamma(${p}, shape = ${a}, scale = 1.3))`,
      numbers: {
        normal: normalQuantile(p),
        t: tQuantile(p, df),
        chiSquare: chiSquareQuantile(p, df),
        F: fQuantile(ofF, df, df2),
        beta: betaQuantile(p, a, b),
        gamma: gammaQuantile(p, a, 1.3),
      },
      tolerance: Object.fromEntries(
        ["normal", "t", "chiSquare", "F", "beta", "gamma"].map((name) => [name, { rel: 1e-8, abs: 1e-290 }]),
      ),
    },
  ];
}
