import { createHash } from "node:crypto";
import { simulationGenerator } from "@kendali/randomization";

/** Repeatable chance for simulated lives: the same text gives the same life on every machine. */
export type Draw = {
  /** 0 ≤ x < 1. */
  readonly uniform: () => number;
  /** From a normal distribution. */
  readonly normal: (mean: number, standardDeviation: number) => number;
  readonly chance: (probability: number) => boolean;
  /** A whole number, both ends included. */
  readonly whole: (from: number, to: number) => number;
  /** One of the choices, by weight. */
  readonly pick: <T>(choices: readonly (readonly [T, number])[]) => T;
};

/** A source of chance of its own for each text, so that one life never depends on how many draws another took. */
export function drawFrom(text: string): Draw {
  const seed = createHash("sha256").update(text).digest().readBigUInt64BE(0);
  const { nextDouble, nextBelow } = simulationGenerator(seed);
  return {
    uniform: nextDouble,
    normal: (mean, standardDeviation) => {
      // Box–Muller; 1 − u keeps the logarithm finite.
      const radius = Math.sqrt(-2 * Math.log(1 - nextDouble()));
      return mean + standardDeviation * radius * Math.cos(2 * Math.PI * nextDouble());
    },
    chance: (probability) => nextDouble() < probability,
    whole: (from, to) => from + nextBelow(to - from + 1),
    pick: (choices) => {
      let left = nextDouble() * choices.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [choice, weight] of choices) {
        left -= weight;
        if (left < 0) return choice;
      }
      const last = choices.at(-1);
      if (last === undefined) throw new Error("nothing to pick from");
      return last[0];
    },
  };
}

/** Between two bounds. */
export function within(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}

export function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
