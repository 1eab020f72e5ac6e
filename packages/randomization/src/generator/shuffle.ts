import { invariant } from "@kendali/domain";
import type { IntegerDraw } from "./bounded-integer.ts";

/**
 * The positions a Durstenfeld shuffle of `length` items swaps with: for j from the last index down to 1, an unbiased k in
 * 0 … j. The array has `length − 1` numbers, the first for the last item; it is empty for fewer than two items.
 *
 * Source: Durstenfeld 1964, Algorithm 235, CACM 7(7):420; Knuth, TAOCP 2, 3.4.2 P.
 */
export function shufflePositions(length: number, draw: IntegerDraw): number[] {
  const positions: number[] = [];
  for (let last = length - 1; last >= 1; last -= 1) positions.push(draw(last + 1));
  return positions;
}

/**
 * A new array with the same items in an order of which all are equally likely; the given array is left alone.
 *
 * Source: Durstenfeld 1964, Algorithm 235, CACM 7(7):420.
 *
 * @example shuffle(["A", "B", "C"], () => 0) // ["B", "C", "A"]
 */
export function shuffle<T>(items: readonly T[], draw: IntegerDraw): T[] {
  const shuffled = [...items];
  let last = shuffled.length - 1;
  for (const position of shufflePositions(shuffled.length, draw)) {
    invariant(position >= 0 && position <= last, "a shuffle position is beyond the items left");
    const kept = shuffled[last] as T;
    shuffled[last] = shuffled[position] as T;
    shuffled[position] = kept;
    last -= 1;
  }
  return shuffled;
}
