/** A number exactly as a table prints it: trailing zeros say how finely it was rounded. */
export type PrintedNumber = {
  readonly text: string;
  /** All its digits as one integer: "1.20" has 120 and two decimals. */
  readonly digits: bigint;
  readonly decimals: number;
  readonly value: number;
};

/**
 * How a computed number became the printed one. `closed` counts both ends of the interval as possible, because a table seldom
 * says how it rounded a last digit of 5; the others follow the names in use (IEEE 754, scrutiny).
 */
export type RoundingRule = "closed" | "half_up" | "half_down" | "half_even" | "ceiling" | "floor" | "truncate";

/** Every exact value that is printed as one number: from `low` to `high`, both over `denominator`. */
export type RoundingInterval = {
  readonly low: bigint;
  readonly high: bigint;
  readonly denominator: bigint;
  readonly hasLow: boolean;
  readonly hasHigh: boolean;
};

const pattern = /^([-−+]?)(\d*)(?:[.,](\d*))?$/u;
/** No table prints more; the bound keeps exact arithmetic small. */
const mostCharacters = 30;

/**
 * Reads a printed number; the decimal sign is a point or a comma, and `.05` is 0.05. Null where the text is no such number.
 * Example: readPrintedNumber("1.20") has digits 120n and decimals 2.
 */
export function readPrintedNumber(text: string): PrintedNumber | null {
  const trimmed = text.trim();
  const match = trimmed.length <= mostCharacters ? pattern.exec(trimmed) : null;
  const [, sign = "", whole = "", fraction = ""] = match ?? [];
  if (match === null || whole + fraction === "") return null;
  const size = BigInt(whole + fraction);
  const isNegative = sign === "-" || sign === "−";
  const value = Number(`${whole === "" ? "0" : whole}.${fraction === "" ? "0" : fraction}`);
  return {
    text: trimmed,
    digits: isNegative ? -size : size,
    decimals: fraction.length,
    value: isNegative && value !== 0 ? -value : value,
  };
}

/**
 * The exact values that are printed as this number. Example: "1.20" under `closed` is 1.195 to 1.205, both included.
 */
export function roundingInterval(printed: PrintedNumber, rule: RoundingRule = "closed"): RoundingInterval {
  const denominator = 2n * 10n ** BigInt(printed.decimals);
  const centre = 2n * printed.digits;
  const between = (below: bigint, above: bigint, hasLow: boolean, hasHigh: boolean): RoundingInterval => ({
    low: centre - below,
    high: centre + above,
    denominator,
    hasLow,
    hasHigh,
  });
  switch (rule) {
    case "closed":
      return between(1n, 1n, true, true);
    case "half_up":
      return between(1n, 1n, true, false);
    case "half_down":
      return between(1n, 1n, false, true);
    case "half_even":
      return between(1n, 1n, printed.digits % 2n === 0n, printed.digits % 2n === 0n);
    case "ceiling":
      return between(2n, 0n, false, true);
    case "floor":
      return between(0n, 2n, true, false);
    case "truncate":
      if (printed.digits === 0n) return between(2n, 2n, false, false);
      return printed.digits > 0n ? between(0n, 2n, true, false) : between(2n, 0n, false, true);
  }
}

/** The ends of a rounding interval as ordinary numbers, for what is not rational anyway. */
export function boundsOf({ low, high, denominator }: RoundingInterval): {
  readonly low: number;
  readonly high: number;
} {
  return { low: Number(low) / Number(denominator), high: Number(high) / Number(denominator) };
}

/** The size of a printed number without its sign: tables subtract in either direction. */
export function withoutSign(printed: PrintedNumber): PrintedNumber {
  const digits = printed.digits < 0n ? -printed.digits : printed.digits;
  return { ...printed, text: printed.text.replace(/^[-−+]/u, ""), digits, value: Math.abs(printed.value) };
}

/**
 * Makes the question whether a computed number is printed as this one. `tolerance` (relative) keeps an end of the closed interval
 * that double precision misses by its last digits. Example: of "1.20", 1.2049 is, 1.2051 is not.
 */
export function printedAs(printed: PrintedNumber, tolerance = 1e-12): (value: number) => boolean {
  const { low, high } = boundsOf(roundingInterval(printed));
  const slack = tolerance * Math.max(1, Math.abs(low), Math.abs(high));
  return (value) => value >= low - slack && value <= high + slack;
}

/** {@link printedAs} for one number. */
export function isPrintedAs(value: number, printed: PrintedNumber): boolean {
  return printedAs(printed)(value);
}
