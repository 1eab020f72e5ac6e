import { differenceIndex, maskClaims, type MaskedClaims } from "./claim-masks.ts";
import type { PairedClaim } from "./paired-claims.ts";
import { mostClaims } from "./paired-claims.ts";
import { printedAs } from "./printed-number.ts";
import { allMargins, countFillings, gridSize, type ScoreGrid } from "./score-grid.ts";

export type PairedSearchInput = {
  readonly n: number;
  readonly grid: ScoreGrid;
  readonly claims: readonly PairedClaim[];
  /** More tables than this are not searched. */
  readonly mostTables?: number;
};

/** The tables that fulfil exactly the same claims. */
export type ClaimPattern = {
  /** Bit i: claim i holds. */
  readonly mask: number;
  /** Both counts hold, but each under another coding. */
  readonly splitCoding: boolean;
  readonly count: number;
  /** The first {@link mostKept} tables, row by row: rows are the first score, columns the second. */
  readonly tables: readonly (readonly number[])[];
};

export type SearchProgress = { readonly done: number; readonly total: number };

/** `stopped`: the caller asked to end; `too_many`: the tables are more than `mostTables`; `too_many_claims`: no bits are left. */
export type PairedSearch = {
  readonly status: "complete" | "stopped" | "too_many" | "too_many_claims";
  readonly done: number;
  readonly total: number;
  readonly patterns: readonly ClaimPattern[];
};

const mostKept = 100;
/** Tables between two reports of progress: some 10 ms. */
const stride = 50_000;

/**
 * Judges every claim on every possible table of pairs: n persons, first score by second score. Yields its progress, so that the
 * caller can stop it or let others run; see `checkReportedTable`. Complete enumeration, sums kept up to date cell by cell.
 * Example: 20 persons with scores 0, 1, 2 are 3,108,105 tables.
 */
export function* searchPaired(input: PairedSearchInput): Generator<SearchProgress, PairedSearch, boolean | undefined> {
  const { n, grid, claims, mostTables = 20_000_000 } = input;
  const size = gridSize(grid);
  const total = countFillings(n, size * size);
  if (total > mostTables) return { status: "too_many", done: 0, total, patterns: [] };
  if (claims.length > mostClaims) return { status: "too_many_claims", done: 0, total, patterns: [] };
  const walk = prepare(input, size);
  let reported = 0;
  for (let corner = 0; corner <= n; corner += 1) {
    for (let next = 0; next <= n - corner; next += 1) {
      fillFrom(walk, corner, next);
      if (walk.done - reported < stride) continue;
      reported = walk.done;
      if ((yield { done: walk.done, total }) === true) return { ...resultOf(walk), status: "stopped", total };
    }
  }
  return { ...resultOf(walk), status: "complete", total };
}

type Walk = {
  readonly n: number;
  readonly size: number;
  readonly items: number;
  readonly masks: MaskedClaims;
  readonly correlated: readonly Correlated[];
  readonly countBits: readonly [first: number, second: number];
  readonly ranks: Int32Array;
  readonly cells: Int32Array;
  readonly columns: Int32Array;
  readonly counts: Float64Array;
  readonly kept: Map<number, number[][]>;
  done: number;
};

type Correlated = { readonly bit: number; readonly kind: "d" | "r"; readonly isPrinted: (value: number) => boolean };

const splitBit = 1 << mostClaims;

function prepare({ n, grid, claims }: PairedSearchInput, size: number): Walk {
  const masks = maskClaims({ n, grid, margins: allMargins(n, size), claims });
  const bitOf = (side: "first" | "second"): number =>
    claims.reduce((bits, claim, i) => (claim.kind === "counts" && claim.side === side ? bits | (1 << i) : bits), 0);
  return {
    n,
    size,
    items: grid.items,
    masks,
    correlated: masks.correlated.map(({ bit, kind, printed }) => ({ bit, kind, isPrinted: printedAs(printed) })),
    countBits: [bitOf("first"), bitOf("second")],
    ranks: rankTable(n, size),
    cells: new Int32Array(size * size),
    columns: new Int32Array(size),
    counts: new Float64Array(2 * splitBit),
    kept: new Map(),
    done: 0,
  };
}

/** How many margins come before one whose part at a position is `part` while `left` persons are left: the place of a margin in its list. */
function rankTable(n: number, size: number): Int32Array {
  const width = n + 1;
  const ranks = new Int32Array(size * width * width);
  for (let position = 0; position < size - 1; position += 1) {
    for (let left = 0; left <= n; left += 1) {
      let before = 0;
      for (let part = 0; part <= left; part += 1) {
        ranks[(position * width + left) * width + part] = before;
        before += countFillings(left - part, size - position - 1);
      }
    }
  }
  return ranks;
}

/** Every table whose first two cells are given. */
function fillFrom(walk: Walk, corner: number, next: number): void {
  const { cells, columns, n } = walk;
  cells[0] = corner;
  cells[1] = next;
  columns.fill(0);
  columns[0] = corner;
  columns[1] = next;
  fill(walk, 2, n - corner - next, corner + next, n, 0, next);
}

/**
 * Cells in reading order; the last takes who is left. `leftAtRow` were left when the row began, `rank` is of the row sums so far,
 * `squares` is Σ(column − row)² so far: plain numbers, because this runs for every table.
 */
function fill(
  walk: Walk,
  cell: number,
  left: number,
  rowSum: number,
  leftAtRow: number,
  rank: number,
  squares: number,
): void {
  const { size, cells, columns, ranks, n } = walk;
  const column = cell % size;
  const row = (cell - column) / size;
  let sumOfRow = rowSum;
  let leftThen = leftAtRow;
  let rankNow = rank;
  if (column === 0) {
    const width = n + 1;
    rankNow = rank + (ranks[((row - 1) * width + leftAtRow) * width + rowSum] ?? 0);
    sumOfRow = 0;
    leftThen = left;
  }
  const gap = (column - row) ** 2;
  const before = columns[column] ?? 0;
  if (cell === cells.length - 1) {
    cells[cell] = left;
    columns[column] = before + left;
    judge(walk, rankNow, squares + left * gap);
    columns[column] = before;
    return;
  }
  for (let persons = 0; persons <= left; persons += 1) {
    cells[cell] = persons;
    columns[column] = before + persons;
    fill(walk, cell + 1, left - persons, sumOfRow + persons, leftThen, rankNow, squares + persons * gap);
  }
  columns[column] = before;
}

function judge(walk: Walk, first: number, squares: number): void {
  const { n, size, columns, ranks, masks } = walk;
  const width = n + 1;
  let second = 0;
  let left = n;
  for (let column = 0; column < size - 1; column += 1) {
    const persons = columns[column] ?? 0;
    second += ranks[(column * width + left) * width + persons] ?? 0;
    left -= persons;
  }
  const { sums } = masks.margins;
  const sum = (sums[second] ?? 0) - (sums[first] ?? 0);
  let mask =
    (masks.first[first] ?? 0) |
    (masks.second[second] ?? 0) |
    (masks.difference[differenceIndex(sum, squares, n, size - 1)] ?? 0) |
    (masks.pair[first * sums.length + second] ?? 0);
  for (const claim of walk.correlated) {
    if ((mask & claim.bit) === 0 && holdsWithCorrelation(walk, claim, { first, second, sum, squares }))
      mask |= claim.bit;
  }
  const firstCodings = masks.firstCodings[first] ?? 0;
  const secondCodings = masks.secondCodings[second] ?? 0;
  if (firstCodings !== 0) mask |= walk.countBits[0];
  if (secondCodings !== 0) mask |= walk.countBits[1];
  if (firstCodings !== 0 && secondCodings !== 0 && (firstCodings & secondCodings) === 0) mask |= splitBit;
  count(walk, mask);
}

type Pairing = { readonly first: number; readonly second: number; readonly sum: number; readonly squares: number };

/** d_rm and r need the correlation of the two scores. */
function holdsWithCorrelation(walk: Walk, { kind, isPrinted }: Correlated, pairing: Pairing): boolean {
  const { n, items } = walk;
  const { sds } = walk.masks.margins;
  const a = sds[pairing.first] ?? 0;
  const b = sds[pairing.second] ?? 0;
  if (a === 0 || b === 0) return false;
  const variance = (n * pairing.squares - pairing.sum * pairing.sum) / (n * (n - 1) * items * items);
  const r = (a * a + b * b - variance) / (2 * a * b);
  if (kind === "r") return isPrinted(r);
  return (
    variance > 0 && isPrinted((pairing.sum / (n * items) / Math.sqrt(variance)) * Math.sqrt(Math.max(0, 2 * (1 - r))))
  );
}

function count(walk: Walk, mask: number): void {
  const before = walk.counts[mask] ?? 0;
  walk.counts[mask] = before + 1;
  walk.done += 1;
  // A table that fulfils nothing tells nobody anything.
  if (before >= mostKept || mask === 0) return;
  const kept = walk.kept.get(mask);
  if (kept === undefined) walk.kept.set(mask, [[...walk.cells]]);
  else kept.push([...walk.cells]);
}

function resultOf({ counts, kept, done }: Walk): Pick<PairedSearch, "done" | "patterns"> {
  const patterns: ClaimPattern[] = [];
  for (const [key, found] of counts.entries()) {
    if (found === 0) continue;
    const splitCoding = (key & splitBit) !== 0;
    patterns.push({ mask: key & ~splitBit, splitCoding, count: found, tables: kept.get(key) ?? [] });
  }
  return { done, patterns };
}
