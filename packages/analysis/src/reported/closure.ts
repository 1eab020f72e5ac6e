import { checkGrim } from "./grim.ts";
import type { PrintedNumber, RoundingRule } from "./printed-number.ts";
import { sumOfSquaresRange, type SdDefinition } from "./sum-of-squares.ts";

/** A printed mean and SD of n values on a scale of whole numbers from `min` to `max`; with `items`, on its 1/items steps. */
export type ClosureInput = {
  readonly mean: PrintedNumber;
  readonly sd?: PrintedNumber;
  readonly n: number;
  readonly min: number;
  readonly max: number;
  readonly items?: number;
  readonly definition?: SdDefinition;
};

export type ClosureOptions = {
  readonly rule?: RoundingRule;
  /** Solutions beyond this are counted, not listed. */
  readonly mostListed?: number;
  /** Search steps after which the search gives up and says so. */
  readonly mostSteps?: number;
};

export type ClosureResult = {
  /** False when `mostSteps` was reached: `count` is then a lower bound. */
  readonly complete: boolean;
  readonly count: number;
  /** Counts of each scale value, lowest value first, in lexicographic order. */
  readonly solutions: readonly (readonly number[])[];
};

/** For a sum, relative to n · min, the least and greatest sum of squares; an absent sum has no entry. */
type Target = { readonly low: number; readonly high: number };

/**
 * CLOSURE: every set of data with this n, mean and SD on a bounded whole-number scale, by complete search; on such a scale this
 * is exact GRIMMER. Without an SD every set with the mean. Source: Heathers et al. (2018), PeerJ Preprints 6:e26968; Jung (2025), R package unsum.
 * Example: "1.20", "0.41", n = 20, scale 0–2 has the one solution [0, 16, 4].
 */
export function enumerateClosure(input: ClosureInput, options: ClosureOptions = {}): ClosureResult {
  const { n, min, max, items = 1 } = input;
  const { mostListed = 1000, mostSteps = 50_000_000 } = options;
  const categories = (max - min) * items + 1;
  const targets = targetsOf(input, options.rule ?? "closed");
  if (targets.size === 0) return { complete: true, count: 0, solutions: [] };
  const sums = [...targets.keys()];
  const search: Search = {
    categories,
    targets,
    leastSum: Math.min(...sums),
    mostSum: Math.max(...sums),
    mostSquares: Math.max(...[...targets.values()].map(({ high }) => high)),
    counts: new Array<number>(categories).fill(0),
    solutions: [],
    count: 0,
    stepsLeft: mostSteps,
    mostListed,
  };
  place(search, 0, n, 0, 0);
  return { complete: search.stepsLeft > 0, count: search.count, solutions: search.solutions };
}

type Search = {
  readonly categories: number;
  readonly targets: ReadonlyMap<number, Target>;
  readonly leastSum: number;
  readonly mostSum: number;
  readonly mostSquares: number;
  readonly counts: number[];
  readonly solutions: number[][];
  readonly mostListed: number;
  count: number;
  stepsLeft: number;
};

/** Sums and squares of the values less `min`, in steps of 1/items, so that the search works with small whole numbers. */
function targetsOf(input: ClosureInput, rule: RoundingRule): ReadonlyMap<number, Target> {
  const { n, items = 1, sd } = input;
  const base = input.min * items;
  const top = (input.max - input.min) * items;
  const targets = new Map<number, Target>();
  const { sums } = checkGrim({ mean: input.mean, n, items }, rule);
  const first = bigMax(sums.low, BigInt(n * base));
  const last = bigMin(sums.high, BigInt(n * (base + top)));
  for (let sum = first; sum <= last; sum += 1n) {
    const shifted = Number(sum) - n * base;
    const definition = input.definition ?? "sample";
    const hasNoSd = sd === undefined || (n === 1 && definition === "sample");
    const range = hasNoSd ? null : sumOfSquaresRange({ sum, sd, n, items, definition }, rule);
    // Σ(x − b)² = Σx² − 2bS + nb²
    const shift = -2 * base * Number(sum) + n * base * base;
    const low = range === null ? 0 : Number(range.low) + shift;
    const high = range === null ? n * top * top : Number(range.high) + shift;
    if (low <= high) targets.set(shifted, { low, high });
  }
  return targets;
}

/** Gives `left` persons the values from `value` upwards; the last two counts follow from n and the sum. */
function place(search: Search, value: number, left: number, sum: number, squares: number): void {
  if (search.stepsLeft <= 0) return;
  search.stepsLeft -= 1;
  const last = search.categories - 1;
  if (value >= last - 1) {
    placeLastTwo(search, left, sum, squares);
    return;
  }
  for (let count = 0; count <= left; count += 1) {
    const newSum = sum + count * value;
    const newSquares = squares + count * value * value;
    if (newSum > search.mostSum || newSquares > search.mostSquares) break;
    const rest = left - count;
    // All that is left lies between value + 1 and the top.
    if (newSum + rest * last < search.leastSum) break;
    const least = newSum + rest * (value + 1);
    if (least > search.mostSum || newSquares + rest * (value + 1) ** 2 > search.mostSquares) continue;
    search.counts[value] = count;
    place(search, value + 1, rest, newSum, newSquares);
  }
  search.counts[value] = 0;
}

function placeLastTwo(search: Search, left: number, sum: number, squares: number): void {
  const last = search.categories - 1;
  if (last === 0) {
    if (contains(search.targets.get(0), 0)) keep(search, [left]);
    return;
  }
  const low = last - 1;
  // The lower of the two counts ascends, so the solutions stay in lexicographic order.
  for (
    let total = Math.min(search.mostSum, sum + left * last);
    total >= Math.max(search.leastSum, sum + left * low);
    total -= 1
  ) {
    const high = total - sum - left * low;
    const newSquares = squares + high * last * last + (left - high) * low * low;
    if (!contains(search.targets.get(total), newSquares)) continue;
    search.counts[low] = left - high;
    search.counts[last] = high;
    keep(search, search.counts);
  }
  search.counts[low] = 0;
  search.counts[last] = 0;
}

function keep(search: Search, counts: readonly number[]): void {
  search.count += 1;
  if (search.solutions.length < search.mostListed) search.solutions.push([...counts]);
}

function contains(target: Target | undefined, squares: number): boolean {
  return target !== undefined && squares >= target.low && squares <= target.high;
}

function bigMax(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

function bigMin(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
