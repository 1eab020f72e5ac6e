import { describe, expect, test } from "vitest";
import { schemes } from "../schemes/index.ts";
import type { ListScheme, SchemeParameters } from "../schemes/scheme.ts";
import { exactProperties } from "./exact-properties.ts";
import { addRationals, rational, rationalText, rationalToNumber, type Rational } from "./rational.ts";

const even = { arms: ["a", "b"].map((key) => ({ key, ratio: 1 })), blockSizes: [] as readonly number[] };

type Tried = readonly [name: string, scheme: ListScheme, parameters: SchemeParameters, slots: number];

const tried: readonly Tried[] = [
  ["simple", schemes.simple, even, 6],
  ["blocks of drawn sizes two and four", schemes.permuted_blocks, { ...even, blockSizes: [2, 4] }, 6],
  ["big stick", schemes.big_stick, { ...even, maximumImbalance: 2 }, 9],
  ["Efron", schemes.efron, { ...even, coin: { numerator: 3, denominator: 4 } }, 6],
  ["urn", schemes.urn, { ...even, urn: { initial: 1, added: 1 } }, 6],
  ["maximal", schemes.maximal, { ...even, maximumImbalance: 2, sequenceLength: 6 }, 8],
];

describe.each(tried)("%s: every path of the draws that the list itself makes", (_, scheme, parameters, slots) => {
  const exact = exactProperties(scheme.chanceModel(parameters), slots);
  const enumerated = propertiesOf(outcomes(scheme, parameters, slots));

  test("adds up to the exact distribution of the final imbalance", () => {
    const stated = exact.finalImbalance.map(({ imbalance, probability }) => [imbalance, rationalText(probability)]);
    expect(Object.fromEntries(stated)).toEqual(enumerated.finalImbalance);
  });

  test("adds up to the exact imbalance after every allocation", () => {
    expect(exact.absoluteImbalance.map(rationalText)).toEqual(enumerated.absoluteImbalance);
  });

  test("adds up to the exact number of right guesses", () => {
    expect(rationalText(exact.correctGuesses)).toBe(enumerated.correctGuesses);
    expect(exact.firstArm).toEqual({ numerator: 1n, denominator: 2n });
  });
});

describe("exact properties", () => {
  test("give Blackwell and Hodges' right guesses in one block of b: b/2 + (2^b / C(b, b/2) − 1) / 2", () => {
    for (const [size, arrangements] of [
      [4, 6n],
      [8, 70n],
      [20, 184756n],
      [40, 137846528820n],
    ] as const) {
      const model = schemes.permuted_blocks.chanceModel({ ...even, blockSizes: [size] });
      const theory = addRationals(rational(BigInt(size - 1), 2n), rational(2n ** BigInt(size), 2n * arrangements));
      expect(exactProperties(model, size).correctGuesses).toEqual(theory);
    }
  });

  test("stay exact for 200 participants", () => {
    const model = schemes.maximal.chanceModel({ ...even, maximumImbalance: 4, sequenceLength: 200 });
    const { finalImbalance, correctGuesses } = exactProperties(model, 200);
    expect(finalImbalance).toEqual([{ imbalance: 0, probability: { numerator: 1n, denominator: 1n } }]);
    expect(rationalToNumber(correctGuesses)).toBeGreaterThan(100);
    expect(rationalToNumber(correctGuesses)).toBeLessThan(130);
  });
});

describe("a fraction", () => {
  test("becomes the nearest double", () => {
    expect(rationalToNumber(rational(41n, 5n))).toBe(8.2);
    expect(rationalToNumber(rational(1n, 3n))).toBe(1 / 3);
    expect(rationalToNumber(rational(0n, 7n))).toBe(0);
    expect(rationalToNumber(rational(2n ** 53n + 1n, 2n ** 53n))).toBe(1);
    expect(rationalToNumber(rational(2n ** 54n + 3n, 2n ** 54n))).toBe(1 + 2 ** -52);
    expect(rationalToNumber(rational(1n, 10n ** 300n))).toBe(1e-300);
    expect(rationalToNumber(rational(10n ** 400n, 3n * 10n ** 400n))).toBe(1 / 3);
  });
});

type Outcome = { readonly sequence: readonly string[]; readonly probability: Rational };

/** Runs the list once for every path of draws, with the chance of the path as a fraction. */
function outcomes(scheme: ListScheme, parameters: SchemeParameters, slots: number): Outcome[] {
  const found: Outcome[] = [];
  let choices: readonly number[] | null = [];
  while (choices !== null) {
    const path: readonly number[] = choices;
    const widths: number[] = [];
    const reader = scheme.openLists(parameters)(() => (n) => {
      widths.push(n);
      return path[widths.length - 1] ?? 0;
    });
    const sequence = Array.from({ length: slots }, (_, slot) => reader(slot));
    found.push({
      sequence,
      probability: rational(
        1n,
        widths.reduce((product, width) => product * BigInt(width), 1n),
      ),
    });
    choices = nextPath(path, widths);
  }
  return found;
}

/** Counts up like an odometer whose wheels have the widths of the draws; null after the last path. */
function nextPath(choices: readonly number[], widths: readonly number[]): readonly number[] | null {
  const path = widths.map((_, index) => choices[index] ?? 0);
  for (let wheel = path.length - 1; wheel >= 0; wheel -= 1) {
    const turned = (path[wheel] ?? 0) + 1;
    if (turned < (widths[wheel] ?? 0)) return [...path.slice(0, wheel), turned];
  }
  return null;
}

function propertiesOf(all: readonly Outcome[]) {
  const zero = rational(0n, 1n);
  const finalImbalance = new Map<number, Rational>();
  const absoluteImbalance: Rational[] = [];
  let correctGuesses = zero;
  for (const { sequence, probability } of all) {
    let difference = 0;
    for (const [step, arm] of sequence.entries()) {
      const isBehind = difference > 0 === (arm === "b");
      const halves = difference === 0 ? 1n : isBehind ? 2n : 0n;
      correctGuesses = addRationals(correctGuesses, times(probability, halves, 2n));
      difference += arm === "a" ? 1 : -1;
      const before = absoluteImbalance[step] ?? zero;
      absoluteImbalance[step] = addRationals(before, times(probability, BigInt(Math.abs(difference)), 1n));
    }
    finalImbalance.set(difference, addRationals(finalImbalance.get(difference) ?? zero, probability));
  }
  return {
    finalImbalance: Object.fromEntries([...finalImbalance].map(([key, value]) => [key, rationalText(value)])),
    absoluteImbalance: absoluteImbalance.map(rationalText),
    correctGuesses: rationalText(correctGuesses),
  };
}

function times({ numerator, denominator }: Rational, by: bigint, over: bigint): Rational {
  return rational(numerator * by, denominator * over);
}
