import { enumerateClosure } from "./closure.ts";
import { findIntegers } from "./find-integers.ts";
import { checkGrim } from "./grim.ts";
import type { IntegerRange } from "./integer-range.ts";
import type { PrintedNumber, RoundingRule } from "./printed-number.ts";
import { sumOfSquaresRange, type SdDefinition } from "./sum-of-squares.ts";

export type GrimmerInput = {
  readonly mean: PrintedNumber;
  readonly sd: PrintedNumber;
  readonly n: number;
  readonly items?: number;
  /** The ends of the scale; without both, any whole numbers are possible. */
  readonly scale?: { readonly min: number; readonly max: number };
  readonly definition?: SdDefinition;
};

/** Which step says no: no whole-number sum, no whole-number sum of squares, none of the sum's parity, no data set at all. */
export type GrimmerFailure = "grim" | "no_sum_of_squares" | "parity" | "no_data";

export type GrimmerResult = {
  readonly consistent: boolean;
  /** `enumeration`: all data on the scale were searched. `analytic`: sum, sum of squares and parity, with a data set found where `example` is not null. */
  readonly method: "enumeration" | "analytic";
  readonly failure: GrimmerFailure | null;
  /** Data that fit, ascending, in steps of 1/items; null where none was found or the search was cut short. */
  readonly example: readonly number[] | null;
};

/** More candidates than this need no further proof: the coarser the rounding, the more data fit. */
const mostCandidates = 200;

/**
 * GRIMMER: can n whole numbers have this mean and SD? On a bounded scale every set of data is searched, which is exact. On an
 * unbounded one the analytic test of Allard (2018) is done in exact arithmetic over every possible sum (the published code takes
 * one sum and floating point, and so calls some real data impossible), and a data set is then constructed as proof.
 * Sources: Anaya (2016), PeerJ Preprints 4:e2400; Allard (2018). Example: "3.10", "1.37", n = 10 is consistent; "5.23", "2.55", n = 35 is not.
 */
export function checkGrimmer(input: GrimmerInput, rule: RoundingRule = "closed"): GrimmerResult {
  const { scale } = input;
  if (!checkGrim(input, rule).consistent) {
    return {
      consistent: false,
      method: scale === undefined ? "analytic" : "enumeration",
      failure: "grim",
      example: null,
    };
  }
  return scale === undefined ? checkUnbounded(input, rule) : checkBounded(input, scale, rule);
}

function checkBounded(
  input: GrimmerInput,
  scale: NonNullable<GrimmerInput["scale"]>,
  rule: RoundingRule,
): GrimmerResult {
  const { count, solutions, complete } = enumerateClosure({ ...input, ...scale }, { rule, mostListed: 1 });
  // The search may stop only where data sets without number fit the sums; then the analytic answer stands.
  if (count === 0 && !complete) return checkUnbounded(input, rule);
  const [first] = solutions;
  if (first === undefined) return { consistent: false, method: "enumeration", failure: "no_data", example: null };
  const { items = 1 } = input;
  const example = first.flatMap((times, step) => new Array<number>(times).fill(scale.min + step / items));
  return { consistent: true, method: "enumeration", failure: null, example };
}

function checkUnbounded(input: GrimmerInput, rule: RoundingRule): GrimmerResult {
  const { n, sd, items = 1, definition = "sample" } = input;
  const no = (failure: GrimmerFailure): GrimmerResult => ({
    consistent: false,
    method: "analytic",
    failure,
    example: null,
  });
  if (n === 1 && definition === "sample") return no("no_sum_of_squares");
  const { sums } = checkGrim(input, rule);
  let failure: GrimmerFailure = "no_sum_of_squares";
  let candidates = 0;
  for (let sum = sums.low; sum <= sums.high; sum += 1n) {
    const squares = sumOfSquaresRange({ sum, sd, n, items, definition }, rule);
    if (squares.low <= squares.high && failure === "no_sum_of_squares") failure = "parity";
    for (const square of ofParity(squares, sum)) {
      failure = "no_data";
      const found = findIntegers(n, Number(sum), Number(square));
      if (found.values !== null) {
        return {
          consistent: true,
          method: "analytic",
          failure: null,
          example: found.values.map((value) => value / items),
        };
      }
      candidates += 1;
      if (!found.exhausted || candidates >= mostCandidates) {
        return { consistent: true, method: "analytic", failure: null, example: null };
      }
    }
  }
  return no(failure);
}

/** x² and x are both odd or both even, so a sum of squares has the parity of the sum. */
function* ofParity({ low, high }: IntegerRange, sum: bigint): Generator<bigint> {
  for (let square = (low + sum) % 2n === 0n ? low : low + 1n; square <= high; square += 2n) yield square;
}
