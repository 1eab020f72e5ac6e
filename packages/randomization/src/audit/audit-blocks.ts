import type { ArmRatio } from "../schemes/scheme.ts";
import { ratioSum } from "../schemes/scheme.ts";

/** What is wrong with a list that should be made of blocks. Blocks count from 1. */
export type BlockFault =
  | { readonly kind: "arm_unknown"; readonly slot: number; readonly armKey: string }
  | {
      readonly kind: "size_does_not_hold_ratio";
      readonly block: number;
      readonly size: number;
      readonly ratioSum: number;
    }
  | { readonly kind: "more_than_planned"; readonly allocations: number; readonly planned: number }
  | {
      readonly kind: "last_block_incomplete";
      readonly block: number;
      readonly allocations: number;
      readonly size: number;
    }
  | { readonly kind: "arm_too_often"; readonly block: number; readonly armKey: string }
  | { readonly kind: "arm_lacking"; readonly block: number; readonly armKey: string };

export type BlockAudit = {
  /** Arms in order of allocation. */
  readonly sequence: readonly string[];
  /** Planned sizes of the blocks, in their order. */
  readonly blockSizes: readonly number[];
  readonly arms: readonly ArmRatio[];
  /** Whether recruitment may have stopped inside a block. */
  readonly mayStopInBlock: boolean;
};

/**
 * Every fault of a given list against its planned blocks: each block must hold the arms exactly in their ratio. In a block
 * that recruitment left unfinished no arm may stand more often than in the whole one. Empty when the list is as planned.
 *
 * @example auditBlocks({ sequence: ["A", "A", "B", "A"], blockSizes: [4], mayStopInBlock: true,
 *   arms: [{ key: "A", ratio: 1 }, { key: "B", ratio: 1 }] }) // [{ kind: "arm_lacking", block: 1, armKey: "B" }]
 */
export function auditBlocks({ sequence, blockSizes, arms, mayStopInBlock }: BlockAudit): BlockFault[] {
  const sum = ratioSum(arms);
  const planned = blockSizes.reduce((total, size) => total + size, 0);
  const unknown = sequence.flatMap((armKey, slot): BlockFault[] =>
    arms.some(({ key }) => key === armKey) ? [] : [{ kind: "arm_unknown", slot, armKey }],
  );
  const beyond: BlockFault[] =
    sequence.length > planned ? [{ kind: "more_than_planned", allocations: sequence.length, planned }] : [];
  let start = 0;
  const inBlocks = blockSizes.flatMap((size, index): BlockFault[] => {
    const allocated = sequence.slice(start, start + size);
    start += size;
    const block = index + 1;
    if (!Number.isInteger(size) || size < 1 || size % sum !== 0)
      return [{ kind: "size_does_not_hold_ratio", block, size, ratioSum: sum }];
    return [
      ...(allocated.length < size && !mayStopInBlock
        ? [{ kind: "last_block_incomplete" as const, block, allocations: allocated.length, size }]
        : []),
      ...armFaults(allocated, { block, size, arms }),
    ];
  });
  return [...unknown, ...beyond, ...inBlocks];
}

type Block = { readonly block: number; readonly size: number; readonly arms: readonly ArmRatio[] };

function armFaults(allocated: readonly string[], { block, size, arms }: Block): BlockFault[] {
  const repeats = size / ratioSum(arms);
  const surplus = arms.map(({ key, ratio }) => ({
    key,
    by: allocated.filter((arm) => arm === key).length - ratio * repeats,
  }));
  // In a whole block one arm too many is another one lacking; the one that lacks says more.
  return allocated.length === size
    ? surplus.flatMap(({ key, by }) => (by < 0 ? [{ kind: "arm_lacking" as const, block, armKey: key }] : []))
    : surplus.flatMap(({ key, by }) => (by > 0 ? [{ kind: "arm_too_often" as const, block, armKey: key }] : []));
}
