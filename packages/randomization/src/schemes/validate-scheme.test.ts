import { problemCodes } from "@kendali/domain";
import { describe, expect, test } from "vitest";
import type { SchemeKey, SchemeParameters } from "./scheme.ts";
import { validateScheme } from "./validate-scheme.ts";

const even = [
  { key: "a", ratio: 1 },
  { key: "b", ratio: 1 },
];
const codes = (scheme: SchemeKey, parameters: SchemeParameters, armKeys = parameters.arms.map(({ key }) => key)) =>
  validateScheme(scheme, parameters, armKeys).map(({ path, code }) => {
    // Every problem has words in both languages: the catalogues follow this list.
    expect(problemCodes).toContain(code);
    return `${path} ${code}`;
  });

describe("a scheme's parameters", () => {
  test.each([[[4]], [[2, 4]], [[4, 6, 8]], [[6, 4]]])("blocks of %j at 1:1 are fine", (blockSizes) => {
    expect(validateScheme("permuted_blocks", { arms: even, blockSizes }, ["a", "b"])).toEqual([]);
  });

  test("simple randomization of three unequal arms is fine", () => {
    const arms = [...even, { key: "c", ratio: 3 }];
    expect(validateScheme("simple", { arms, blockSizes: [] }, ["c", "b", "a"])).toEqual([]);
  });

  test("a block must hold the ratio a whole number of times", () => {
    expect(validateScheme("permuted_blocks", { arms: even, blockSizes: [4, 5] }, ["a", "b"])).toEqual([
      { path: "/blockSizes/1", code: "allocation_block_size_not_multiple", params: { size: 5, ratioSum: 2 } },
    ]);
    const twoToOne = [
      { key: "a", ratio: 2 },
      { key: "b", ratio: 1 },
    ];
    expect(codes("permuted_blocks", { arms: twoToOne, blockSizes: [4] })).toEqual([
      "/blockSizes/0 allocation_block_size_not_multiple",
    ]);
    expect(codes("permuted_blocks", { arms: twoToOne, blockSizes: [3, 6] })).toEqual([]);
  });

  test("a fixed block of two is refused, because it gives every second allocation away", () => {
    expect(codes("permuted_blocks", { arms: even, blockSizes: [2] })).toEqual([
      "/blockSizes allocation_fixed_block_of_two",
    ]);
  });

  test("block sizes must be there, whole, within range and different", () => {
    expect(codes("permuted_blocks", { arms: even, blockSizes: [] })).toEqual([
      "/blockSizes allocation_block_sizes_missing",
    ]);
    expect(codes("permuted_blocks", { arms: even, blockSizes: [0, -2, 2.5, 1002, Number.NaN, 4, 4] })).toEqual([
      ...[0, 1, 2, 3, 4].map((index) => `/blockSizes/${index} allocation_block_size_out_of_range`),
      "/blockSizes/6 allocation_block_size_repeated",
    ]);
  });

  test("simple randomization has no blocks", () => {
    expect(codes("simple", { arms: even, blockSizes: [4] })).toEqual(["/blockSizes allocation_block_sizes_unused"]);
  });

  test("ratios are whole numbers from 1 to 100", () => {
    const arms = [0, -1, 1.5, Number.NaN, 101, 100].map((ratio, index) => ({ key: `arm${index}`, ratio }));
    expect(codes("simple", { arms, blockSizes: [] })).toEqual(
      [0, 1, 2, 3, 4].map((index) => `/arms/${index}/ratio allocation_ratio_out_of_range`),
    );
  });

  test("every arm of the study has one ratio, and nothing else has", () => {
    const arms = [...even, { key: "a", ratio: 1 }, { key: "x", ratio: 1 }, { key: "", ratio: 1 }];
    expect(codes("simple", { arms, blockSizes: [] }, ["a", "b", "c"])).toEqual([
      "/arms allocation_arm_missing",
      "/arms/3/key allocation_arm_unknown",
      "/arms/4/key allocation_arm_unknown",
      "/arms/2/key allocation_arm_repeated",
      "/arms/4/key allocation_arm_key_empty",
    ]);
    expect(codes("simple", { arms: even.slice(0, 1), blockSizes: [] })).toEqual(["/arms allocation_too_few_arms"]);
  });

  test("all problems come at once", () => {
    const arms = [{ key: "a", ratio: 0 }];
    expect(codes("permuted_blocks", { arms, blockSizes: [1.5] }, ["a", "b"])).toEqual([
      "/arms allocation_arm_missing",
      "/arms allocation_too_few_arms",
      "/arms/0/ratio allocation_ratio_out_of_range",
      "/blockSizes/0 allocation_block_size_out_of_range",
    ]);
  });

  test.each([
    ["big_stick", { maximumImbalance: 3 }],
    ["efron", { coin: { numerator: 2, denominator: 3 } }],
    ["urn", { urn: { initial: 0, added: 1 } }],
    ["maximal", { maximumImbalance: 3, sequenceLength: 24 }],
    ["minimization", { coin: { numerator: 1, denominator: 1 }, measure: "sd", factors: [{ key: "site", weight: 2 }] }],
  ] as const)("%s with its own settings is fine, and says which of them is missing", (scheme, settings) => {
    expect(codes(scheme, { arms: even, blockSizes: [], ...settings })).toEqual([]);
    expect(codes(scheme, { arms: even, blockSizes: [] })).toEqual(
      Object.keys(settings)
        .toSorted((left, right) => order.indexOf(left) - order.indexOf(right))
        .map((name) => `/${name} allocation_setting_missing`),
    );
    expect(codes("simple", { arms: even, blockSizes: [], ...settings })).toHaveLength(Object.keys(settings).length);
  });

  test("procedures for two equal arms take no others", () => {
    const unequal = [
      { key: "a", ratio: 2 },
      { key: "b", ratio: 1 },
    ];
    const three = [...even, { key: "c", ratio: 1 }];
    const urn = { initial: 1, added: 1 };
    const needed = ["/arms allocation_two_equal_arms_needed"];
    for (const arms of [unequal, three]) {
      expect(codes("big_stick", { arms, blockSizes: [], maximumImbalance: 3 })).toEqual(needed);
      expect(codes("efron", { arms, blockSizes: [], coin: { numerator: 2, denominator: 3 } })).toEqual(needed);
      expect(codes("maximal", { arms, blockSizes: [], maximumImbalance: 3, sequenceLength: 8 })).toEqual(needed);
    }
    expect(codes("urn", { arms: unequal, blockSizes: [], urn })).toEqual(["/arms allocation_equal_arms_needed"]);
    expect(codes("urn", { arms: three, blockSizes: [], urn })).toEqual([]);
    expect(codes("urn", { arms: three, blockSizes: [], urn: { initial: 0, added: 0.5 } })).toEqual([
      "/urn/initial allocation_number_out_of_range",
      "/urn/added allocation_number_out_of_range",
    ]);
  });

  test("a coin favours the arm that is behind, and leaves Efron's list uncertain", () => {
    const efron = (numerator: number, denominator: number) =>
      codes("efron", { arms: even, blockSizes: [], coin: { numerator, denominator } });
    const outOfRange = ["/coin allocation_probability_out_of_range"];
    expect(efron(51, 100)).toEqual([]);
    for (const [numerator, denominator] of [
      [1, 2],
      [1, 1],
      [3, 2],
      [0.8, 1],
      [-2, -3],
      [2, 0],
    ] as const)
      expect(efron(numerator, denominator)).toEqual(outOfRange);
    const minimized = (numerator: number) =>
      codes("minimization", {
        arms: [...even, { key: "c", ratio: 3 }],
        blockSizes: [],
        coin: { numerator, denominator: 10 },
        measure: "range",
        factors: [{ key: "site", weight: 1 }],
      });
    expect(minimized(6)).toEqual(outOfRange);
    expect(minimized(7)).toEqual([]);
    expect(minimized(10)).toEqual([]);
    expect(minimized(11)).toEqual(outOfRange);
  });

  test("limits that would give every second allocation away are refused", () => {
    expect(codes("big_stick", { arms: even, blockSizes: [], maximumImbalance: 1 })).toEqual([
      "/maximumImbalance allocation_number_out_of_range",
    ]);
    expect(codes("maximal", { arms: even, blockSizes: [], maximumImbalance: 1.5, sequenceLength: 7 })).toEqual([
      "/maximumImbalance allocation_number_out_of_range",
      "/sequenceLength allocation_sequence_length_odd",
    ]);
  });

  test("minimization needs factors with a name, once each, and a whole-number weight", () => {
    const minimized = (factors: SchemeParameters["factors"], measure: unknown = "range") =>
      codes("minimization", {
        arms: even,
        blockSizes: [],
        coin: { numerator: 4, denominator: 5 },
        measure: measure as "range",
        ...(factors === undefined ? {} : { factors }),
      });
    expect(minimized([])).toEqual(["/factors allocation_factors_missing"]);
    expect(minimized([{ key: "site", weight: 1 }], "entropy")).toEqual(["/measure allocation_measure_unknown"]);
    const bad = [
      { key: "", weight: 1 },
      { key: "site", weight: 0 },
      { key: "site", weight: 1.5 },
    ];
    expect(minimized(bad)).toEqual([
      "/factors/0/key allocation_factor_key_empty",
      "/factors/1/weight allocation_weight_out_of_range",
      "/factors/2/key allocation_factor_repeated",
      "/factors/2/weight allocation_weight_out_of_range",
    ]);
  });
});

const order = ["coin", "maximumImbalance", "urn", "sequenceLength", "measure", "factors"];
