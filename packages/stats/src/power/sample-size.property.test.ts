import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  inflateForClusters,
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
} from "../index.ts";
import type { ArmSize, Asked, Outcome, ResultBase } from "../index.ts";

type Numbers = Readonly<Record<string, Asked>>;
type Planned = Outcome<
  ResultBase & {
    readonly details: {
      readonly values: Readonly<Partial<Record<string, number>>>;
      readonly arms: readonly ArmSize[];
      readonly total: ArmSize;
      readonly powerReached: number;
    };
  }
>;

type Design = {
  readonly run: (numbers: Numbers) => Planned;
  /** What counts participants, and what makes the effect larger. */
  readonly size: string;
  readonly effect: string;
  readonly study: fc.Arbitrary<Numbers>;
};

const real = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
const tests = { power: real(0.5, 0.99), significance: fc.constantFrom(0.05, 0.01, 0.1) };

const designs: Readonly<Record<string, Design>> = {
  "paired t": {
    run: (x) => runSampleSizePairedT(x),
    size: "n",
    effect: "delta",
    study: fc.record({ delta: real(1, 20), sd: real(2, 30), ...tests }),
  },
  "one-sample t, one-sided": {
    run: (x) => runSampleSizeOneSampleT({ ...x, sided: "one_sided" }),
    size: "n",
    effect: "delta",
    study: fc.record({ delta: real(1, 20), sd: real(2, 30), ...tests }),
  },
  "two-sample t": {
    run: (x) => runSampleSizeTwoSampleT(x),
    size: "n",
    effect: "delta",
    study: fc.record({ delta: real(1, 20), sd: real(2, 30), ratio: real(0.3, 3), ...tests }),
  },
  ANCOVA: {
    run: (x) => runSampleSizeAncova(x),
    size: "n",
    effect: "delta",
    study: fc.record({ delta: real(1, 20), sd: real(2, 30), correlation: real(0.05, 0.9), ...tests }),
  },
  "two proportions": {
    run: (x) => runSampleSizeTwoProportions(x),
    size: "n",
    effect: "proportionSecond",
    study: fc.record({
      proportionFirst: real(0.05, 0.4),
      proportionSecond: real(0.45, 0.9),
      ratio: real(0.5, 2),
      ...tests,
    }),
  },
  "Cohen's h": {
    run: (x) => runSampleSizeCohenH(x),
    size: "n",
    effect: "h",
    study: fc.record({ h: real(0.1, 1.5), ratio: real(0.3, 3), ...tests }),
  },
  McNemar: {
    run: (x) => runSampleSizeMcNemar(x),
    size: "n",
    effect: "noToYes",
    study: fc.record({ yesToNo: real(0.02, 0.2), noToYes: real(0.25, 0.6), ...tests }),
  },
  ANOVA: {
    run: (x) => runSampleSizeAnova(x),
    size: "n",
    effect: "f",
    study: fc.record({ groups: fc.integer({ min: 3, max: 6 }), f: real(0.1, 0.8), ...tests }),
  },
  "chi-square": {
    run: (x) => runSampleSizeChiSquare({ ...x, df: 3 }),
    size: "n",
    effect: "w",
    study: fc.record({ w: real(0.1, 0.8), ...tests }),
  },
  correlation: {
    run: (x) => runSampleSizeCorrelation(x),
    size: "n",
    effect: "r",
    study: fc.record({ r: real(0.1, 0.7), ...tests }),
  },
  survival: {
    run: (x) => runSampleSizeSurvival({ ...x, direction: "increase" }),
    size: "n",
    effect: "hazardRatio",
    study: fc.record({
      hazardRatio: real(1.2, 4),
      eventProbability: real(0.1, 0.9),
      allocation: real(0.1, 0.4),
      ...tests,
    }),
  },
  clusters: {
    run: ({ delta = null, sd = null, ...x }) =>
      runSampleSizeCluster({ ...x, comparison: { kind: "means", delta, sd } }),
    size: "clusters",
    effect: "delta",
    study: fc.record({
      delta: real(2, 10),
      sd: real(5, 20),
      clusterSize: real(5, 60),
      icc: real(0.01, 0.2),
      cv: real(0.1, 0.9),
      ...tests,
    }),
  },
};

const runs = { numRuns: 12, seed: 20261122 };

describe.each(Object.entries(designs))("sample size, %s", (_, { run, size, effect, study }) => {
  test("any one number is found again from the others", () => {
    fc.assert(
      fc.property(study, (numbers) => {
        const sized = valuesOf(run({ ...numbers, [size]: null }));
        const complete = { ...numbers, [size]: sized[size] ?? null };
        for (const unknown of Object.keys(complete)) {
          const found = valuesOf(run({ ...complete, [unknown]: null }))[unknown] ?? Number.NaN;
          const known = complete[unknown] ?? Number.NaN;
          expect(Math.abs(found - known), unknown).toBeLessThanOrEqual(1e-8 * Math.abs(known));
        }
      }),
      runs,
    );
  });

  test("power grows with participants and with the effect; whole numbers reach the goal", () => {
    fc.assert(
      fc.property(study, (numbers) => {
        const outcome = run({ ...numbers, [size]: null });
        const sized = valuesOf(outcome);
        const goal = numbers["power"] ?? 1;
        const study = { ...numbers, [size]: sized[size] ?? null };
        const powerWith = (name: string, factor: number): number =>
          valuesOf(run({ ...study, [name]: (study[name] ?? 0) * factor, power: null }))["power"] ?? Number.NaN;
        for (const name of [size, effect]) {
          expect(powerWith(name, 1.05)).toBeGreaterThan(goal);
          expect(powerWith(name, 0.96)).toBeLessThan(goal);
        }
        expect(outcome.ok && outcome.result.details.powerReached).toBeGreaterThanOrEqual(goal - 1e-8);
      }),
      runs,
    );
  });

  test("refuses none and several unknowns, impossible goals and misshapen numbers by name", () => {
    const [numbers = {}] = fc.sample(study, { numRuns: 1, seed: 7 });
    const complete = { ...numbers, [size]: 40 };
    expect(codeOf(run(complete))).toBe("no_unknown");
    expect(codeOf(run({ ...complete, power: null, significance: null }))).toBe("several_unknowns");
    expect(codeOf(run({ ...complete, power: 0.01, [size]: null, significance: 0.05 }))).toBe("power_not_reachable");
    expect(codeOf(run({ ...complete, [size]: null, power: 80 }))).toBe("invalid_probability");
    expect(codeOf(run({ ...complete, power: null, significance: 0 }))).toBe("invalid_probability");
    expect(codeOf(run({ ...complete, power: null, [size]: -3 }))).toBe("invalid_option");
    for (const misshapen of [Number.NaN, Infinity, "12,5" as unknown as number])
      expect(codeOf(run({ ...complete, power: null, [size]: misshapen }))).toBe("invalid_option");
  });
});

test("no effect is refused, however it is written", () => {
  const outcomes = [
    runSampleSizePairedT({ delta: 0, sd: 1, power: 0.8 }),
    runSampleSizeTwoSampleT({ delta: 0, sd: 1, n: 30 }),
    runSampleSizeAncova({ delta: 0, sd: 1, correlation: 0.5, power: 0.8 }),
    runSampleSizeTwoProportions({ proportionFirst: 0.3, proportionSecond: 0.3, power: 0.8 }),
    runSampleSizeCohenH({ h: 0, power: 0.8 }),
    runSampleSizeMcNemar({ yesToNo: 0.2, noToYes: 0.2, power: 0.8 }),
    runSampleSizeAnova({ groups: 3, f: 0, power: 0.8 }),
    runSampleSizeChiSquare({ df: 1, w: 0, power: 0.8 }),
    runSampleSizeCorrelation({ r: 0, power: 0.8 }),
    runSampleSizeSurvival({ hazardRatio: 1, eventProbability: 0.5, power: 0.8 }),
    runSampleSizeCluster({ clusterSize: 9, icc: 0, comparison: { kind: "means", delta: 0, sd: 1 }, power: 0.8 }),
  ];
  expect(outcomes.map(codeOf)).toEqual(outcomes.map(() => "zero_effect"));
});

test("a goal on the wrong side of the test, or beyond what clusters can give, is out of reach", () => {
  const wrongSide = runSampleSizePairedT({ delta: -2, sd: 1, power: 0.8, sided: "greater" });
  const comparison = { kind: "means", delta: 0.5, sd: 1 } as const;
  const fewClusters = runSampleSizeCluster({ clusters: 3, icc: 0.05, comparison, power: 0.8 });
  expect([codeOf(wrongSide), codeOf(fewClusters)]).toEqual(["power_not_reachable", "power_not_reachable"]);
});

test("effects from 1e-6 to 1e6 standard deviations are planned without losing the way", () => {
  for (const delta of [1e-5, 1e-3, 0.1, 10, 1e3, 1e6]) {
    const { n = Number.NaN } = valuesOf(runSampleSizeTwoSampleT({ delta, sd: 1, power: 0.9 }));
    const { power = Number.NaN } = valuesOf(runSampleSizeTwoSampleT({ delta, sd: 1, n }));
    expect(Math.abs(power - 0.9)).toBeLessThan(1e-10);
  }
});

test("drop-out inflates each arm, whole numbers come from whole numbers", () => {
  const outcome = runSampleSizeTwoSampleT({ delta: 0.5, sd: 1, power: 0.9, ratio: 1.5, dropOut: 0.2 });
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  const { arms, total } = outcome.result.details;
  expect(arms).toHaveLength(2);
  for (const arm of arms) {
    expect(arm.nWhole).toBe(Math.ceil(arm.n));
    expect(arm.nWithDropOut).toBeCloseTo(arm.n / 0.8, 9);
    expect(arm.nWholeWithDropOut).toBe(Math.ceil(arm.nWhole / 0.8));
  }
  expect(total.nWholeWithDropOut).toBe(arms.reduce((sum, arm) => sum + arm.nWholeWithDropOut, 0));
});

test("clusters that vary in size inflate more, and one participant per cluster not at all", () => {
  const inflate = (clusterSize: number, cv: number): number => {
    const outcome = inflateForClusters({ nPerArm: 100, clusterSize, icc: 0.1, cv });
    if (!outcome.ok) throw new Error(outcome.refusal.code);
    return outcome.result.designEffect;
  };
  expect(inflate(1, 0)).toBe(1);
  expect(inflate(20, 0.6)).toBeGreaterThan(inflate(20, 0));
});

function codeOf(outcome: Outcome<unknown>): string {
  return outcome.ok ? "a result" : outcome.refusal.code;
}

function valuesOf(outcome: Planned): Readonly<Partial<Record<string, number>>> {
  if (!outcome.ok) throw new Error(`${outcome.refusal.code} ${JSON.stringify(outcome.refusal.params)}`);
  return outcome.result.details.values;
}
