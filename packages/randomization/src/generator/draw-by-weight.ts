import { invariant } from "@kendali/domain";
import type { IntegerDraw } from "./bounded-integer.ts";

const WORD_BITS = 32n;
const WORDS = 2 ** 32;

/**
 * The index of one of several outcomes, each with a chance of exactly weight ÷ sum of weights (whole numbers ≥ 0, at
 * least one above 0). When only one outcome is possible nothing is drawn.
 *
 * A sum up to 2³² takes one bounded integer. A larger one takes as many 32-bit words as it has, the first the highest,
 * without the bits above the sum's highest; a value that is not below the sum is thrown away and drawn again.
 *
 * @example drawByWeight(() => 1, [2n, 1n]) // 0
 */
export function drawByWeight(draw: IntegerDraw, weights: readonly bigint[]): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  invariant(total > 0n, "no outcome has a chance");
  const certain = weights.findIndex((weight) => weight === total);
  if (certain >= 0) return certain;
  const drawn = total <= BigInt(WORDS) ? BigInt(draw(Number(total))) : drawLarge(draw, total);
  let below = 0n;
  for (const [index, weight] of weights.entries()) {
    below += weight;
    if (drawn < below) return index;
  }
  throw new Error("invariant: a drawn number is not below the sum of the weights");
}

function drawLarge(draw: IntegerDraw, total: bigint): bigint {
  const bits = (total - 1n).toString(2).length;
  const words = Math.ceil(bits / Number(WORD_BITS));
  for (;;) {
    let value = 0n;
    for (let word = 0; word < words; word += 1) value = (value << WORD_BITS) | BigInt(draw(WORDS));
    const kept = BigInt.asUintN(bits, value);
    if (kept < total) return kept;
  }
}
