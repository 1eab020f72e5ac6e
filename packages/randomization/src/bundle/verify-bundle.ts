import { verifyAllocations, type AllocationDifference } from "../commitment/verify-allocations.ts";
import { firstAllocations } from "../schemes/allocation-at.ts";
import { schemes } from "../schemes/index.ts";
import { hexToBytes } from "@noble/hashes/utils.js";
import { cardDifferences, type CardDifference } from "./card-differences.ts";
import { inBundleOrder, type AllocationBundle, type BundleRow } from "./allocation-bundle.ts";
import { rowsOutOfOrder } from "./rows-out-of-order.ts";

/**
 * One thing in a bundle that is not as the secret, the counts or the rows themselves say. `row` is the index in
 * `allocations`, null for a slot without a row.
 */
export type BundleDifference =
  | CardDifference
  | (AllocationDifference & { readonly participant: string | null })
  | { readonly kind: "participant_repeated" | "row_out_of_order"; readonly row: number; readonly participant: string }
  | {
      readonly kind: "stratum_count_differs";
      readonly stratumKey: string;
      readonly stated: number;
      readonly found: number;
    };

/** The record is true when `commitmentHolds` and `differences` is empty. */
export type BundleVerification = {
  /** Whether scheme, parameters, algorithm, protocol hash and secret are the ones the bundle's commitment promised. */
  readonly commitmentHolds: boolean;
  readonly differences: readonly BundleDifference[];
  /** How many rows were derived again; fewer than there are only where a scheme that looks back meets a gap. */
  readonly checked: number;
};

/**
 * Derives every allocation of a bundle again and returns whatever differs: arms, slots without a row or with two, rows
 * beyond the counted end of their list or missing before it, participants with two rows, rows out of their order.
 *
 * The bundle is one that `readAllocationBundle` accepted. What it cannot tell: whether `commitment` is the one that was
 * published (who made a whole bundle anew also made its commitment), and which participant of two took which slot when
 * only their numbers were exchanged. The first is compared with the study's record, the second by the file's SHA-256,
 * which the audit trail keeps.
 */
export function verifyBundle(bundle: AllocationBundle): BundleVerification {
  const { commitmentHolds, differences, checked } = verifyAllocations(bundle);
  const all: readonly AllocationDifference[] = [...differences, ...endDifferences(bundle, differences)];
  const participantOf = (row: number | null) => (row === null ? null : (bundle.allocations[row]?.participant ?? null));
  return {
    commitmentHolds,
    checked: checked + (bundle.cards?.used.length ?? 0),
    differences: [
      ...all.map((difference) => ({ ...difference, participant: participantOf(difference.row) })),
      ...countDifferences(bundle),
      ...repeatedParticipants(bundle.allocations),
      ...movedRows(bundle),
      ...differencesOfCards(bundle),
    ],
  };
}

function differencesOfCards({ scheme, parameters, secret, allocations, cards }: AllocationBundle) {
  if (cards === undefined) return [];
  const others = new Set(allocations.map(({ participant }) => participant));
  return cardDifferences({ list: { scheme, parameters, secret: hexToBytes(secret) }, cards, others });
}

/** Rows beyond the counted end of their list, and counted slots that no row reaches. */
function endDifferences(
  bundle: AllocationBundle,
  found: readonly AllocationDifference[],
): readonly AllocationDifference[] {
  const named = new Set(found.filter(({ kind }) => kind === "slot_beyond_list").map(({ row }) => row));
  const ends = listEnds(bundle);
  const beyond = bundle.allocations.flatMap(({ stratumKey, slot, armKey }, row): AllocationDifference[] => {
    if (named.has(row) || slot < ends.endOf(stratumKey)) return [];
    return [{ kind: "slot_beyond_list", row, stratumKey, slot, recorded: armKey, expected: null }];
  });
  return [...beyond, ...ends.missing(found)];
}

type ListEnds = {
  /** The counted number of allocations in the list that a stratum's rows stand in. */
  readonly endOf: (stratumKey: string) => number;
  readonly missing: (found: readonly AllocationDifference[]) => readonly AllocationDifference[];
};

function listEnds(bundle: AllocationBundle): ListEnds {
  return schemes[bundle.scheme].adaptive ? sequenceEnd(bundle) : stratumEnds(bundle);
}

/** A scheme that looks back has one list for the study, and nothing can be derived after a gap. */
function sequenceEnd({ strata, allocations }: AllocationBundle): ListEnds {
  const end = strata.reduce((sum, { allocated }) => sum + allocated, 0);
  return {
    endOf: () => end,
    missing: (found) => {
      const hasGap = found.some(({ kind }) => kind === "slot_missing" || kind === "slot_repeated");
      if (hasGap || allocations.length >= end) return [];
      const slot = allocations.length;
      return [{ kind: "slot_missing", row: null, stratumKey: "{}", slot, recorded: null, expected: null }];
    },
  };
}

function stratumEnds({ scheme, parameters, secret, strata, allocations }: AllocationBundle): ListEnds {
  const counted = new Map(strata.map(({ stratumKey, allocated }) => [stratumKey, allocated]));
  const list = { scheme, parameters, secret: hexToBytes(secret) };
  const reached = new Map<string, number>();
  for (const { stratumKey, slot } of allocations)
    reached.set(stratumKey, Math.max(reached.get(stratumKey) ?? 0, slot + 1));
  return {
    endOf: (stratumKey) => counted.get(stratumKey) ?? 0,
    missing: () =>
      [...counted].flatMap(([stratumKey, end]) => {
        const from = reached.get(stratumKey) ?? 0;
        // A forged count must not make us derive and print a list of any length: the count itself is then the difference.
        if (from >= end || end > 2 * allocations.length + 1000) return [];
        return firstAllocations({ ...list, stratumKey, count: end })
          .map((expected, slot): AllocationDifference => {
            return { kind: "slot_missing", row: null, stratumKey, slot, recorded: null, expected };
          })
          .slice(from);
      }),
  };
}

function countDifferences({ strata, allocations }: AllocationBundle): readonly BundleDifference[] {
  const found = new Map<string, number>(strata.map(({ stratumKey }) => [stratumKey, 0]));
  for (const { stratumKey } of allocations) found.set(stratumKey, (found.get(stratumKey) ?? 0) + 1);
  const stated = new Map(strata.map(({ stratumKey, allocated }) => [stratumKey, allocated]));
  return [...found].flatMap(([stratumKey, rows]): BundleDifference[] => {
    const count = stated.get(stratumKey) ?? 0;
    return rows === count ? [] : [{ kind: "stratum_count_differs", stratumKey, stated: count, found: rows }];
  });
}

function repeatedParticipants(rows: readonly BundleRow[]): readonly BundleDifference[] {
  const seen = new Set<string>();
  return rows.flatMap(({ participant }, row): BundleDifference[] => {
    const isNew = !seen.has(participant);
    seen.add(participant);
    return isNew ? [] : [{ kind: "participant_repeated", row, participant }];
  });
}

function movedRows({ scheme, allocations }: AllocationBundle): readonly BundleDifference[] {
  return rowsOutOfOrder(allocations, inBundleOrder(scheme)).map((row) => {
    return { kind: "row_out_of_order", row, participant: allocations[row]?.participant ?? "" };
  });
}
