import {
  runSampleSizeAncova,
  runSampleSizeAnova,
  runSampleSizeChiSquare,
  runSampleSizeCluster,
  runSampleSizeCohenH,
  runSampleSizeCorrelation,
  runSampleSizeMcNemar,
  runSampleSizeOneSampleT,
  runSampleSizePairedT,
  runSampleSizeSurvival,
  runSampleSizeTwoProportions,
  runSampleSizeTwoSampleT,
} from "../../src/index.ts";
import type { MethodKey, Outcome, ResultBase, Sided } from "../../src/index.ts";
import { resultOf } from "./r-code.ts";
import type { Random } from "./random.ts";
import type { Check, DataSet, SecondOpinion } from "./second-opinion.ts";

/** R's noncentral distributions stop at an absolute error of 1e-12, so that its roots move in the ninth digit. */
const solved = { rel: 1e-7, abs: 1e-11 };
const power = { rel: 1e-9, abs: 2e-11 };
/** The noncentral F of R stops at 1e-9. */
const coarse = { rel: 1e-7, abs: 2e-9 };

type Numbers = Readonly<Record<string, number>>;
type Plan = ResultBase & {
  readonly details: {
    readonly solvedFor: string;
    readonly values: Readonly<Partial<Record<string, number>>>;
    readonly powerReached: number;
  };
};

type Design = {
  readonly family: string;
  readonly methods: readonly MethodKey[];
  readonly packages?: readonly string[];
  readonly isCoarse?: boolean;
  readonly unknowns: readonly [string, ...string[]];
  readonly run: (numbers: Readonly<Record<string, number | null>>, choice: Choice) => Outcome<Plan>;
  /** A plausible study, but for its size. */
  readonly study: (random: Random, choice: Choice) => Numbers;
  /** R code of a function that was not written from this package: power at the values found, and more. */
  readonly independent: (values: Numbers, choice: Choice) => { readonly r: string; readonly of: "power" | "n" } | null;
};

type Choice = {
  readonly sided: Sided;
  readonly strict: boolean;
  readonly ratio: number;
  readonly type: "paired" | "one.sample" | "two.sample";
};

/** A study that was sized first, then asked for any one of its numbers; R solves the same and confirms the power. */
function opinionOf(design: Design): SecondOpinion {
  return {
    family: design.family,
    methods: design.methods,
    ...(design.packages === undefined ? {} : { packages: design.packages }),
    dataSet: (random) => {
      const choice: Choice = {
        sided: random.pick(["two_sided", "two_sided", "one_sided", "greater", "less"]),
        strict: random.isLucky(0.5),
        ratio: random.pick([1, 1, 0.5, 2, 1.7]),
        type: random.pick(["paired", "one.sample", "two.sample"]),
      };
      const study = {
        ...design.study(random, choice),
        significance: random.pick([0.05, 0.05, 0.01, 0.1, 0.001, 0.2]),
        power: 0.35 + 0.64 * random.uniform(),
      };
      const sized = resultOf(design.run({ ...study, [design.unknowns[0]]: null }, choice));
      // With degrees of freedom near zero R's noncentral t gives a power below the level: 0.181 at 0.2 where simulation has 0.381.
      if (sized === null || (sized.details.values["n"] ?? 2) < 1.2) return null;
      const unknown = random.pick([...design.unknowns, "power", "significance"] as [string, ...string[]]);
      const known = Object.fromEntries(Object.entries(sized.details.values).map(([name, value]) => [name, value ?? 0]));
      return asked(design, { ...known, [unknown]: null }, choice);
    },
  };
}

function asked(design: Design, numbers: Readonly<Record<string, number | null>>, choice: Choice): DataSet | null {
  const result = resultOf(design.run(numbers, choice));
  if (result === null) return null;
  const { solvedFor, values } = result.details;
  const near = design.isCoarse === true ? coarse : power;
  const isPower = solvedFor === "power";
  const checks: Check[] = [
    {
      what: `${solvedFor} by the printed call`,
      r: result.r,
      numbers: { solved: values[solvedFor] ?? null },
      tolerance: { solved: isPower ? near : design.isCoarse === true ? coarse : solved },
    },
  ];
  const found = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value ?? 0]));
  const other = design.independent(found, choice);
  if (other !== null)
    checks.push({
      what: `${other.of} by another function, ${solvedFor} solved`,
      r: other.r,
      numbers: { value: values[other.of === "n" ? design.unknowns[0] : "power"] ?? null },
      tolerance: { value: other.of === "n" ? { rel: 1e-9 } : near },
    });
  return { data: "", checks };
}

function between(random: Random, low: number, high: number): number {
  return low + (high - low) * random.uniform();
}

/** An effect whose sign fits the side that the test looks at, or any for the others. */
function signedEffect(random: Random, size: number, { sided }: Choice): number {
  if (sided === "greater") return size;
  return sided === "less" || random.isLucky(0.3) ? -size : size;
}

function rSide(sided: Sided): string {
  return { two_sided: '"two.sided"', one_sided: '"greater"', greater: '"greater"', less: '"less"' }[sided];
}

/** Size of the effect where R's function has one side only. */
function towards(effect: number, sided: Sided): number {
  if (sided === "greater") return effect;
  return sided === "less" ? -effect : Math.abs(effect);
}

/** For pwr, whose `greater` looks at signs: an effect in the direction that counts. */
function pwrEffect(effect: number, sided: Sided): number {
  return sided === "one_sided" ? Math.abs(effect) : effect;
}

/** Closed formulas of the normal approximations count one tail only. */
function isClosed({ sided, strict }: Choice): boolean {
  return sided !== "two_sided" || !strict;
}

function rTail({ significance = 0.05 }: Numbers, { sided }: Choice): string {
  return `qnorm(1 - ${significance} / ${sided === "two_sided" ? 2 : 1})`;
}

const tDesign: Design = {
  family: "sample-size-t",
  methods: ["sample_size_paired_t", "sample_size_one_sample_t", "sample_size_two_sample_t"],
  unknowns: ["n", "delta", "sd"],
  run: (numbers, choice) => {
    const input = { ...numbers, sided: choice.sided, strict: choice.strict };
    if (choice.type === "paired") return runSampleSizePairedT(input);
    return choice.type === "one.sample"
      ? runSampleSizeOneSampleT(input)
      : runSampleSizeTwoSampleT(withoutSecond(input));
  },
  study: (random, choice) => {
    const sd = between(random, 0.5, 30);
    return { sd, delta: signedEffect(random, sd * random.pick([0.05, 0.2, 0.5, 0.8, 1.5, 3]), choice) };
  },
  independent: ({ n = 0, delta = 0, sd = 1, significance = 0.05 }, { sided, strict, type }) => ({
    of: "power",
    r: `power.t.test(n = ${n}, delta = ${towards(delta, sided)}, sd = ${sd}, sig.level = ${significance}, type = "${type}", alternative = "${sided === "two_sided" ? "two.sided" : "one.sided"}", strict = ${strict ? "TRUE" : "FALSE"})$power`,
  }),
};

function withoutSecond<Input extends Readonly<Record<string, unknown>>>({ nSecond: _n, ratio: _r, ...rest }: Input) {
  return rest;
}

const unequalT: Design = {
  family: "sample-size-t-unequal",
  methods: ["sample_size_two_sample_t"],
  packages: ["pwr"],
  unknowns: ["n", "delta", "sd", "nSecond"],
  run: (numbers, { sided, ratio }) => {
    const { nSecond, ratio: _, ...rest } = numbers;
    // Sized by ratio first; then each arm is a number of its own.
    const second = nSecond === undefined ? { ratio } : { nSecond };
    return runSampleSizeTwoSampleT({ ...rest, ...second, sided });
  },
  study: tDesign.study,
  independent: ({ n = 0, nSecond = 0, delta = 0, sd = 1, significance = 0.05 }, { sided }) =>
    n < 2 || nSecond < 2
      ? null
      : {
          of: "power",
          r: `pwr::pwr.t2n.test(n1 = ${n}, n2 = ${nSecond}, d = ${pwrEffect(delta, sided) / sd}, sig.level = ${significance}, alternative = ${rSide(sided)})$power`,
        },
};

const proportions: Design = {
  family: "sample-size-two-proportions",
  methods: ["sample_size_two_proportions"],
  unknowns: ["n", "proportionFirst", "proportionSecond"],
  run: (numbers, { sided, strict, ratio }) => {
    const direction = numbers["direction"] === -1 ? ("decrease" as const) : ("increase" as const);
    const { direction: _, ...rest } = withoutSecond(numbers);
    return runSampleSizeTwoProportions({ ...rest, ratio, sided, strict, direction });
  },
  study: (random, { sided }) => {
    const low = between(random, 0.02, 0.7);
    const high = low + between(random, 0.05, 0.95 - low);
    return sided === "less"
      ? { proportionFirst: high, proportionSecond: low }
      : { proportionFirst: low, proportionSecond: high };
  },
  independent: (v, choice) =>
    choice.ratio === 1
      ? {
          of: "power",
          r: `power.prop.test(n = ${v["n"]}, p1 = ${v["proportionFirst"]}, p2 = ${v["proportionSecond"]}, sig.level = ${v["significance"]}, alternative = "${choice.sided === "two_sided" ? "two.sided" : "one.sided"}", strict = ${choice.strict ? "TRUE" : "FALSE"})$power`,
        }
      : isClosed(choice)
        ? {
            of: "n",
            r: `p1 <- ${v["proportionFirst"]}; p2 <- ${v["proportionSecond"]}; k <- ${choice.ratio}; pbar <- (p1 + k * p2) / (1 + k); (${rTail(v, choice)} * sqrt(pbar * (1 - pbar) * (1 + 1 / k)) + qnorm(${v["power"]}) * sqrt(p1 * (1 - p1) + p2 * (1 - p2) / k))^2 / (p1 - p2)^2`,
          }
        : null,
};

const cohenH: Design = {
  family: "sample-size-cohen-h",
  methods: ["sample_size_cohen_h"],
  packages: ["pwr"],
  unknowns: ["n", "h", "nSecond"],
  run: (numbers, { sided, ratio }) => {
    const { nSecond, ratio: _, ...rest } = numbers;
    return runSampleSizeCohenH({ ...rest, ...(nSecond === undefined ? { ratio } : { nSecond }), sided });
  },
  study: (random, choice) => ({ h: signedEffect(random, between(random, 0.05, 1.2), choice) }),
  independent: ({ n = 0, nSecond = 0, h = 0, significance = 0.05 }, { sided }) =>
    n < 2 || nSecond < 2
      ? null
      : {
          of: "power",
          r: `pwr::pwr.2p2n.test(h = ${pwrEffect(h, sided)}, n1 = ${n}, n2 = ${nSecond}, sig.level = ${significance}, alternative = ${rSide(sided)})$power`,
        },
};

const anova: Design = {
  family: "sample-size-anova",
  methods: ["sample_size_anova"],
  isCoarse: true,
  packages: ["pwr"],
  unknowns: ["n", "f", "groups"],
  run: (numbers) => runSampleSizeAnova(numbers),
  study: (random) => ({ groups: random.integer(2, 8), f: between(random, 0.05, 1) }),
  independent: ({ n = 0, groups = 0, f = 0, significance = 0.05 }) =>
    n < 2 || groups < 2
      ? null
      : { of: "power", r: `pwr::pwr.anova.test(k = ${groups}, n = ${n}, f = ${f}, sig.level = ${significance})$power` },
};

const chiSquare: Design = {
  family: "sample-size-chi-square",
  methods: ["sample_size_chi_square"],
  packages: ["pwr"],
  unknowns: ["n", "w"],
  run: ({ df, ...numbers }) => runSampleSizeChiSquare({ ...numbers, df: df ?? 1 }),
  study: (random) => ({ df: random.integer(1, 12), w: between(random, 0.03, 0.9) }),
  independent: ({ n = 0, w = 0, df = 1, significance = 0.05 }) => ({
    of: "power",
    r: `pwr::pwr.chisq.test(w = ${w}, N = ${n}, df = ${df}, sig.level = ${significance})$power`,
  }),
};

const correlation: Design = {
  family: "sample-size-correlation",
  methods: ["sample_size_correlation"],
  packages: ["pwr"],
  unknowns: ["n", "r"],
  run: (numbers, { sided }) => runSampleSizeCorrelation({ ...numbers, sided }),
  study: (random, choice) => ({ r: signedEffect(random, between(random, 0.05, 0.9), choice) }),
  independent: ({ n = 0, r = 0, significance = 0.05 }, { sided }) =>
    // pwr loses the sign of the critical value of a one-sided test at more than 0.5.
    n < 4 || significance > 0.49
      ? null
      : {
          of: "power",
          r: `pwr::pwr.r.test(n = ${n}, r = ${pwrEffect(r, sided)}, sig.level = ${significance}, alternative = ${rSide(sided)})$power`,
        },
};

const ancova: Design = {
  family: "sample-size-ancova",
  methods: ["sample_size_ancova"],
  unknowns: ["n", "delta", "sd", "correlation", "nSecond"],
  run: (numbers, { sided, strict, ratio }) => {
    const { nSecond, ratio: _, ...rest } = numbers;
    return runSampleSizeAncova({ ...rest, ...(nSecond === undefined ? { ratio } : { nSecond }), sided, strict });
  },
  study: (random, choice) => {
    const sd = between(random, 0.5, 30);
    const delta = signedEffect(random, sd * between(random, 0.1, 1.5), choice);
    return { sd, delta, correlation: between(random, 0.05, 0.95) };
  },
  independent: (v, choice) =>
    isClosed(choice)
      ? {
          of: "n",
          r: `k <- ${choice.ratio}; (1 - ${v["correlation"]}^2) * (1 + 1 / k) * (${rTail(v, choice)} + qnorm(${v["power"]}))^2 * ${v["sd"]}^2 / (${v["delta"]})^2 + 2 / (1 + k)`,
        }
      : null,
};

const mcnemar: Design = {
  family: "sample-size-mcnemar",
  methods: ["sample_size_mcnemar"],
  unknowns: ["n", "yesToNo", "noToYes"],
  run: (numbers, { sided, strict }) => runSampleSizeMcNemar({ ...numbers, sided, strict }),
  study: (random, { sided }) => {
    const low = between(random, 0.01, 0.3);
    const high = low + between(random, 0.05, 0.6 - low);
    return sided === "less" ? { yesToNo: high, noToYes: low } : { yesToNo: low, noToYes: high };
  },
  independent: (v, choice) =>
    isClosed(choice)
      ? {
          of: "n",
          r: `p10 <- ${v["yesToNo"]}; p01 <- ${v["noToYes"]}; (${rTail(v, choice)} * sqrt(p10 + p01) + qnorm(${v["power"]}) * sqrt(p10 + p01 - (p10 - p01)^2))^2 / (p10 - p01)^2`,
        }
      : null,
};

const survival: Design = {
  family: "sample-size-survival",
  methods: ["sample_size_survival"],
  unknowns: ["n", "eventProbability", "hazardRatio", "allocation"],
  run: (numbers, { sided, strict }) => runSampleSizeSurvival({ ...numbers, sided, strict }),
  study: (random, { sided }) => {
    const ratio = between(random, 0.3, 0.9);
    return {
      hazardRatio: sided === "greater" ? 1 / ratio : ratio,
      eventProbability: between(random, 0.05, 1),
      // Not 1/2, where the power is flat in the allocation.
      allocation: random.pick([0.4, 1 / 3, 0.25]),
    };
  },
  independent: (v, choice) =>
    isClosed(choice)
      ? {
          of: "n",
          r: `(${rTail(v, choice)} + qnorm(${v["power"]}))^2 / (${v["allocation"]} * (1 - ${v["allocation"]}) * log(${v["hazardRatio"]})^2) / ${v["eventProbability"]}`,
        }
      : null,
};

const cluster: Design = {
  family: "sample-size-cluster",
  methods: ["sample_size_cluster"],
  unknowns: ["clusters", "clusterSize", "icc", "delta", "sd"],
  run: ({ delta = null, sd = null, ...numbers }, { sided, strict }) =>
    runSampleSizeCluster({ ...numbers, comparison: { kind: "means", delta, sd }, sided, strict }),
  study: (random, choice) => {
    const sd = between(random, 0.5, 30);
    return {
      sd,
      delta: signedEffect(random, sd * between(random, 0.1, 1), choice),
      clusterSize: random.integer(2, 80),
      icc: between(random, 0.001, 0.3),
      cv: random.pick([0, 0.3, 0.65, 1]),
    };
  },
  independent: (v, { sided, strict }) => ({
    of: "power",
    r: `m <- ${v["clusterSize"]}; n <- ${v["clusters"]} * m / (1 + ((${v["cv"]}^2 + 1) * m - 1) * ${v["icc"]}); power.t.test(n = n, delta = ${towards(v["delta"] ?? 0, sided)}, sd = ${v["sd"]}, sig.level = ${v["significance"]}, alternative = "${sided === "two_sided" ? "two.sided" : "one.sided"}", strict = ${strict ? "TRUE" : "FALSE"})$power`,
  }),
};

const clusterProportions: Design = {
  ...proportions,
  family: "sample-size-cluster-proportions",
  methods: ["sample_size_cluster"],
  unknowns: ["clusters", "clusterSize", "proportionFirst", "proportionSecond"],
  run: ({ proportionFirst = null, proportionSecond = null, ...numbers }, { sided, strict }) =>
    runSampleSizeCluster({
      ...numbers,
      comparison: { kind: "proportions", proportionFirst, proportionSecond },
      sided,
      strict,
    }),
  study: (random, choice) => ({
    ...proportions.study(random, choice),
    clusterSize: random.integer(2, 80),
    icc: between(random, 0.001, 0.1),
    cv: random.pick([0, 0.3, 0.65]),
  }),
  independent: (v, { sided, strict }) => ({
    of: "power",
    r: `m <- ${v["clusterSize"]}; n <- ${v["clusters"]} * m / (1 + ((${v["cv"]}^2 + 1) * m - 1) * ${v["icc"]}); power.prop.test(n = n, p1 = ${v["proportionFirst"]}, p2 = ${v["proportionSecond"]}, sig.level = ${v["significance"]}, alternative = "${sided === "two_sided" ? "two.sided" : "one.sided"}", strict = ${strict ? "TRUE" : "FALSE"})$power`,
  }),
};

/** Every sample-size design. */
export const sampleSizeOpinions: readonly SecondOpinion[] = [
  tDesign,
  unequalT,
  proportions,
  cohenH,
  anova,
  chiSquare,
  correlation,
  ancova,
  mcnemar,
  survival,
  cluster,
  clusterProportions,
].map(opinionOf);
