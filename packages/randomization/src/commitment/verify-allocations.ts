import type { Problem } from "@kendali/domain";
import { cardPlanProblems, type CardPlan } from "../cards/card-plan.ts";
import { hexToBytes } from "@noble/hashes/utils.js";
import { allocationAlgorithmVersion, MAX_UNIT, SECRET_BYTES } from "../generator/stratum-draws.ts";
import { openAdaptiveTrial } from "../schemes/adaptive-allocation.ts";
import { firstAllocations, type RandomizationList } from "../schemes/allocation-at.ts";
import { schemes } from "../schemes/index.ts";
import type { SchemeDefinition, SchemeKey, SchemeParameters } from "../schemes/scheme.ts";
import { parameterProblems } from "../schemes/validate-scheme.ts";
import { commitmentOf, NONCE_BYTES } from "./commitment.ts";

/**
 * One allocation as the study recorded it. Under a scheme with lists `slot` counts within the stratum; under a scheme that
 * looks back it counts all allocations of the study, and `stratumKey` holds the participant's factor values.
 */
export type RecordedAllocation = { readonly stratumKey: string; readonly slot: number; readonly armKey: string };

/** Everything revealed after lock, as plain JSON: nothing else is needed to check every allocation. */
export type RevealedBundle = {
  readonly scheme: SchemeKey;
  readonly parameters: SchemeParameters;
  readonly algorithmVersion: string;
  /** SHA-256 of the canonical protocol, hex. */
  readonly protocolHash: string;
  /** 32 bytes, hex. */
  readonly secret: string;
  /** 32 bytes, hex. */
  readonly nonce: string;
  /** The commitment published before the first participant, hex. */
  readonly commitment: string;
  /** The sealed cards that were promised; absent where the study has none. */
  readonly cards?: CardPlan;
  readonly allocations: readonly RecordedAllocation[];
};

/**
 * One disagreement between the record and the revealed lists. `row` is the index in `allocations`, null for a slot that
 * has no row; `recorded` and `expected` are arm keys, null where there is none.
 */
export type AllocationDifference = {
  readonly kind: "arm_differs" | "slot_repeated" | "slot_missing" | "slot_beyond_list";
  readonly row: number | null;
  readonly stratumKey: string;
  readonly slot: number;
  readonly recorded: string | null;
  readonly expected: string | null;
};

/** The record is true when `problems` and `differences` are empty and `commitmentHolds`. */
export type AllocationVerification = {
  /** Why the bundle cannot be read at all; then nothing was derived. */
  readonly problems: readonly Problem[];
  /** Whether scheme, parameters, protocol hash and secret are the ones promised before the first participant. */
  readonly commitmentHolds: boolean;
  readonly differences: readonly AllocationDifference[];
  /** How many recorded allocations were compared. */
  readonly checked: number;
};

/**
 * Derives every allocation again from the revealed secret and returns those that differ from the record, with every slot
 * that was skipped or used twice. The order of the rows does not matter. Allocations taken away from the end of a list
 * leave no trace here: the number of allocations comes from the audit trail.
 *
 * Under a scheme that looks back every arm follows from the ones before, so nothing can be derived after a slot that is
 * missing or used twice; `checked` then says how many rows were.
 *
 * A bundle with unknown scheme or algorithm, unusable parameters, malformed hex or slots gives `problems` with JSON
 * pointers and nothing else.
 */
export function verifyAllocations(bundle: RevealedBundle): AllocationVerification {
  const problems = bundleProblems(bundle);
  if (problems.length > 0) return { problems, commitmentHolds: false, differences: [], checked: 0 };
  const list = { scheme: bundle.scheme, parameters: bundle.parameters, secret: hexToBytes(bundle.secret) };
  const { algorithmVersion, protocolHash, cards } = bundle;
  const promise = { ...list, algorithmVersion, protocolHash, ...(cards === undefined ? {} : { cards }) };
  const commitment = commitmentOf(promise, hexToBytes(bundle.nonce));
  const rows = bundle.allocations.map((allocation, row) => ({ ...allocation, row }));
  const commitmentHolds = commitment === bundle.commitment.toLowerCase();
  const compared = schemes[bundle.scheme].adaptive ? sequenceDifferences(list, rows) : listDifferences(list, rows);
  return { problems: [], commitmentHolds, ...compared };
}

type NumberedRow = RecordedAllocation & { readonly row: number };

type Compared = Pick<AllocationVerification, "differences" | "checked">;

function listDifferences(list: RandomizationList, rows: readonly NumberedRow[]): Compared {
  const byStratum = new Map<string, NumberedRow[]>();
  for (const row of rows) {
    const inStratum = byStratum.get(row.stratumKey);
    if (inStratum === undefined) byStratum.set(row.stratumKey, [row]);
    else inStratum.push(row);
  }
  return {
    differences: [...byStratum].flatMap(([stratumKey, inStratum]) => stratumDifferences(list, stratumKey, inStratum)),
    checked: rows.length,
  };
}

/**
 * Each arm is derived after the derived arms before it, not the recorded ones: a single changed arm then names its own
 * row only, instead of every row that would have followed from it.
 */
function sequenceDifferences(list: RandomizationList, rows: readonly NumberedRow[]): Compared {
  const inOrder = rows.toSorted((left, right) => left.slot - right.slot || left.row - right.row);
  const trial = openAdaptiveTrial(list);
  const differences: AllocationDifference[] = [];
  for (const [slot, { row, slot: recordedSlot, stratumKey, armKey: recorded }] of inOrder.entries()) {
    const { armKey: expected } = trial.decide(stratumKey, slot);
    if (recordedSlot > slot) {
      const missing = {
        kind: "slot_missing",
        row: null,
        stratumKey: "{}",
        slot,
        recorded: null,
        expected: null,
      } as const;
      return { differences: [...differences, missing], checked: slot };
    }
    if (recordedSlot < slot) {
      const twice = inOrder.filter((other) => other.slot === recordedSlot);
      const repeated = twice.map((other): AllocationDifference => {
        const at = { row: other.row, stratumKey: other.stratumKey, slot: recordedSlot };
        return { kind: "slot_repeated", ...at, recorded: other.armKey, expected: null };
      });
      return { differences: [...differences, ...repeated], checked: slot };
    }
    if (recorded !== expected) differences.push({ kind: "arm_differs", row, stratumKey, slot, recorded, expected });
    trial.record(stratumKey, expected);
  }
  return { differences, checked: rows.length };
}

function stratumDifferences(
  list: RandomizationList,
  stratumKey: string,
  rows: readonly NumberedRow[],
): AllocationDifference[] {
  // A true list of n rows ends at slot n - 1; a forged slot number must not make us derive a list of any length.
  const longest = 2 * rows.length + 1000;
  const inReach = rows.filter((row) => row.slot < longest);
  const count = inReach.reduce((end, row) => Math.max(end, row.slot + 1), 0);
  const expectedArms = firstAllocations({ ...list, stratumKey, count });
  const rowsAt: NumberedRow[][] = expectedArms.map(() => []);
  for (const row of inReach) rowsAt[row.slot]?.push(row);

  const within = expectedArms.flatMap((expected, slot): AllocationDifference[] => {
    const here = rowsAt[slot] ?? [];
    if (here.length === 0) return [{ kind: "slot_missing", row: null, stratumKey, slot, recorded: null, expected }];
    const repeated = here.length > 1;
    return here
      .filter((row) => repeated || row.armKey !== expected)
      .map((row) => ({
        kind: repeated ? "slot_repeated" : "arm_differs",
        row: row.row,
        stratumKey,
        slot,
        recorded: row.armKey,
        expected,
      }));
  });
  const beyond = rows
    .filter((row) => row.slot >= longest)
    .map(({ row, slot, armKey }): AllocationDifference => {
      return { kind: "slot_beyond_list", row, stratumKey, slot, recorded: armKey, expected: null };
    });
  return [...within, ...beyond];
}

/** Why nothing can be derived from a bundle, with JSON pointers; empty when every allocation can be. */
export function bundleProblems(bundle: RevealedBundle): Problem[] {
  if (!Object.hasOwn(schemes, bundle.scheme))
    return [{ path: "/scheme", code: "allocation_scheme_unknown", params: { scheme: bundle.scheme } }];
  const problems: Problem[] = parameterProblems(bundle.scheme, bundle.parameters).map((problem) => ({
    ...problem,
    path: `/parameters${problem.path}`,
  }));
  if (bundle.algorithmVersion !== allocationAlgorithmVersion)
    problems.push({
      path: "/algorithmVersion",
      code: "allocation_algorithm_unknown",
      params: { version: bundle.algorithmVersion },
    });
  const hexFields = [
    { path: "/secret", text: bundle.secret, bytes: SECRET_BYTES },
    { path: "/nonce", text: bundle.nonce, bytes: NONCE_BYTES },
    { path: "/commitment", text: bundle.commitment, bytes: 32 },
  ];
  for (const { path, text, bytes } of hexFields)
    if (!isHexOf(text, bytes)) problems.push({ path, code: "allocation_hex_malformed", params: { bytes } });
  const definition: SchemeDefinition = schemes[bundle.scheme];
  if (bundle.cards !== undefined) problems.push(...cardPlanProblems(bundle.cards, bundle.scheme));
  const parametersHold = problems.every(({ path }) => !path.startsWith("/parameters"));
  bundle.allocations.forEach(({ slot, stratumKey }, row) => {
    if (definition.adaptive && parametersHold && !definition.isStratumKey(bundle.parameters, stratumKey))
      problems.push({ path: `/allocations/${row}/stratumKey`, code: "allocation_stratum_malformed", params: {} });
    if (!Number.isInteger(slot) || slot < 0 || slot > MAX_UNIT)
      problems.push({ path: `/allocations/${row}/slot`, code: "allocation_slot_malformed", params: { slot } });
  });
  return problems;
}

function isHexOf(text: string, bytes: number): boolean {
  return text.length === 2 * bytes && /^[0-9a-f]*$/i.test(text);
}
