import { noncentralTTail } from "./distributions/noncentral-t.ts";
import { tQuantile } from "./distributions/student-t.ts";
import { findRoot } from "./numeric/find-root.ts";
import { refuse } from "./refusal.ts";
import type { Outcome } from "./refusal.ts";
import type {
  SampleSizeDetails,
  SampleSizeUnknown,
} from "./methods/sample-size-paired-t/sample-size-paired-t.types.ts";

/** How n turns into degrees of freedom and noncentrality, and into participants in all. */
export type TDesign = {
  readonly arms: 1 | 2;
  readonly df: (n: number) => number;
  /** Multiplies delta / sd. */
  readonly size: (n: number) => number;
};

export type PowerTInput = {
  readonly n?: number;
  readonly delta?: number;
  readonly sd: number;
  readonly power?: number;
  readonly significance?: number;
  readonly sided?: "two_sided" | "one_sided";
  readonly dropOut?: number;
};

/**
 * Solves n, power or delta of a t-test for the one left out; both rejection regions count when two-sided.
 * Same answers as R's power.t.test(strict = TRUE). Refuses when not exactly two of the three are given or one is out of range.
 */
export function solvePowerT(input: PowerTInput, design: TDesign): Outcome<SampleSizeDetails> {
  const { sd, significance = 0.05, sided = "two_sided", dropOut = 0 } = input;
  const given = { n: input.n, power: input.power, delta: input.delta };
  const unknown = (["n", "power", "delta"] as const).filter((key) => given[key] === undefined);
  const [solvedFor] = unknown;
  if (solvedFor === undefined || unknown.length !== 1) return refuse("invalid_option", { option: "n, power, delta" });
  const bad = outOfRange({ ...input, significance, dropOut });
  if (bad !== null)
    return refuse(bad === "delta" && input.delta === 0 ? "zero_effect" : "invalid_option", { option: bad });
  const powerAt = (n: number, delta: number): number =>
    powerT({ n, effect: Math.abs(delta) / sd, significance, sided }, design);
  const solved = solve(solvedFor, { n: input.n ?? 0, delta: input.delta ?? 0, power: input.power ?? 0 }, sd, powerAt);
  if (solved === null) return refuse("numbers_too_large", { limit: 1e7 });
  const nCeiling = ceiling(solved.n);
  const nWithDropOut = ceiling(nCeiling / (1 - dropOut));
  return {
    ok: true,
    result: {
      solvedFor,
      ...solved,
      sd,
      significance,
      sided,
      dropOut,
      nCeiling,
      nWithDropOut,
      totalWithDropOut: design.arms * nWithDropOut,
    },
  };
}

/** The next whole number, not fooled by the last digit of a division. */
export function ceiling(value: number): number {
  return Math.ceil(value - 1e-9 * Math.max(1, value));
}

/** The name of the first number out of its range. */
export function outOfRange(numbers: {
  readonly n?: number;
  readonly delta?: number;
  readonly sd: number;
  readonly power?: number;
  readonly significance: number;
  readonly dropOut: number;
}): string | null {
  const { n, delta, sd, power, significance, dropOut } = numbers;
  const isIn = (value: number, low: number, high: number): boolean => value > low && value < high;
  if (!isIn(sd, 0, Infinity)) return "sd";
  if (!isIn(significance, 0, 1)) return "significance";
  if (!(dropOut >= 0 && dropOut < 1)) return "dropOut";
  if (n !== undefined && !(n >= 2 && n <= 1e7)) return "n";
  if (delta !== undefined && !(Number.isFinite(delta) && delta !== 0)) return "delta";
  if (power !== undefined && !(isIn(power, 0, 1) && power > significance)) return "power";
  return null;
}

type PowerInput = {
  readonly n: number;
  readonly effect: number;
  readonly significance: number;
  readonly sided: "two_sided" | "one_sided";
};

function powerT({ n, effect, significance, sided }: PowerInput, design: TDesign): number {
  const df = design.df(n);
  const ncp = design.size(n) * effect;
  const critical = tQuantile(1 - significance / (sided === "two_sided" ? 2 : 1), df);
  // Beyond this the other tail is below 1e-20 and the sums of the noncentral t would only be long.
  if (ncp > 100 && ncp > 10 * critical) return 1;
  const upper = noncentralTTail("upper", critical, df, ncp);
  return sided === "one_sided" ? upper : upper + noncentralTTail("lower", -critical, df, ncp);
}

type Three = { readonly n: number; readonly delta: number; readonly power: number };

function solve(
  unknown: SampleSizeUnknown,
  { n, delta, power }: Three,
  sd: number,
  powerAt: (n: number, delta: number) => number,
): Three | null {
  if (unknown === "power") return { n, delta, power: powerAt(n, delta) };
  if (unknown === "delta") {
    const found = smallestReaching((value) => powerAt(n, value), power, sd * 1e-6, sd * 1e9);
    return found === null ? null : { n, delta: found, power };
  }
  const found = smallestReaching((value) => powerAt(value, delta), power, 2, 1e7);
  return found === null ? null : { n: found, delta, power };
}

/** Where an increasing function reaches the target: doubling from the least value, then Brent. */
function smallestReaching(f: (x: number) => number, target: number, least: number, most: number): number | null {
  if (f(least) >= target) return least;
  let low = least;
  let high = least;
  while (f(high) < target) {
    if (high >= most) return null;
    low = high;
    high = Math.min(most, high * 2);
  }
  return findRoot((x) => f(x) - target, low, high, 1e-13);
}
