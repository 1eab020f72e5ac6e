/** The sequences of two arms A and B that are counted: `endsEqual` (true unless said) keeps only those that end equal. */
export type SequenceSet = {
  readonly length: number;
  readonly maximumImbalance: number;
  readonly endsEqual?: boolean;
};

/**
 * How many ways there are to go on for `left` more slots from a difference A − B, without ever differing by more than
 * the maximum; 0 from a difference beyond it. `length` bounds `left`. Numbers are exact, whatever their size.
 *
 * Source: lattice paths between two barriers; Berger, Ivanova & Deloria Knoll 2003, section 3.
 *
 * @example countCompletions({ length: 8, maximumImbalance: 2 })(8, 0) // 54n
 */
export function countCompletions(set: SequenceSet): (left: number, difference: number) => bigint {
  const { length, maximumImbalance: maximum, endsEqual = true } = set;
  const differences = Array.from({ length: 2 * maximum + 1 }, (_, index) => index - maximum);
  const table: bigint[][] = [differences.map((difference) => (difference === 0 || !endsEqual ? 1n : 0n))];
  for (let left = 1; left <= length; left += 1) {
    const before = table[left - 1] ?? [];
    table.push(differences.map((_, index) => (before[index - 1] ?? 0n) + (before[index + 1] ?? 0n)));
  }
  return (left, difference) => table[left]?.[difference + maximum] ?? 0n;
}
