import { chiSquareTails, fTails, normalTails, tTails } from "@kendali/stats";
import { boundsOf, readPrintedNumber, roundingInterval, type PrintedNumber } from "./printed-number.ts";

export type TestKind = "t" | "F" | "chi2" | "z" | "r";
export type PrintedOperator = "=" | "<" | ">";

/** A printed test: the statistic, its degrees of freedom, the p-value with what stands before it. */
export type PrintedTest = {
  readonly kind: TestKind;
  readonly statistic: PrintedNumber;
  /** t, χ², r: degrees of freedom; F: of the numerator; z: not asked. */
  readonly df?: number;
  /** F only: degrees of freedom of the denominator. */
  readonly df2?: number;
  readonly p: PrintedNumber;
  readonly operator: PrintedOperator;
};

export type StatcheckOptions = {
  /** Significance level of the decision; p = alpha counts as significant. */
  readonly alpha?: number;
  /** t, z and r only; F and χ² are one tail by nature. */
  readonly twoSided?: boolean;
};

export type StatcheckResult = {
  readonly consistent: boolean;
  /** p of the statistic as printed. */
  readonly pComputed: number;
  /** p of every statistic that is printed like this. */
  readonly pInterval: readonly [number, number];
  /** p is printed as zero: no p is zero, so it is printed "< 0.001". */
  readonly pZero: boolean;
  /** The printed p and every possible p lie on different sides of alpha. */
  readonly decisionError: boolean;
};

/**
 * statcheck: does the printed p follow from the printed statistic and its degrees of freedom? The statistic's rounding interval
 * gives an interval of p. "=": the rounding interval of the printed p (closed) overlaps it; "<": its lower end is less than the
 * printed p; ">": its upper end is greater. Source: Nuijten et al. (2016), Behavior Research Methods 48:1205.
 * Example: t(28) = 2.20, p < .01: p is 0.0358 to 0.0366, inconsistent, same decision.
 */
export function checkPrintedTest(test: PrintedTest, options: StatcheckOptions = {}): StatcheckResult {
  const { alpha = 0.05, twoSided = true } = options;
  const { statistic, p, operator } = test;
  const pOf = (value: number): number => pValueOf(test, value, twoSided);
  const { low, high } = boundsOf(roundingInterval(statistic));
  const isSigned = test.kind !== "F" && test.kind !== "chi2";
  const size = isSigned ? Math.abs(statistic.value) : statistic.value;
  const reach = (high - low) / 2;
  const pInterval = [pOf(size + reach), pOf(Math.max(0, size - reach))] as const;
  const consistent = agrees(p, operator, pInterval);
  return {
    consistent,
    pComputed: pOf(size),
    pInterval,
    pZero: p.digits === 0n && operator !== ">",
    decisionError: !consistent && decidesOtherwise(p.value, operator, pInterval, alpha),
  };
}

function agrees(p: PrintedNumber, operator: PrintedOperator, [low, high]: readonly [number, number]): boolean {
  if (operator === "<") return low < p.value;
  if (operator === ">") return high > p.value;
  const printed = boundsOf(roundingInterval(p));
  return low <= printed.high && high >= printed.low;
}

function decidesOtherwise(
  printed: number,
  operator: PrintedOperator,
  [low, high]: readonly [number, number],
  alpha: number,
): boolean {
  const saysSignificant = operator !== ">" && printed <= alpha;
  const saysNot = operator === "=" ? printed > alpha : operator === ">" && printed >= alpha;
  return (saysSignificant && low > alpha) || (saysNot && high <= alpha);
}

/** The p-value of a statistic without sign. */
function pValueOf({ kind, df = Infinity, df2 = Infinity }: PrintedTest, value: number, twoSided: boolean): number {
  const tails = twoSided ? 2 : 1;
  switch (kind) {
    case "t":
      return tails * tTails(-value, df).lower;
    case "z":
      return tails * normalTails(-value).lower;
    case "r":
      return value >= 1 ? 0 : tails * tTails(-value * Math.sqrt(df / ((1 - value) * (1 + value))), df).lower;
    case "F":
      return fTails(value, df, df2).upper;
    case "chi2":
      return chiSquareTails(value, df).upper;
  }
}

const number = String.raw`[-−]?(?:\d+[.,]?\d*|[.,]\d+)`;
const asText = new RegExp(
  String.raw`^\s*(t|F|χ²|χ2|chi2|X2|z|r)\s*(?:\(\s*(${number})\s*(?:[,;]\s*(?:n\s*=\s*)?(${number})\s*)?\))?\s*=\s*(${number})\s*[,;]\s*p\s*([=<>])\s*(${number})\s*$`,
  "iu",
);

/**
 * Reads a test as papers write it: "t(19) = -4.87, p = .000", "F(2, 27) = 4.03, p = .03", "χ2(1, n = 40) = 3.9, p < .05",
 * "r(38) = .31, p = .05", "z = 2.1, p = .036". Null where the text has another form.
 */
export function readPrintedTest(text: string): PrintedTest | null {
  const [, name = "", first, second, value = "", operator, p = ""] = asText.exec(text) ?? [];
  const statistic = readPrintedNumber(value);
  const printedP = readPrintedNumber(p);
  if (statistic === null || printedP === null || (operator !== "=" && operator !== "<" && operator !== ">"))
    return null;
  const kind = kindOf(name);
  const df = first === undefined ? undefined : readPrintedNumber(first)?.value;
  const df2 = second === undefined || kind !== "F" ? undefined : readPrintedNumber(second)?.value;
  if (kind !== "z" && df === undefined) return null;
  if (kind === "F" && df2 === undefined) return null;
  return {
    kind,
    statistic,
    p: printedP,
    operator,
    ...(df === undefined ? {} : { df }),
    ...(df2 === undefined ? {} : { df2 }),
  };
}

function kindOf(name: string): TestKind {
  const lower = name.toLowerCase();
  if (lower === "t" || lower === "z" || lower === "r") return lower;
  return lower === "f" ? "F" : "chi2";
}
