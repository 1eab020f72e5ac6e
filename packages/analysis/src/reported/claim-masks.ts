import { normalQuantile, tQuantile, tTwoSided } from "@kendali/stats";
import { dDefinitions, pairedEffects } from "./effect-definitions.ts";
import { integersWithin } from "./integer-range.ts";
import type { PairedClaim } from "./paired-claims.ts";
import { boundsOf, printedAs, roundingInterval, type PrintedNumber } from "./printed-number.ts";
import { momentsOf, sdOf, type ScoreGrid } from "./score-grid.ts";
import { sumOfSquaresRange } from "./sum-of-squares.ts";

export type MaskedClaims = {
  /** Per margin: claims about one measurement alone. */
  readonly first: Uint16Array;
  readonly second: Uint16Array;
  /** Per margin: the codings under which the counts hold, one bit each. */
  readonly firstCodings: Uint32Array;
  readonly secondCodings: Uint32Array;
  /** Per sum and sum of squares of the differences; see {@link differenceIndex}. */
  readonly difference: Uint16Array;
  /** Per pair of margins: definitions of d that need no pairing. */
  readonly pair: Uint16Array;
  /** Claims that depend on both margins and the pairing. */
  readonly correlated: readonly CorrelatedClaim[];
  readonly margins: MarginMoments;
};

export type MarginMoments = { readonly sums: Int32Array; readonly sds: Float64Array };
export type CorrelatedClaim = { readonly bit: number; readonly kind: "d" | "r"; readonly printed: PrintedNumber };
export type MaskInput = {
  readonly n: number;
  readonly grid: ScoreGrid;
  readonly margins: readonly (readonly number[])[];
  readonly claims: readonly PairedClaim[];
};

/** More codings than bits of a number are not told apart. */
const mostCodings = 31;

/** Judges every claim once for every margin and every difference, so that a table needs only a few look-ups. */
export function maskClaims(input: MaskInput): MaskedClaims {
  const { n, grid, margins, claims } = input;
  const moments = margins.map(momentsOf);
  const marginMoments = {
    sums: Int32Array.from(moments, ({ sum }) => sum),
    sds: Float64Array.from(moments, ({ sum, squares }) => sdOf(n, sum, squares, grid.items)),
  };
  return {
    first: marginMasks(input, "first"),
    second: marginMasks(input, "second"),
    firstCodings: codingMasks(input, "first"),
    secondCodings: codingMasks(input, "second"),
    difference: differenceMasks(input),
    pair: pairMasks(input, marginMoments),
    correlated: claims.flatMap((claim, position) =>
      claim.kind === "d" || claim.kind === "r"
        ? [{ bit: 1 << position, kind: claim.kind, printed: claim.printed }]
        : [],
    ),
    margins: marginMoments,
  };
}

/** Sum and sum of squares of the differences in steps: one place in {@link MaskedClaims.difference}. */
export function differenceIndex(sum: number, squares: number, n: number, top: number): number {
  return (sum + n * top) * (n * top * top + 1) + squares;
}

function marginMasks({ n, grid, margins, claims }: MaskInput, side: "first" | "second"): Uint16Array {
  const masks = new Uint16Array(margins.length);
  for (const [position, claim] of claims.entries()) {
    if ((claim.kind !== "mean" && claim.kind !== "sd") || claim.side !== side) continue;
    for (const [index, counts] of margins.entries()) {
      const { sum, squares } = momentsOf(counts);
      const base = grid.min * grid.items;
      const total = BigInt(sum + n * base);
      const totalSquares = BigInt(squares + 2 * base * sum + n * base * base);
      const range =
        claim.kind === "mean"
          ? integersWithin(roundingInterval(claim.printed), BigInt(n * grid.items))
          : sumOfSquaresRange({ sum: total, sd: claim.printed, n, items: grid.items });
      const value = claim.kind === "mean" ? total : totalSquares;
      if (value >= range.low && value <= range.high) masks[index] = (masks[index] ?? 0) | (1 << position);
    }
  }
  return masks;
}

function codingMasks({ margins, claims }: MaskInput, side: "first" | "second"): Uint32Array {
  const masks = new Uint32Array(margins.length);
  for (const claim of claims) {
    if (claim.kind !== "counts" || claim.side !== side) continue;
    const places = new Map(margins.map((counts, index) => [counts.join(), index]));
    for (const [coding, counts] of claim.byCoding.slice(0, mostCodings).entries()) {
      const index = places.get(counts.join());
      if (index !== undefined) masks[index] = (masks[index] ?? 0) | (1 << coding);
    }
  }
  return masks;
}

function differenceMasks({ n, grid, claims, margins }: MaskInput): Uint16Array {
  const top = (margins[0]?.length ?? 1) - 1;
  const masks = new Uint16Array((2 * n * top + 1) * (n * top * top + 1));
  for (const [position, claim] of claims.entries()) {
    const holds = differenceJudge(claim, n, grid.items);
    if (holds === null) continue;
    for (let sum = -n * top; sum <= n * top; sum += 1) {
      for (let squares = Math.abs(sum); squares <= n * top * top; squares += 1) {
        if (n * squares < sum * sum || !holds(sum, squares)) continue;
        const index = differenceIndex(sum, squares, n, top);
        masks[index] = (masks[index] ?? 0) | (1 << position);
      }
    }
  }
  return masks;
}

/** Whether a claim holds for differences with this sum and sum of squares; null for claims about something else. */
function differenceJudge(
  claim: PairedClaim,
  n: number,
  items: number,
): ((sum: number, squares: number) => boolean) | null {
  const momentsAt = (sum: number, squares: number): { mean: number; sd: number; t: number } => {
    const mean = sum / (n * items);
    const sd = sdOf(n, sum, squares, items);
    return { mean, sd, t: mean / (sd / Math.sqrt(n)) };
  };
  switch (claim.kind) {
    case "difference": {
      const range = integersWithin(roundingInterval(claim.printed), BigInt(n * items));
      return (sum) => BigInt(sum) >= range.low && BigInt(sum) <= range.high;
    }
    case "t":
    case "d": {
      const isPrinted = printedAs(claim.printed);
      return (sum, squares) => {
        const { mean, sd, t } = momentsAt(sum, squares);
        return sd > 0 && isPrinted(claim.kind === "t" ? t : mean / sd);
      };
    }
    case "interval": {
      const isLower = printedAs(claim.lower);
      const isUpper = printedAs(claim.upper);
      const quantiles = [tQuantile((1 + claim.level) / 2, n - 1), normalQuantile((1 + claim.level) / 2)];
      return (sum, squares) => {
        const { mean, sd } = momentsAt(sum, squares);
        return quantiles.some((quantile) => {
          const reach = (quantile * sd) / Math.sqrt(n);
          return isLower(mean - reach) && isUpper(mean + reach);
        });
      };
    }
    case "p": {
      const { low, high } = boundsOf(roundingInterval(claim.printed));
      return (sum, squares) => {
        const { sd, t } = momentsAt(sum, squares);
        if (!(sd > 0)) return false;
        const p = tTwoSided(t, n - 1);
        if (claim.operator === "=") return p >= low && p <= high;
        return claim.operator === "<" ? p < claim.printed.value : p > claim.printed.value;
      };
    }
    default:
      return null;
  }
}

function pairMasks({ n, grid, claims }: MaskInput, { sums, sds }: MarginMoments): Uint16Array {
  const size = sums.length;
  const masks = new Uint16Array(size * size);
  for (const [position, claim] of claims.entries()) {
    if (claim.kind !== "d") continue;
    const isPrinted = printedAs(claim.printed);
    for (let first = 0; first < size; first += 1) {
      for (let second = 0; second < size; second += 1) {
        const effects = pairedEffects({
          n,
          difference: ((sums[second] ?? 0) - (sums[first] ?? 0)) / (n * grid.items),
          sdFirst: sds[first] ?? 0,
          sdSecond: sds[second] ?? 0,
          sdDifference: null,
        });
        const holds = dDefinitions.some((name) => {
          const value = effects[name];
          return value !== null && isPrinted(value);
        });
        if (holds) masks[first * size + second] = (masks[first * size + second] ?? 0) | (1 << position);
      }
    }
  }
  return masks;
}
