import { refuse } from "./refusal.ts";
import type { Refused } from "./refusal.ts";
import type { Exclusion, ExclusionReason } from "./result.ts";

/** Numbers without the missing ones, and how many those were. */
export type Numbers = {
  readonly ok: true;
  readonly values: readonly number[];
  readonly excluded: readonly Exclusion[];
};

/** Complete pairs, and how many pairs lacked a side. */
export type Pairs = {
  readonly ok: true;
  readonly first: readonly number[];
  readonly second: readonly number[];
  readonly excluded: readonly Exclusion[];
};

/** Fourth powers of larger numbers, or sums of their squares, leave the range of a double. */
export const largestNumber = 1e70;

/** True for a number whose moments a double cannot hold. */
export function isTooLarge(value: number): boolean {
  return Math.abs(value) > largestNumber;
}

/** Drops and counts `null`. Refuses what is not a finite number and fewer values than `atLeast`. */
export function readNumbers(
  values: readonly (number | null)[],
  atLeast: 1 | 2 | 3,
  reason: ExclusionReason = "missing",
): Numbers | Refused {
  const bad = values.findIndex((value) => value !== null && !Number.isFinite(value));
  if (bad >= 0) return refuse("not_finite", { position: bad + 1 });
  const present = values.filter((value) => value !== null);
  if (present.some(isTooLarge)) return refuse("numbers_too_large", { limit: largestNumber });
  if (present.length < atLeast) return refuse(belowCode(atLeast), { n: present.length });
  return { ok: true, values: present, excluded: countExclusions([[reason, values.length - present.length]]) };
}

/** Keeps pairs with both sides. Refuses arrays of unequal length, what is not finite, and fewer pairs than `atLeast`. */
export function readPairs(
  first: readonly (number | null)[],
  second: readonly (number | null)[],
  atLeast: 1 | 2 | 3,
): Pairs | Refused {
  if (first.length !== second.length) return refuse("length_mismatch", { first: first.length, second: second.length });
  const kept: { first: number[]; second: number[] } = { first: [], second: [] };
  const missing = { missing_first: 0, missing_second: 0, missing_both: 0 };
  for (const [index, a] of first.entries()) {
    const b = second[index] ?? null;
    if ((a !== null && !Number.isFinite(a)) || (b !== null && !Number.isFinite(b)))
      return refuse("not_finite", { position: index + 1 });
    if (a === null || b === null) {
      missing[a !== null ? "missing_second" : b !== null ? "missing_first" : "missing_both"] += 1;
      continue;
    }
    kept.first.push(a);
    kept.second.push(b);
  }
  if (kept.first.some(isTooLarge) || kept.second.some(isTooLarge))
    return refuse("numbers_too_large", { limit: largestNumber });
  if (kept.first.length < atLeast) return refuse(belowCode(atLeast), { n: kept.first.length });
  return { ok: true, ...kept, excluded: countExclusions(Object.entries(missing) as [ExclusionReason, number][]) };
}

/** Refuses a confidence level that is not strictly between 0 and 1, or so near to 1 that a double holds no tail beside it. */
export function refuseLevel(level: number): Refused | null {
  return level > 0 && (1 + level) / 2 < 1 ? null : refuse("invalid_level", { level: String(level) });
}

/** Lists the exclusions that happened. */
export function countExclusions(counts: readonly (readonly [ExclusionReason, number])[]): Exclusion[] {
  return counts.filter(([, count]) => count > 0).map(([reason, count]) => ({ reason, count }));
}

/** Refuses a table that is not rectangular or holds anything but whole numbers ≥ 0. */
export function refuseTable(
  table: readonly (readonly number[])[],
  size: { rows?: number; columns?: number },
): Refused | null {
  const columns = size.columns ?? table[0]?.length ?? 0;
  const rows = size.rows ?? table.length;
  const isShaped = table.length === rows && rows > 0 && columns > 0 && table.every((row) => row.length === columns);
  const isCounts = table.every((row) => row.every((count) => isCount(count)));
  return isShaped && isCounts ? null : refuse("invalid_table", { rows: table.length, columns: table[0]?.length ?? 0 });
}

/** A whole number ≥ 0 that a double holds exactly. */
export function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function belowCode(atLeast: 1 | 2 | 3): "n_below_1" | "n_below_2" | "n_below_3" {
  return `n_below_${atLeast}`;
}
