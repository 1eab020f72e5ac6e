import type { SimulationGenerator } from "@kendali/randomization";
import type { Interval, Outcome } from "@kendali/stats";

/** The rate that theory gives, as a range: one number for exact methods, and the stated closeness of approximate ones. */
export type Rate = readonly [least: number, most: number];

/** What one simulated data set says of every claim: the interval covered the truth, the test rejected. */
export type Verdicts = Readonly<Record<string, boolean>>;

/** A model under which a method's claims are known: how to draw a data set and judge it, and how often each claim holds. */
export type Experiment = {
  readonly name: string;
  readonly rates: Readonly<Record<string, Rate>>;
  readonly draw: (generator: SimulationGenerator) => Verdicts;
};

export const exactly = (rate: number): Rate => [rate, rate];

/** Draws that an experiment asks of a generator, as arrays. */
export function normals(generator: SimulationGenerator, n: number, mean = 0, sd = 1): number[] {
  return Array.from({ length: n }, () => mean + sd * generator.nextNormal());
}

/** Whether an interval holds the truth; an unbounded side holds everything. */
export function covers(interval: Interval | null, truth: number): boolean {
  if (interval === null) throw new Error("an interval that the experiment counts is missing");
  return (interval.lower ?? -Infinity) <= truth && truth <= (interval.upper ?? Infinity);
}

/** The result of a method that these data cannot make refuse. */
export function resultOf<Result>(outcome: Outcome<Result>): Result {
  if (!outcome.ok) throw new Error(`refused: ${outcome.refusal.code}`);
  return outcome.result;
}
