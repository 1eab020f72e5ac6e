import { invariant } from "@kendali/domain";

/** An exact number in lowest terms; the denominator is positive. */
export type Rational = { readonly numerator: bigint; readonly denominator: bigint };

/** numerator ÷ denominator in lowest terms. Both are ≥ 0; a denominator of 0 is a bug and throws. */
export function rational(numerator: bigint, denominator: bigint): Rational {
  invariant(numerator >= 0n && denominator > 0n, "a probability has a negative part or no denominator");
  const divisor = greatestCommonDivisor(numerator, denominator);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

/** left + right, exactly. */
export function addRationals(left: Rational, right: Rational): Rational {
  return rational(
    left.numerator * right.denominator + right.numerator * left.denominator,
    left.denominator * right.denominator,
  );
}

/**
 * The nearest double. The quotient is taken to more bits than a double has, the last one standing for the remainder, so
 * that the one rounding that follows is the right one.
 *
 * @example rationalToNumber({ numerator: 41n, denominator: 5n }) // 8.2
 */
export function rationalToNumber({ numerator, denominator }: Rational): number {
  if (numerator === 0n) return 0;
  const shift = Math.max(0, 66 - bitLength(numerator) + bitLength(denominator));
  const scaled = numerator << BigInt(shift);
  const quotient = scaled / denominator;
  const sticky = quotient * denominator === scaled ? 0n : 1n;
  // Two steps: 2 to a power below −1022 times a large number would round twice.
  const half = Math.floor(shift / 2);
  return Number((quotient << 1n) | sticky) * 2 ** -(half + 1) * 2 ** -(shift - half);
}

/** `41/5`, as published tables of exact values write it. */
export function rationalText({ numerator, denominator }: Rational): string {
  return `${numerator}/${denominator}`;
}

export function greatestCommonDivisor(left: bigint, right: bigint): bigint {
  let [divisor, rest] = [left, right];
  while (rest > 0n) [divisor, rest] = [rest, divisor % rest];
  return divisor;
}

function bitLength(value: bigint): number {
  return value.toString(2).length;
}
