import { createHash } from "node:crypto";

/** Chance that is a function of a seed and a key: the same question has the same answer in both worlds, in any order. */
export type Chance = {
  /** A number from 0 up to, and without, 1. */
  readonly unit: (key: string) => number;
  /** A whole number from 0 up to, and without, `below`. */
  readonly index: (key: string, below: number) => number;
  readonly pick: <T>(key: string, from: readonly T[]) => T | undefined;
  /** A UUID of version 4 in form. */
  readonly uuid: (key: string) => string;
};

export function chanceOf(seed: string): Chance {
  const hex = (key: string): string => createHash("sha256").update(`${seed}\n${key}`).digest("hex");
  const unit = (key: string): number => Number.parseInt(hex(key).slice(0, 12), 16) / 2 ** 48;
  const index = (key: string, below: number): number => Math.floor(unit(key) * below);
  return {
    unit,
    index,
    pick: (key, from) => from[index(key, from.length)],
    uuid: (key) => {
      const digits = hex(key);
      return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
    },
  };
}
