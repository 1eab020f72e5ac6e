import { describe, expect, test } from "vitest";
import { runKruskalWallis, runOneWayAnova, runTukeyHsd, runVarianceHomogeneity } from "../../index.ts";

const values = [1, 2, 3, 2, 4, 6, 7, 8, 9];
const group = [..."aaabbbccc"];

describe("the order of the groups", () => {
  test("is the alphabet's, whatever the case of a letter, as in an R factor", () => {
    const outcome = runOneWayAnova({
      values,
      group: group.map((name) => ({ a: "Treatment", b: "control", c: "_" })[name] ?? ""),
    });
    expect(outcome.ok && outcome.result.details.groups.map(({ name }) => name)).toEqual(["_", "control", "Treatment"]);
  });

  test("is that of the numbers where groups are numbers, and that of the levels where levels are given", () => {
    const numbers = group.map((name) => ({ a: 10, b: 9, c: 100 })[name] ?? 0);
    const counted = runOneWayAnova({ values, group: numbers });
    expect(counted.ok && counted.result.details.groups.map(({ name }) => name)).toEqual(["9", "10", "100"]);
    const named = runTukeyHsd({ values, group, levels: ["c", "a", "b"] });
    expect(named.ok && named.result.details.comparisons.map(({ name }) => name)).toEqual(["a-c", "b-c", "b-a"]);
    expect(named.ok && named.result.r).toBe(
      'TukeyHSD(aov(y ~ factor(group, levels = c("c", "a", "b"))), conf.level = 0.95)',
    );
  });
});

test("an offset of 1e12 costs no digit that the numbers have not lost", () => {
  const plain = runOneWayAnova({ values, group });
  const far = runOneWayAnova({ values: values.map((value) => value + 1e12), group });
  expect(far.ok && far.result.statistic).toEqual(plain.ok && plain.result.statistic);
  expect(far.ok && far.result.details.ssWithin).toBe(plain.ok && plain.result.details.ssWithin);
});

test("Welch's F refuses what the classical one can answer, and says why", () => {
  const single = { values: [1, 2, 3, 9], group: ["a", "a", "a", "b"] };
  const constant = { values: [1, 2, 3, 9, 9], group: ["a", "a", "a", "b", "b"] };
  for (const [input, code] of [
    [single, "n_below_2"],
    [constant, "zero_variance"],
  ] as const) {
    const classical = runOneWayAnova(input);
    expect(classical.ok && classical.result.details.welchRefusal).toBe(code);
    const welch = runOneWayAnova(input, { variant: "welch" });
    expect(welch.ok ? "a result" : welch.refusal.code).toBe(code);
  }
});

describe("refusals name their cause", () => {
  test.each([
    ["one group", { values: [1, 2], group: ["a", "a"] }, "one_category"],
    ["a level without values", { values: [1, 2], group: ["a", "a"], levels: ["a", "b"] }, "one_group_empty"],
    ["a group of missing values", { values: [1, 2, null], group: ["a", "a", "b"] }, "one_group_empty"],
    ["a label beside the levels", { values: [1, 2], group: ["a", "x"], levels: ["a", "b"] }, "unknown_category"],
    ["groups of one value", { values: [1, 2], group: ["a", "b"] }, "n_below_2"],
    ["groups without spread", { values: [1, 1, 2, 2], group: ["a", "a", "b", "b"] }, "zero_variance"],
    ["columns of unequal length", { values: [1, 2], group: ["a"] }, "length_mismatch"],
    ["nobody", { values: [], group: [] }, "n_below_1"],
  ] as const)("%s", (_, input, code) => {
    const outcomes = [runOneWayAnova(input), runTukeyHsd(input), runVarianceHomogeneity(input)];
    for (const outcome of outcomes) expect(outcome.ok ? "a result" : outcome.refusal.code).toBe(code);
  });

  test("values equal but for the rounding of decimals have no spread", () => {
    const input = { values: [0.1 + 0.2, 0.3, 0.7 + 0.1, 0.8], group: ["a", "a", "b", "b"] };
    const outcome = runOneWayAnova(input);
    expect(outcome.ok ? "a result" : outcome.refusal.code).toBe("zero_variance");
  });

  test("groups of two values have equal distances to their means, so Levene refuses them", () => {
    const outcome = runVarianceHomogeneity(
      { values: [0.1, 0.4, 0.2, 0.9], group: ["a", "a", "b", "b"] },
      { variant: "levene" },
    );
    expect(outcome.ok ? "a result" : outcome.refusal.code).toBe("zero_variance");
  });

  test("ranks that are all tied", () => {
    const outcome = runKruskalWallis({ values: [4, 4, 4], group: ["a", "b", "b"] });
    expect(outcome.ok ? "a result" : outcome.refusal.code).toBe("zero_variance");
  });
});
