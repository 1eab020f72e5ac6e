/** So many partial tables are visited at most; about a tenth of a second. */
const mostNodes = 2_000_000;

/**
 * Fisher's exact test of an R × C table (Freeman & Halton 1951) by enumerating all tables with its margins:
 * the total probability of those no more likely than the one seen (relative fuzz 1e-7). `null` when there are too many.
 */
export function fisherRxC(table: readonly (readonly number[])[]): number | null {
  // Enumerate the columns of the orientation with fewer rows: fewer ways to fill each.
  const wide = table.length <= (table[0]?.length ?? 0) ? table : transpose(table);
  const rows = wide.map((row) => row.reduce((a, b) => a + b, 0));
  const columns = transpose(wide).map((column) => column.reduce((a, b) => a + b, 0));
  const n = rows.reduce((a, b) => a + b, 0);
  if (n > mostNodes / 10) return null;
  const logFactorial = cumulativeLogs(n);
  const f = (k: number): number => logFactorial[k] ?? 0;
  const constant = [...rows, ...columns].reduce((total, k) => total + f(k), 0) - f(n);
  const seen = constant - wide.flat().reduce((total, count) => total + f(count), 0);
  const limit = seen + 1e-7;
  const walk = { nodes: 0, total: 0 };
  const fill = (column: number, row: number, left: number, remaining: number[], logProbability: number): void => {
    walk.nodes += 1;
    if (walk.nodes > mostNodes) return;
    if (column === columns.length - 1) {
      const last = remaining.reduce((value, count) => value - f(count), logProbability);
      if (last <= limit) walk.total += Math.exp(last);
      return;
    }
    const here = remaining[row] ?? 0;
    if (row === rows.length - 1) {
      if (left > here) return;
      remaining[row] = here - left;
      fill(column + 1, 0, columns[column + 1] ?? 0, remaining, logProbability - f(left));
      remaining[row] = here;
      return;
    }
    for (let count = 0; count <= Math.min(here, left); count += 1) {
      remaining[row] = here - count;
      fill(column, row + 1, left - count, remaining, logProbability - f(count));
    }
    remaining[row] = here;
  };
  fill(0, 0, columns[0] ?? 0, [...rows], constant);
  return walk.nodes > mostNodes ? null : Math.min(1, walk.total);
}

function transpose(table: readonly (readonly number[])[]): number[][] {
  return (table[0] ?? []).map((_, j) => table.map((row) => row[j] ?? 0));
}

function cumulativeLogs(n: number): Float64Array {
  const logs = new Float64Array(n + 1);
  for (let k = 2; k <= n; k += 1) logs[k] = (logs[k - 1] ?? 0) + Math.log(k);
  return logs;
}
