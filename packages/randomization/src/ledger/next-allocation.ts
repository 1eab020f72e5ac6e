import { invariant } from "@kendali/domain";
import { adaptiveAllocation, type LoggedAllocation } from "../schemes/adaptive-allocation.ts";
import { allocationAt, type RandomizationList } from "../schemes/allocation-at.ts";
import { schemes } from "../schemes/index.ts";

/** One allocation: which participant took which slot of which stratum's list, and the arm found there. */
export type Allocation = {
  readonly participant: string;
  readonly stratumKey: string;
  readonly slot: number;
  readonly armKey: string;
};

/**
 * The head of a stratum's list: the first slot nobody has taken. It is read and written under one row lock. A scheme that
 * looks back has one head for the study; `stratumKey` then holds the factor values of the participant at hand.
 */
export type ListHead = { readonly stratumKey: string; readonly nextSlot: number };

/** Either the allocation the participant already has, or a new one together with the head after it. */
export type AllocationStep =
  | { readonly kind: "kept"; readonly allocation: Allocation }
  | { readonly kind: "taken"; readonly allocation: Allocation; readonly head: ListHead };

/**
 * Decides one allocation from what a transaction has read under its locks: a participant keeps the allocation they have,
 * whatever stratum is asked for now; otherwise they take the next slot of their stratum. No slot is skipped, none is
 * given twice, and asking again gives the same answer.
 *
 * `existing` is the participant's allocation, or null; one of another participant is a bug and throws. `earlier` are all
 * allocations of the study, read under the same lock: schemes that look back need exactly those before the head's slot,
 * others do not look at them.
 *
 * Source: ICH E9 section 2.3.2; Yelland et al. 2015 (an allocation once made is kept).
 */
export function nextAllocation({
  list,
  participant,
  head,
  existing,
  earlier = [],
}: {
  readonly list: RandomizationList;
  readonly participant: string;
  readonly head: ListHead;
  readonly existing: Allocation | null;
  readonly earlier?: readonly LoggedAllocation[];
}): AllocationStep {
  if (existing !== null) {
    invariant(existing.participant === participant, "the allocation found belongs to another participant");
    return { kind: "kept", allocation: existing };
  }
  const { stratumKey, nextSlot: slot } = head;
  const armKey = schemes[list.scheme].adaptive
    ? afterAll(list, { stratumKey, slot, earlier })
    : allocationAt({ ...list, stratumKey, slot });
  return {
    kind: "taken",
    allocation: { participant, stratumKey, slot, armKey },
    head: { stratumKey, nextSlot: slot + 1 },
  };
}

type AfterAll = {
  readonly stratumKey: string;
  readonly slot: number;
  readonly earlier: readonly LoggedAllocation[];
};

function afterAll(list: RandomizationList, { stratumKey, slot, earlier }: AfterAll): string {
  invariant(earlier.length === slot, `slot ${slot} follows ${slot} allocations, but ${earlier.length} were read`);
  return adaptiveAllocation({ ...list, stratumKey, earlier }).armKey;
}
