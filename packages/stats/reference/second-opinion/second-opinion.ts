import type { MethodKey } from "../../src/index.ts";
import type { Random } from "./random.ts";

/**
 * One question to R about a data set: code that ends in a numeric vector, and what this package computed, by name, in
 * the order of the vector. `null` stands for what R answers with NA, NaN or an unbounded limit.
 */
export type Check = {
  readonly what: string;
  readonly r: string;
  readonly numbers: Readonly<Record<string, number | null>>;
  /** By name; what is not named has {@link defaultTolerance}. */
  readonly tolerance?: Readonly<Record<string, Tolerance>>;
};

export type Tolerance = { readonly rel?: number; readonly abs?: number };

/** `data` is R code that makes the variables of the checks. */
export type DataSet = { readonly data: string; readonly checks: readonly Check[] };

/** R's numbers beside those of a family of methods, on random data. */
export type SecondOpinion = {
  readonly family: string;
  /** The methods whose numbers are compared. */
  readonly methods: readonly MethodKey[];
  /** Packages beyond base R, by name. */
  readonly packages?: readonly string[];
  /** R code that runs once, for functions the checks share. */
  readonly prelude?: string;
  /** One random data set, or null where the data that came out cannot be asked about (a typed refusal). */
  readonly dataSet: (random: Random) => DataSet | null;
};

/** p-values (`p`, `pExact`, `p_holm`) count in all digits however small they are; other numbers may be noise around 0. */
export function defaultTolerance(name: string): Tolerance {
  return /^p(?:$|_|[A-Z]|\d)/u.test(name) ? { rel: 1e-9, abs: 1e-300 } : { rel: 1e-9, abs: 1e-12 };
}

/** Differences of one check as text; none when R agrees. */
export function differences({ what, numbers, tolerance = {} }: Check, answer: RAnswer): string[] {
  if ("error" in answer) return [`${what}: R stopped: ${answer.error}`];
  const names = Object.keys(numbers);
  if (answer.numbers.length !== names.length)
    return [`${what}: R gave ${answer.numbers.length} numbers for ${names.join(", ")}`];
  return names.flatMap((name, i) => {
    const here = numbers[name] ?? null;
    const there = answer.numbers[i] ?? Number.NaN;
    const { rel = 0, abs = 0 } = tolerance[name] ?? defaultTolerance(name);
    return agree(here, there, abs + rel * Math.abs(there)) ? [] : [`${what} ${name}: R ${there}, here ${here}`];
  });
}

/** What R said to one check. */
export type RAnswer = { readonly numbers: readonly number[] } | { readonly error: string };

function agree(here: number | null, there: number, limit: number): boolean {
  if (here === null) return !Number.isFinite(there);
  return here === there || Math.abs(here - there) <= limit;
}
