import { sum } from "../../numeric/sum.ts";

/** So much work at most, in units of one cell filled: about one second, and eight for who will wait. */
const mostSteps = { quick: 2.5e7, thorough: 2e8 };

/** What it costs to look up or to make one node, to add one past to it, and to weigh one table of two columns: measured. */
const stepsPerNode = 20;
const stepsPerPast = 15;
const stepsPerTable = 5;

/**
 * Fisher's exact test of an R × C table (Freeman & Halton 1951): the total probability of all tables with its margins that are no
 * more likely than the one seen (relative fuzz 1e-7). Columns are filled one after the other; partial tables that leave the same
 * row totals are one node, and a node is not opened where its best completion is too unlikely to matter or its worst too likely.
 * `null` when it would take too long. Source: the network of Mehta & Patel (1983), JASA 78:427, with exact bounds.
 */
export function fisherRxC(
  table: readonly (readonly number[])[],
  patience: keyof typeof mostSteps = "quick",
): number | null {
  // Nodes are row totals: the fewer rows, the fewer nodes. Small columns first leave the most to the bounds.
  const wide = table.length <= (table[0]?.length ?? 0) ? table : transpose(table);
  const rows = wide.map((row) => row.reduce((a, b) => a + b, 0));
  const columns = transpose(wide).map((column) => column.reduce((a, b) => a + b, 0));
  const n = rows.reduce((a, b) => a + b, 0);
  if (n > 1e6) return null;
  const logs = cumulativeLogs(n);
  const seen = -sum(wide.flat().map((count) => logs[count] ?? 0));
  const search: Search = {
    columns: columns.toSorted((a, b) => a - b),
    logs,
    network: columns.map(() => new Map<NodeKey, Bounds>()),
    base: n + 1,
    steps: 0,
    mostSteps: mostSteps[patience],
  };
  const total = massUpTo(search, sorted(rows), seen + 1e-7);
  if (total === null) return null;
  const constant = sum([...rows, ...columns].map((count) => logs[count] ?? 0)) - (logs[n] ?? 0);
  return Math.min(1, Math.exp(constant + total));
}

/** Logarithms of 1/Πx! of the likeliest and the unlikeliest completion of a node. */
type Bounds = { readonly most: number; readonly least: number };
/** Row totals in ascending order, as one number or, where a double cannot hold it, as text. */
type NodeKey = number | string;
type Search = {
  readonly columns: readonly number[];
  readonly logs: Float64Array;
  /** Bounds of the nodes known, by stage. */
  readonly network: readonly Map<NodeKey, Bounds>[];
  readonly base: number;
  steps: number;
  readonly mostSteps: number;
};
/** Partial tables that lead to one node, by the (rounded) logarithm of 1/Πx! so far; `ways` of them have it. */
type Pasts = Map<number, { readonly log: number; ways: number }>;

/** ln of Σ 1/Πx! over the tables for which it is at most exp(`limit`); −Infinity when there is none. */
function massUpTo(search: Search, rows: readonly number[], limit: number): number | null {
  const { columns } = search;
  const shares: number[] = [];
  const root: Pasts = new Map([[0, { log: 0, ways: 1 }]]);
  let nodes = new Map([[keyOf(search, rows), { rows, pasts: root }]]);
  for (let stage = 0; nodes.size > 0; stage += 1) {
    const next: typeof nodes = new Map();
    for (const { rows: left, pasts } of nodes.values()) {
      const bounds = boundsOf(search, stage, left);
      if (bounds === null) return null;
      const open: { log: number; ways: number }[] = [];
      for (const past of pasts.values()) {
        if (past.log + bounds.most <= limit) shares.push(past.log + Math.log(past.ways) + logMass(search, stage, left));
        else if (past.log + bounds.least <= limit) open.push(past);
      }
      if (open.length === 0) continue;
      if (stage === columns.length - 2) shares.push(...lastTwoColumns(search, left, open, limit));
      else
        fillColumn(search, left, columns[stage] ?? 0, (rest, log) => {
          search.steps += stepsPerNode + stepsPerPast * open.length;
          const child = sorted(rest);
          const key = keyOf(search, child);
          let node = next.get(key);
          if (node === undefined) {
            node = { rows: child, pasts: new Map() };
            next.set(key, node);
          }
          for (const past of open) addPast(node.pasts, past.log + log, past.ways);
        });
      if (search.steps > search.mostSteps) return null;
    }
    nodes = next;
  }
  return logSumOf(shares);
}

function addPast(pasts: Pasts, log: number, ways: number): void {
  const key = Math.round(log * 1e9);
  const same = pasts.get(key);
  if (same === undefined) pasts.set(key, { log, ways });
  else same.ways += ways;
}

/** With two columns left every filling of the first is a table; the partial tables before it are summed up to the limit at once. */
function lastTwoColumns(
  search: Search,
  rows: readonly number[],
  pasts: readonly { readonly log: number; readonly ways: number }[],
  limit: number,
): number[] {
  const { logs, columns } = search;
  const ordered = pasts.toSorted((a, b) => a.log - b.log);
  const highest = ordered.at(-1)?.log ?? 0;
  const upTo = new Float64Array(ordered.length + 1);
  for (const [i, { log, ways }] of ordered.entries()) upTo[i + 1] = (upTo[i] ?? 0) + ways * Math.exp(log - highest);
  const top = boundsOf(search, columns.length - 2, rows)?.most ?? 0;
  let total = 0;
  fillColumn(search, rows, columns.at(-2) ?? 0, (rest, log) => {
    search.steps += stepsPerTable;
    const value = rest.reduce((left, count) => left - (logs[count] ?? 0), log);
    let low = 0;
    let high = ordered.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ordered[middle]?.log ?? 0) + value <= limit) low = middle + 1;
      else high = middle;
    }
    total += (upTo[low] ?? 0) * Math.exp(value - top);
  });
  return total > 0 ? [Math.log(total) + highest + top] : [];
}

/** Calls back with the row totals left and −Σ ln x! for every way to fill a column. */
function fillColumn(
  search: Search,
  rows: readonly number[],
  column: number,
  visit: (rest: readonly number[], log: number) => void,
): void {
  const { logs } = search;
  const rest = [...rows];
  const room = rows.map((_, i) => rows.slice(i + 1).reduce((a, b) => a + b, 0));
  const fill = (row: number, left: number, log: number): void => {
    const here = rows[row] ?? 0;
    const least = Math.max(0, left - (room[row] ?? 0));
    for (let count = Math.min(here, left); count >= least; count -= 1) {
      search.steps += 1;
      if (search.steps > search.mostSteps) return;
      rest[row] = here - count;
      if (row === rows.length - 1) visit(rest, log - (logs[count] ?? 0));
      else fill(row + 1, left - count, log - (logs[count] ?? 0));
    }
  };
  fill(0, column, 0);
}

/** Exact bounds: over the fillings of the next column, or in closed form with two columns left. */
function boundsOf(search: Search, stage: number, rows: readonly number[]): Bounds | null {
  const { columns } = search;
  const network = search.network[stage];
  const key = keyOf(search, rows);
  const known = network?.get(key);
  if (known !== undefined) return known;
  if (stage === columns.length - 2) {
    const bounds = twoColumnBounds(search, rows, columns.at(-2) ?? 0);
    network?.set(key, bounds);
    return bounds;
  }
  let most = -Infinity;
  let least = Infinity;
  fillColumn(search, rows, columns[stage] ?? 0, (rest, log) => {
    search.steps += stepsPerNode;
    const further = boundsOf(search, stage + 1, sorted(rest));
    if (further === null) return;
    most = Math.max(most, log + further.most);
    least = Math.min(least, log + further.least);
  });
  if (search.steps > search.mostSteps) return null;
  network?.set(key, { most, least });
  return { most, least };
}

/** Up to so many rows the least likely filling is sought; beyond, no node is left out as too likely. */
const mostRowsForLeast = 6;

/** −Σ ln x! − Σ ln (r − x)!: the likeliest and the unlikeliest filling of two columns. */
function twoColumnBounds(search: Search, rows: readonly number[], column: number): Bounds {
  const { logs } = search;
  const most = likeliest(logs, rows, column);
  search.steps += rows.length ** 2;
  if (rows.length > mostRowsForLeast) return { most, least: -Infinity };
  search.steps += 2 ** rows.length;
  return { most, least: Math.min(most, unlikeliest(logs, rows, column)) };
}

/** The terms are concave in each x: one after another is put where it gains most, from the rounded-down shares on. */
function likeliest(logs: Float64Array, rows: readonly number[], column: number): number {
  const share = column / rows.reduce((total, row) => total + row + 1, 0);
  const filled = rows.map((row) => Math.floor((row + 1) * share));
  for (let left = column - filled.reduce((a, b) => a + b, 0); left > 0; left -= 1) {
    let best = 0;
    let gain = -Infinity;
    for (const [i, row] of rows.entries()) {
      const x = filled[i] ?? 0;
      const more = x < row ? (row - x) / (x + 1) : -Infinity;
      if (more > gain) [best, gain] = [i, more];
    }
    filled[best] = (filled[best] ?? 0) + 1;
  }
  return -rows.reduce((total, row, i) => total + (logs[filled[i] ?? 0] ?? 0) + (logs[row - (filled[i] ?? 0)] ?? 0), 0);
}

/** A sum of concave terms is least at a corner: every x but one is 0 or the whole row. */
function unlikeliest(logs: Float64Array, rows: readonly number[], column: number): number {
  const f = (count: number): number => logs[count] ?? 0;
  const start = -rows.reduce((total, row) => total + f(row), 0);
  let least = Infinity;
  for (let subset = 0; subset < 2 ** rows.length; subset += 1) {
    let left = column;
    for (let i = 0; i < rows.length; i += 1) if ((subset >> i) & 1) left -= rows[i] ?? 0;
    if (left < 0) continue;
    for (const [i, row] of rows.entries())
      if (((subset >> i) & 1) === 0 && left <= row) least = Math.min(least, start + f(row) - f(left) - f(row - left));
    if (left === 0) least = Math.min(least, start);
  }
  return least;
}

/** ln of Σ 1/Πx! over all completions: the multinomial identity. */
function logMass({ columns, logs }: Search, stage: number, rows: readonly number[]): number {
  const f = (count: number): number => logs[count] ?? 0;
  const margins = [...rows, ...columns.slice(stage)];
  return f(rows.reduce((a, b) => a + b, 0)) - sum(margins.map((count) => f(count)));
}

function logSumOf(values: readonly number[]): number {
  const most = values.reduce((a, b) => Math.max(a, b), -Infinity);
  if (most === -Infinity) return most;
  return most + Math.log(sum(values.map((value) => Math.exp(value - most)).toSorted((a, b) => a - b)));
}

/** A sorted copy by insertion, the fastest for a handful of rows. */
function sorted(rows: readonly number[]): number[] {
  const result: number[] = [];
  for (const row of rows) {
    let i = result.length;
    for (; i > 0 && (result[i - 1] ?? 0) > row; i -= 1) result[i] = result[i - 1] ?? 0;
    result[i] = row;
  }
  return result;
}

function keyOf({ base }: Search, rows: readonly number[]): NodeKey {
  if (base ** rows.length > Number.MAX_SAFE_INTEGER) return rows.join(",");
  let key = 0;
  for (const row of rows) key = key * base + row;
  return key;
}

function transpose(table: readonly (readonly number[])[]): number[][] {
  return (table[0] ?? []).map((_, j) => table.map((row) => row[j] ?? 0));
}

function cumulativeLogs(n: number): Float64Array {
  const logs = new Float64Array(n + 1);
  for (let k = 2; k <= n; k += 1) logs[k] = (logs[k - 1] ?? 0) + Math.log(k);
  return logs;
}
