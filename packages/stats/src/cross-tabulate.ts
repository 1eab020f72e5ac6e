import { refuse } from "./refusal.ts";
import type { Refused } from "./refusal.ts";

type Category = string | number | boolean;

export type CrossTable = {
  readonly ok: true;
  /** Rows = categories of `first`, columns = categories of `second`, in the order given. */
  readonly table: readonly (readonly number[])[];
  /** Pairs with a missing side. */
  readonly missingPairs: number;
};

/**
 * Counts pairs of coded values into a table, the input of McNemar, Stuart–Maxwell and chi-square.
 * Refuses arrays of unequal length and a value outside its categories.
 * Example: first ["y", "n"], second ["y", "y"], categories ["y", "n"] gives [[1, 0], [1, 0]].
 */
export function crossTabulate(
  first: readonly (Category | null)[],
  second: readonly (Category | null)[],
  categories: { readonly first: readonly Category[]; readonly second?: readonly Category[] },
): CrossTable | Refused {
  if (first.length !== second.length) return refuse("length_mismatch", { first: first.length, second: second.length });
  const rows = categories.first;
  const columns = categories.second ?? rows;
  const table = rows.map(() => columns.map(() => 0));
  let missingPairs = 0;
  for (const [index, a] of first.entries()) {
    const b = second[index] ?? null;
    if (a === null || b === null) {
      missingPairs += 1;
      continue;
    }
    const row = table[rows.indexOf(a)];
    const column = columns.indexOf(b);
    if (row === undefined) return refuse("unknown_category", { category: String(a) });
    if (column < 0) return refuse("unknown_category", { category: String(b) });
    row[column] = (row[column] ?? 0) + 1;
  }
  return { ok: true, table, missingPairs };
}
