import { boundsOf, roundingInterval, type PrintedNumber } from "./printed-number.ts";

/** Every value that a number can have, from low to high. */
export type NumberRange = { readonly low: number; readonly high: number };

/** The values that are printed as this number. */
export function rangeOf(printed: PrintedNumber): NumberRange {
  return boundsOf(roundingInterval(printed));
}

/** The values of a printed SD: no SD is negative. */
export function sdRangeOf(printed: PrintedNumber): NumberRange {
  const { low, high } = rangeOf(printed);
  return { low: Math.max(0, low), high };
}

/**
 * The values of a function over a box of rounding intervals, from its corners: exact where the function is monotone in each
 * argument inside the box, and else off by the square of a rounding. Corners without a finite value are left out; null where none has one.
 */
export function rangeOver(
  ranges: readonly NumberRange[],
  f: (...values: number[]) => number | null,
): NumberRange | null {
  const values = corners(ranges)
    .map((corner) => f(...corner))
    .filter((value): value is number => value !== null && Number.isFinite(value));
  return values.length === 0 ? null : { low: Math.min(...values), high: Math.max(...values) };
}

/** Whether two ranges have a value in common; the last digits of double precision do not decide. */
export function overlap(a: NumberRange, b: NumberRange): boolean {
  const slack = 1e-12 * Math.max(1, Math.abs(a.low), Math.abs(a.high));
  return a.low <= b.high + slack && b.low <= a.high + slack;
}

function corners(ranges: readonly NumberRange[]): readonly (readonly number[])[] {
  return ranges.reduce<readonly (readonly number[])[]>(
    (found, { low, high }) =>
      found.flatMap((corner) =>
        low === high
          ? [[...corner, low]]
          : [
              [...corner, low],
              [...corner, high],
            ],
      ),
    [[]],
  );
}
