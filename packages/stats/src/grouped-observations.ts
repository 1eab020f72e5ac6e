import { compareLabels } from "./label-order.ts";
import { countExclusions, isTooLarge, largestNumber } from "./observations.ts";
import { rString } from "./r-text.ts";
import { refuse } from "./refusal.ts";
import type { Refused } from "./refusal.ts";
import type { Exclusion } from "./result.ts";

/** One value and one group label per participant, in the same order; `null` in either is a missing value and is counted. */
export type GroupedInput = {
  readonly values: readonly (number | null)[];
  readonly group: readonly (string | number | null)[];
  /** The groups in the order of tables and differences. Without it: ascending numbers, or the alphabet, as in an R factor. */
  readonly levels?: readonly (string | number)[];
};
export type GroupedRNames = {
  readonly values: string;
  readonly group: string;
  readonly levels?: readonly (string | number)[];
};

/** The values of one group, in participant order. */
export type Group = { readonly name: string; readonly values: readonly number[] };

export type Groups = {
  readonly ok: true;
  readonly groups: readonly Group[];
  /** Number of values used. */
  readonly total: number;
  readonly excluded: readonly Exclusion[];
};

type Label = string | number;

/**
 * Sorts values into their groups. Refuses columns of unequal length, what is not a finite number, a label that is not among the
 * levels, a level without values, and fewer than two groups.
 */
export function readGroups(input: GroupedInput): Groups | Refused {
  const { values, group } = input;
  if (values.length !== group.length) return refuse("length_mismatch", { first: values.length, second: group.length });
  const byName = new Map<string, number[]>((input.levels ?? []).map((level) => [String(level), []]));
  const labels = new Map<string, Label>();
  const missing = { missing: 0, missing_group: 0 };
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? null;
    const label = group[i] ?? null;
    const position = i + 1;
    if (value !== null && !Number.isFinite(value)) return refuse("not_finite", { position });
    if (value !== null && isTooLarge(value)) return refuse("numbers_too_large", { limit: largestNumber });
    if (label === null) {
      missing.missing_group += 1;
      continue;
    }
    if (typeof label === "number" && !Number.isFinite(label)) return refuse("not_finite", { position });
    const name = String(label);
    const members = byName.get(name) ?? [];
    if (!byName.has(name)) {
      if (input.levels !== undefined) return refuse("unknown_category", { category: name });
      byName.set(name, members);
      labels.set(name, label);
    }
    if (value === null) missing.missing += 1;
    else members.push(value);
  }
  const order = input.levels?.map(String) ?? sortLabels([...labels]);
  const groups = [...new Set(order)].map((name) => ({ name, values: byName.get(name) ?? [] }));
  const total = groups.reduce((count, each) => count + each.values.length, 0);
  if (total === 0) return refuse("n_below_1", { n: 0 });
  const empty = groups.find((each) => each.values.length === 0);
  if (empty !== undefined) return refuse("one_group_empty", { group: empty.name });
  if (groups.length < 2) return refuse("one_category", { groups: groups.length });
  return {
    ok: true,
    groups,
    total,
    excluded: countExclusions([
      ["missing", missing.missing],
      ["missing_group", missing.missing_group],
    ]),
  };
}

/** Numbers ascending where all labels are numbers, else as R orders the levels of a factor. */
function sortLabels(labels: readonly (readonly [string, Label])[]): string[] {
  const areNumbers = labels.every(([, label]) => typeof label === "number");
  return labels
    .toSorted(([a], [b]) => (areNumbers ? Number(a) - Number(b) : compareLabels(a, b)))
    .map(([name]) => name);
}

/** The groups moved by one value of theirs: exact for nearby numbers, so that an offset of 1e12 costs no digits afterwards. */
export function centreGroups(groups: readonly Group[]): { readonly pivot: number; readonly groups: readonly Group[] } {
  const pivot = groups[0]?.values[0] ?? 0;
  return { pivot, groups: groups.map(({ name, values }) => ({ name, values: values.map((value) => value - pivot) })) };
}

/** Largest absolute value: the scale against which rounding is judged. */
export function largestSize(groups: readonly Group[]): number {
  let largest = 0;
  for (const { values } of groups) for (const value of values) largest = Math.max(largest, Math.abs(value));
  return largest;
}

/** The names that an R call has without others, with the levels where the order of the groups was given. */
export function groupedRNames({ levels }: GroupedInput): GroupedRNames {
  return { values: "y", group: "group", ...(levels === undefined ? {} : { levels }) };
}

/** The groups as an R factor. */
export function rFactor({ group, levels }: GroupedRNames): string {
  if (levels === undefined) return `factor(${group})`;
  const words = levels.map((level) => (typeof level === "number" ? String(level) : rString(level)));
  return `factor(${group}, levels = c(${words.join(", ")}))`;
}
