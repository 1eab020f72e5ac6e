import { seededRandom } from "@kendali/fixtures";

/** Chance for invented forms and answers: the same seed draws the same. */
export type Draw = {
  /** A whole number from `low` to `high`, both included. */
  readonly int: (low: number, high: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(list: readonly T[]) => T;
  /** Some members in their order, at least `least`. */
  readonly some: <T>(list: readonly T[], least: number) => readonly T[];
};

export function drawFrom(seed: number): Draw {
  const random = seededRandom(seed);
  const int = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1));
  const pick = <T>(list: readonly T[]): T => {
    const member = list[int(0, list.length - 1)];
    if (member === undefined) throw new Error("nothing to pick from");
    return member;
  };
  return {
    int,
    chance: (probability) => random() < probability,
    pick,
    some: (list, least) => {
      const kept = list.filter(() => random() < 0.5);
      return kept.length >= least ? kept : list.slice(0, least);
    },
  };
}
