import { invariant, type Problem } from "@kendali/domain";
import type { IntegerDraw } from "../../generator/bounded-integer.ts";
import { shuffle } from "../../generator/shuffle.ts";
import { ratioSum, type SchemeDefinition, type SchemeParameters } from "../scheme.ts";

/** Far above any block used in a trial; it bounds the work one slot can cost. */
export const MAX_BLOCK_SIZE = 1000;

/**
 * Permuted blocks: each block holds the arms exactly in their ratio, in an order of which all are equally likely. With
 * several sizes each block's size is drawn with equal chance, which makes the end of a block hard to guess.
 *
 * Unit = block. Draws: the size's position among the ascending sizes (only when there are several), then a Durstenfeld
 * shuffle of the arms in key order, each repeated ratio × size / ratio sum times.
 *
 * Source: Rosenberger & Lachin 2016, section 3.3.3; ICH E9 section 2.3.2.
 */
export const permutedBlocks: SchemeDefinition = {
  problems,
  armAt: (parameters, draws, slot) => {
    const { blockSizes } = parameters;
    // Equal blocks are found by division; blocks of drawn sizes only by walking over the sizes before.
    const onlySize = blockSizes.length === 1 ? blockSizes[0] : undefined;
    let block = onlySize === undefined ? 0 : Math.floor(slot / onlySize);
    let start = onlySize === undefined ? 0 : block * onlySize;
    for (;;) {
      const draw = draws(block);
      const size = drawSize(blockSizes, draw);
      if (slot < start + size) return armIn(arrangeBlock(parameters, size, draw), slot - start);
      start += size;
      block += 1;
    }
  },
  firstArms: (parameters, draws, count) => {
    const arms: string[] = [];
    for (let block = 0; arms.length < count; block += 1) {
      const draw = draws(block);
      const size = drawSize(parameters.blockSizes, draw);
      for (const arm of arrangeBlock(parameters, size, draw)) if (arms.length < count) arms.push(arm);
    }
    return arms;
  },
};

function drawSize(blockSizes: readonly number[], draw: IntegerDraw): number {
  const size = blockSizes[blockSizes.length === 1 ? 0 : draw(blockSizes.length)];
  invariant(size !== undefined, "a block has no size");
  return size;
}

function arrangeBlock({ arms }: SchemeParameters, size: number, draw: IntegerDraw): string[] {
  const repeats = size / ratioSum(arms);
  const inKeyOrder = arms.flatMap(({ key, ratio }) => Array.from({ length: ratio * repeats }, () => key));
  return shuffle(inKeyOrder, draw);
}

function armIn(block: readonly string[], position: number): string {
  const arm = block[position];
  invariant(arm !== undefined, "a slot is not in its block");
  return arm;
}

function problems({ arms, blockSizes }: SchemeParameters): Problem[] {
  if (blockSizes.length === 0) return [{ path: "/blockSizes", code: "allocation_block_sizes_missing", params: {} }];
  const sum = ratioSum(arms);
  const found = blockSizes.flatMap((size, index) => sizeProblems({ blockSizes, size, index, sum }));
  // In a fixed block of two the second allocation is known as soon as the first is: half the trial is predictable.
  const isFixedBlockOfTwo = blockSizes.length === 1 && blockSizes[0] === 2;
  return isFixedBlockOfTwo
    ? [...found, { path: "/blockSizes", code: "allocation_fixed_block_of_two", params: { size: 2 } }]
    : found;
}

type SizeInList = { blockSizes: readonly number[]; size: number; index: number; sum: number };

function sizeProblems({ blockSizes, size, index, sum }: SizeInList): Problem[] {
  const path = `/blockSizes/${index}`;
  if (!Number.isInteger(size) || size < 1 || size > MAX_BLOCK_SIZE)
    return [{ path, code: "allocation_block_size_out_of_range", params: { size, min: 2, max: MAX_BLOCK_SIZE } }];
  if (blockSizes.indexOf(size) < index) return [{ path, code: "allocation_block_size_repeated", params: { size } }];
  // With ratios that are themselves wrong the sum means nothing, and the ratios are reported on their own.
  if (Number.isInteger(sum) && sum > 0 && size % sum !== 0)
    return [{ path, code: "allocation_block_size_not_multiple", params: { size, ratioSum: sum } }];
  return [];
}
