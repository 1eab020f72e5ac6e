import { describe, expect, test } from "vitest";
import type { SchemeKey, SchemeParameters } from "./scheme.ts";
import { validateScheme } from "./validate-scheme.ts";

const even = [
  { key: "a", ratio: 1 },
  { key: "b", ratio: 1 },
];
const codes = (scheme: SchemeKey, parameters: SchemeParameters, armKeys = parameters.arms.map(({ key }) => key)) =>
  validateScheme(scheme, parameters, armKeys).map(({ path, code }) => `${path} ${code}`);

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
});
