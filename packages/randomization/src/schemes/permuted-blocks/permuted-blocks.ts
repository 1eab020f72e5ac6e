import { invariant, type Problem } from "@kendali/domain";
import type { IntegerDraw } from "../../generator/bounded-integer.ts";
import { shuffle } from "../../generator/shuffle.ts";
import type { UnitDraws } from "../../generator/stratum-draws.ts";
import type { Chance, ChanceModel } from "../chance-model.ts";
import { ratioSum, type ListReader, type ListScheme, type SchemeParameters } from "../scheme.ts";

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
export const permutedBlocks: ListScheme = {
  adaptive: false,
  settings: ["blockSizes"],
  usual: (arms) => ({ blockSizes: usualSizes(ratioSum(arms)) }),
  problems,
  openLists: (parameters) => {
    const arrange = arrangementsOf(parameters);
    return (draws) => openBlocks(parameters.blockSizes, arrange, draws);
  },
  chanceModel,
  leastPerStratum: ({ blockSizes }) => Math.max(...blockSizes),
};

/** Two and three rounds of the ratio: one round alone would tell its last allocation, and one size its end. */
function usualSizes(round: number): readonly number[] {
  const sizes = [2 * round, 3 * round];
  const held = sizes.filter((size) => size <= MAX_BLOCK_SIZE);
  return held.length === 0 ? sizes : held;
}

type Arrange = (size: number, draw: IntegerDraw) => readonly string[];

function openBlocks(blockSizes: readonly number[], arrange: Arrange, draws: UnitDraws): ListReader {
  // Equal blocks are found by division; blocks of drawn sizes only by walking over the sizes before, so the block read
  // last is kept and a list read in order is walked once.
  const onlySize = blockSizes.length === 1 ? blockSizes[0] : undefined;
  let block = 0;
  let start = 0;
  let arms: readonly string[] = [];
  return (slot) => {
    if (slot < start) {
      block = 0;
      start = 0;
      arms = [];
    }
    if (slot >= start + arms.length && onlySize !== undefined) {
      block = Math.floor(slot / onlySize);
      start = block * onlySize;
      arms = arrange(onlySize, draws(block));
    }
    while (slot >= start + arms.length) {
      if (arms.length > 0) block += 1;
      start += arms.length;
      arms = [];
      const draw = draws(block);
      const size = drawSize(blockSizes, draw);
      // Only the block that holds the slot is arranged; of those before, the size is enough.
      if (slot < start + size) arms = arrange(size, draw);
      else {
        start += size;
        block += 1;
      }
    }
    return armIn(arms, slot - start);
  };
}

/** State: what is left of each arm in the block that was begun; all zeros between two blocks. */
function chanceModel({ arms, blockSizes }: SchemeParameters): ChanceModel {
  const sum = ratioSum(arms);
  return {
    start: arms.map(() => 0),
    chances: (state) => {
      const begun = state.some((left) => left > 0);
      if (begun) return takeOne(state, 1n);
      // Blocks hold the ratio, so the next arm has the same chances in each size and its total is the size.
      const product = blockSizes.reduce((all, size) => all * BigInt(size), 1n);
      return blockSizes.flatMap((size) =>
        takeOne(
          arms.map(({ ratio }) => (ratio * size) / sum),
          product / BigInt(size),
        ),
      );
    },
  };
}

function takeOne(left: readonly number[], times: bigint): Chance[] {
  return left.map((count, arm) => ({ arm, weight: BigInt(count) * times, next: left.with(arm, count - 1) }));
}

function drawSize(blockSizes: readonly number[], draw: IntegerDraw): number {
  const size = blockSizes[blockSizes.length === 1 ? 0 : draw(blockSizes.length)];
  invariant(size !== undefined, "a block has no size");
  return size;
}

function arrangementsOf({ arms }: SchemeParameters): Arrange {
  const sum = ratioSum(arms);
  const inKeyOrder = new Map<number, string[]>();
  return (size, draw) => {
    let block = inKeyOrder.get(size);
    if (block === undefined) {
      const repeats = size / sum;
      block = arms.flatMap(({ key, ratio }) => Array.from({ length: ratio * repeats }, () => key));
      inKeyOrder.set(size, block);
    }
    return shuffle(block, draw);
  };
}

function armIn(block: readonly string[], position: number): string {
  const arm = block[position];
  invariant(arm !== undefined, "a slot is not in its block");
  return arm;
}

function problems({ arms, blockSizes }: SchemeParameters): Problem[] {
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
