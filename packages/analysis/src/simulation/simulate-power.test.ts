import { binomialProbability, runMcNemar, runTwoProportions } from "@kendali/stats";
import { describe, expect, test } from "vitest";
import { simulationDesigns } from "./designs/index.ts";
import {
  simulatePower,
  simulationSteps,
  withoutEffect,
  type PowerSimulation,
  type SimulationPlan,
} from "./simulate-power.ts";

const keys = Object.keys(simulationDesigns) as (keyof typeof simulationDesigns)[];

/** The example of a design, as a plan. */
const examples = keys.map(
  (design) => ({ design, parameters: simulationDesigns[design].example, simulations: 300, seed: 7 }) as SimulationPlan,
);

const pairs = { n: 34, delta: 0.5, sd: 1, dropOut: 0, shape: "normal", unit: 0 } as const;
const arms = simulationDesigns.two_sample_t.example;
const covaried = simulationDesigns.ancova.example;

describe("power by simulation agrees with exact power", () => {
  // R 4.2.2: power.t.test(n = 34, delta = 0.5, sd = 1, type = "paired", strict = TRUE) and the like. ANCOVA: the noncentral t
  // given the baseline, integrated over the share of the arm that the baseline explains, Beta(1/2, (n − 2)/2).
  test.each<readonly [string, number, SimulationPlan]>([
    ["paired t, 34 pairs", 0.807777501279, plan("paired_t", pairs)],
    [
      "one-sided paired t, 20 pairs",
      0.826639518738,
      { ...plan("paired_t", { ...pairs, n: 20, delta: 0.6 }), alternative: "greater" },
    ],
    ["pooled t, 64 per arm", 0.801459557922, plan("two_sample_t", { ...arms, variant: "pooled" })],
    [
      "pooled t at 0.01, 12 per arm",
      0.378491677639,
      {
        ...plan("two_sample_t", { ...arms, variant: "pooled", nFirst: 12, nSecond: 12, delta: 1 }),
        significance: 0.01,
      },
    ],
    ["ANCOVA, 50 per arm, correlation 0.5", 0.811482204703, plan("ancova", covaried)],
    [
      "ANCOVA, 12 per arm, correlation 0.7",
      0.724544154188,
      plan("ancova", { ...covaried, nReference: 12, nCompared: 12, delta: 0.8, correlation: 0.7 }),
    ],
  ])("%s", (_, exact, asked) => {
    isNear(run(asked), exact);
  });

  test("Fisher's test of two proportions, by summing all tables that reject", () => {
    const parameters = { ...simulationDesigns.two_proportions.example, nFirst: 20, nSecond: 25, probabilityFirst: 0.7 };
    let exact = 0;
    for (let a = 0; a <= 20; a += 1)
      for (let b = 0; b <= 25; b += 1) {
        const tested = runTwoProportions({ first: { events: a, total: 20 }, second: { events: b, total: 25 } });
        if (tested.ok && tested.result.p.value <= 0.05)
          exact += binomialProbability(a, 20, 0.7) * binomialProbability(b, 25, parameters.probabilitySecond);
      }
    isNear(run(plan("two_proportions", parameters)), exact);
  });

  test("exact McNemar, by summing all tables that reject, and drop-out as fewer pairs", () => {
    const { n, yesToNo, noToYes, ...rest } = simulationDesigns.mcnemar.example;
    // Every pair stays, goes up or goes down; with drop-out the changes are rarer and so are the pairs left.
    const power = (down: number, up: number): number => {
      let total = 0;
      for (let changed = 1; changed <= n; changed += 1)
        for (let ups = 0; ups <= changed; ups += 1) {
          const tested = runMcNemar({
            table: [
              [n - changed, changed - ups],
              [ups, 0],
            ],
          });
          if (tested.ok && tested.result.p.value <= 0.05)
            total += binomialProbability(changed, n, down + up) * binomialProbability(ups, changed, up / (down + up));
        }
      return total;
    };
    const parameters = { n, yesToNo, noToYes, ...rest };
    isNear(run(plan("mcnemar", parameters)), power(yesToNo, noToYes));
    isNear(run(plan("mcnemar", { ...parameters, dropOut: 0.2 })), power(0.8 * yesToNo, 0.8 * noToYes));
  });
});

describe("without an effect", () => {
  test.each(examples)("$design rejects no more often than its level allows", (asked) => {
    const answer = run({ ...withoutEffect(asked), simulations: 1000 });
    expect(answer.reading).toBe("size");
    expect(answer.estimate).toBeLessThan(0.05 + 4 * Math.sqrt((0.05 * 0.95) / 1000));
  });

  test.each(["paired_t", "ancova", "two_sample_t"] as const)("%s rejects as often as its level says", (design) => {
    const asked = examples.find((each) => each.design === design);
    if (asked !== undefined) isNear(run({ ...withoutEffect(asked), simulations: 4000 }), 0.05);
  });

  test("a skewed outcome in few pairs makes the one-sided t-test reject too seldom above and too often below", () => {
    const skewed = plan("paired_t", { ...pairs, n: 8, delta: 0, shape: "skewed" });
    expect(run({ ...skewed, alternative: "less" }).interval.lower).toBeGreaterThan(0.05);
    expect(run({ ...skewed, alternative: "greater" }).interval.upper).toBeLessThan(0.05);
  });
});

describe("a simulation", () => {
  test.each(examples)("of $design gives the same answer to the last bit, whatever its steps", (asked) => {
    const answer = run(asked);
    expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
    expect(simulatePower(asked, { stepSize: 7 })).toEqual({ ok: true, result: answer });
    expect(run({ ...asked, seed: 8, simulations: 299 })).not.toEqual({ ...answer, seed: 8 });
  });

  test("reports progress and ends when it is asked to, with what there is", () => {
    const seen: number[] = [];
    const asked = plan("paired_t", pairs);
    const outcome = simulatePower(asked, {
      stepSize: 100,
      onProgress: (completed, planned) => seen.push(completed / planned),
      shouldStop: () => seen.length === 3,
    });
    expect(seen).toEqual([100, 200, 300].map((completed) => completed / asked.simulations));
    const stopped = outcome.ok ? outcome.result : null;
    expect(stopped).toMatchObject({ isStopped: true, simulations: { planned: asked.simulations, completed: 300 } });
    expect(stopped).toEqual({
      ...run({ ...asked, simulations: 300 }),
      isStopped: true,
      simulations: { planned: asked.simulations, completed: 300 },
    });
  });

  test("can be driven step by step, and does not take the end for a stop", () => {
    const steps = simulationSteps({ ...plan("paired_t", pairs), simulations: 500 }, 250);
    if (!steps.ok) throw new Error("the plan is in order");
    expect(steps.result.next().value).toMatchObject({ completed: 250, planned: 500 });
    expect(steps.result.next().value).toMatchObject({ completed: 500 });
    const last = steps.result.next("stop");
    expect(last.done).toBe(true);
    expect(last.value).toMatchObject({ isStopped: false });
  });

  test("counts studies that the method refuses, and none of them as rejected", () => {
    const answer = run(plan("paired_t", { ...pairs, n: 2, dropOut: 0.5, delta: 50 }));
    expect(answer.refused.map(({ code }) => code)).toEqual(["n_below_2"]);
    expect(answer.refused[0]?.count).toBeGreaterThan(0.7 * answer.simulations.completed);
    expect(answer.rejected + (answer.refused[0]?.count ?? 0)).toBeLessThanOrEqual(answer.simulations.completed);
    expect(answer.analysed.least).toBe(0);

    const rounded = run(plan("ancova", { ...covaried, nReference: 3, nCompared: 3, unit: 5 }));
    expect(rounded.refused.map(({ code }) => code)).toContain("zero_variance");
  });

  test("keeps the share that drops out", () => {
    const answer = run(plan("two_sample_t", { ...arms, dropOut: 0.25 }));
    expect(Math.abs(answer.analysed.mean - 0.75 * 128)).toBeLessThan(4 * Math.sqrt((128 * 0.75 * 0.25) / 2000));
  });

  test.each<readonly [string, SimulationPlan]>([
    ["simulations", { ...plan("paired_t", pairs), simulations: 0 }],
    ["seed", { ...plan("paired_t", pairs), seed: -1 }],
    ["significance", { ...plan("paired_t", pairs), significance: 1 }],
    ["n", plan("paired_t", { ...pairs, n: 1.5 })],
    ["sd", plan("paired_t", { ...pairs, sd: 0 })],
    ["delta", plan("paired_t", { ...pairs, delta: Number.NaN })],
    ["dropOut", plan("paired_t", { ...pairs, dropOut: 1 })],
    ["correlation", plan("ancova", { ...covaried, correlation: 1 })],
    ["noToYes", plan("mcnemar", { ...simulationDesigns.mcnemar.example, yesToNo: 0.8 })],
    ["alternative", { ...plan("mcnemar", simulationDesigns.mcnemar.example), alternative: "greater" }],
    ["parameters", JSON.parse('{"design":"ancova","simulations":10,"seed":1}') as SimulationPlan],
    ["n", JSON.parse('{"design":"paired_t","parameters":{},"simulations":10,"seed":1}') as SimulationPlan],
    ["shape", JSON.parse(JSON.stringify(plan("paired_t", pairs)).replace("normal", "odd")) as SimulationPlan],
    ["design", JSON.parse(JSON.stringify(plan("paired_t", pairs)).replace("paired_t", "toString")) as SimulationPlan],
  ])("with a bad %s is refused by that name", (option, asked) => {
    expect(simulatePower(asked)).toEqual({ ok: false, refusal: { code: "invalid_option", params: { option } } });
  });
});

function plan<Key extends SimulationPlan["design"]>(
  design: Key,
  parameters: SimulationPlan<Key>["parameters"],
): SimulationPlan {
  const made: unknown = { design, parameters, simulations: 2000, seed: 20261122 };
  return made as SimulationPlan;
}

function run(asked: SimulationPlan): PowerSimulation {
  const outcome = simulatePower(asked);
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.result;
}

/** Within four standard errors of the number that exact arithmetic gives: 1 in 16,000 by chance, and the seed is fixed. */
function isNear(answer: PowerSimulation, exact: number): void {
  const error = Math.sqrt((exact * (1 - exact)) / answer.simulations.completed);
  expect(Math.abs(answer.estimate - exact)).toBeLessThan(4 * error);
  expect(answer.refused).toEqual([]);
}
