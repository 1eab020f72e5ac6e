import { invariant } from "@kendali/domain";
import { MAX_UNIT, stratumDraws } from "../generator/stratum-draws.ts";
import { schemes } from "./index.ts";
import { normalParameters } from "./normal-parameters.ts";
import type { ListReader, SchemeDefinition, SchemeKey, SchemeParameters } from "./scheme.ts";
import { parameterProblems } from "./validate-scheme.ts";

/** All that decides a study's randomization lists. `secret` is the study's 32 secret bytes, `parameters` as validated at go-live. */
export type RandomizationList = {
  readonly scheme: SchemeKey;
  readonly parameters: SchemeParameters;
  readonly secret: Uint8Array;
};

/**
 * The arm of one slot (0-based) of one stratum's list. Pure: it can be replayed alone at any time, on any machine, and no
 * other slot or stratum changes it. Stratification is independent of the scheme: every stratum key has a list of its own.
 *
 * A scheme that looks back at the log (`adaptiveAllocation` replays those), parameters that `validateScheme` finds fault
 * with, a secret that is not 32 bytes or a slot outside 0 … 2³¹ − 1 are bugs
 * of the caller and throw.
 *
 * Source: ICH E9 section 2.3.2 (the sequence must be reproducible).
 *
 * @example allocationAt({ scheme: "permuted_blocks", parameters: { arms: [{ key: "control", ratio: 1 },
 *   { key: "massage", ratio: 1 }], blockSizes: [4] }, secret: new Uint8Array(32), stratumKey: "{}", slot: 0 }) // "massage"
 */
export function allocationAt({
  stratumKey,
  slot,
  ...list
}: RandomizationList & { readonly stratumKey: string; readonly slot: number }): string {
  return openLists(list)(stratumKey, slot);
}

/**
 * A reader of all lists of a study: as `allocationAt`, with each stratum's place kept, so that slots asked in ascending
 * order cost the same however many there are (over a million per second). It holds secrets while it lives.
 */
export function openLists(list: RandomizationList): (stratumKey: string, slot: number) => string {
  const open = openScheme(list);
  const readers = new Map<string, ListReader>();
  return (stratumKey, slot) => {
    invariant(Number.isInteger(slot) && slot >= 0 && slot <= MAX_UNIT, `slot ${slot} is outside a list`);
    let reader = readers.get(stratumKey);
    if (reader === undefined) {
      reader = open(stratumDraws(list.secret, stratumKey));
      readers.set(stratumKey, reader);
    }
    return reader(slot);
  };
}

/**
 * The arms of the first `count` slots of one stratum's list, in order: equal to `allocationAt` of each slot, made in one
 * pass (about a million per second), for verification and simulation.
 */
export function firstAllocations({
  stratumKey,
  count,
  ...list
}: RandomizationList & { readonly stratumKey: string; readonly count: number }): string[] {
  invariant(Number.isInteger(count) && count >= 0 && count <= MAX_UNIT, `a list of ${count} slots cannot be made`);
  const reader = openScheme(list)(stratumDraws(list.secret, stratumKey));
  return Array.from({ length: count }, (_, slot) => reader(slot));
}

/** Prepares what all lists of a study share; a list is then opened with the draws that are its own. */
export function openScheme({ scheme, parameters }: Pick<RandomizationList, "scheme" | "parameters">) {
  const problems = parameterProblems(scheme, parameters);
  invariant(
    problems.length === 0,
    `allocation parameters were not validated: ${problems.map((p) => p.code).join(", ")}`,
  );
  const definition: SchemeDefinition = schemes[scheme];
  invariant(!definition.adaptive, `the scheme ${scheme} has no lists; each allocation follows from those before`);
  return definition.openLists(normalParameters(parameters));
}
