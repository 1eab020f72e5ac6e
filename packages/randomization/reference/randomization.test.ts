import { describe, expect, test } from "vitest";
import { schemes, type ListSchemeKey, type SchemeParameters } from "../src/index.ts";
import { adapters } from "./adapters.ts";
import reference from "./cases/randomization.json" with { type: "json" };

type Case = {
  readonly id: string;
  readonly method: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly expected: Readonly<Record<string, unknown>>;
};

const cases: readonly Case[] = reference.cases;
const TOLERANCE = 1e-12;

const arms = [
  { key: "A", ratio: 1 },
  { key: "B", ratio: 1 },
];

type Enumerated = {
  readonly definition: (typeof schemes)[ListSchemeKey];
  readonly parameters: SchemeParameters;
  readonly unitSize: number;
};

/** Slots draw independently only in these procedures, so that the outcomes of units multiply. */
const enumerated: Readonly<Record<string, Enumerated>> = {
  "randomization/exact-simple-N12": {
    definition: schemes.simple,
    parameters: { arms, blockSizes: [] },
    unitSize: 1,
  },
  "randomization/exact-pbr-6-N12": {
    definition: schemes.permuted_blocks,
    parameters: { arms, blockSizes: [6] },
    unitSize: 6,
  },
};

describe("the published exact values", () => {
  test.each(cases)("$id agrees in every field", (testCase) => expect(differences(testCase, testCase)).toEqual([]));

  test("a wrong value in any field of any case is seen", () => {
    const unseen = cases.flatMap((testCase) => {
      const { status, ...fields } = testCase.expected;
      return Object.keys(fields).filter((name) => {
        const disturbed = { status, ...fields, [name]: disturb(fields[name]) };
        return differences(testCase, { ...testCase, expected: disturbed }).length === 0;
      });
    });
    expect(unseen).toEqual([]);
    expect(cases).toHaveLength(18);
  });
});

describe.each(Object.entries(enumerated))("%s, by enumerating every draw the scheme can make", (id, scheme) => {
  const { inputs, expected } = caseOf(id);
  const properties = exactProperties(sequences(scheme, inputs["N"] as number));

  test("final imbalance has exactly the stated probabilities", () => {
    const stated = expected["final_imbalance_pmf"] as Record<string, number>;
    expect(Object.keys(properties.finalImbalance).sort()).toEqual(Object.keys(stated).sort());
    for (const [imbalance, probability] of Object.entries(stated))
      expectClose(properties.finalImbalance[imbalance] ?? Number.NaN, probability);
  });

  test("mean absolute imbalance is the stated one after every allocation", () => {
    const stated = expected["expected_abs_imbalance_by_step"] as number[];
    expect(properties.absoluteImbalance).toHaveLength(stated.length);
    stated.forEach((value, step) => expectClose(properties.absoluteImbalance[step] ?? Number.NaN, value));
  });

  test("a guesser who follows the balance is right exactly as often as stated", () => {
    expectClose(properties.correctGuesses, expected["expected_correct_guesses"] as number);
    expectClose(properties.firstIsA, expected["first_assignment_probability"] as number);
  });
});

type Weighted = { readonly sequence: readonly string[]; readonly probability: number };

function caseOf(id: string): Case {
  const found = cases.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no case ${id}`);
  return found;
}

function expectClose(actual: number, stated: number): void {
  expect(Math.abs(actual - stated)).toBeLessThanOrEqual(TOLERANCE);
}

/** All sequences of N slots: units (slots or blocks) draw independently, so their outcomes multiply. */
function sequences(scheme: Enumerated, slots: number): Weighted[] {
  const oneUnit = unitOutcomes(scheme);
  let all: Weighted[] = [{ sequence: [], probability: 1 }];
  for (let filled = 0; filled < slots; filled += scheme.unitSize)
    all = all.flatMap((start) =>
      oneUnit.map((unit) => ({
        sequence: [...start.sequence, ...unit.sequence],
        probability: start.probability * unit.probability,
      })),
    );
  return all;
}

/** Runs the scheme's own code once for every path of draws a unit can take, and adds up equal outcomes. */
function unitOutcomes({ definition, parameters, unitSize }: Enumerated): Weighted[] {
  const outcomes = new Map<string, number>();
  let path: number[] | null = [];
  while (path !== null) {
    const choices: number[] = path;
    const widths: number[] = [];
    const reader = definition.openLists(parameters)(() => (n) => {
      widths.push(n);
      return choices[widths.length - 1] ?? 0;
    });
    const sequence = Array.from({ length: unitSize }, (_, slot) => reader(slot));
    const probability = widths.reduce((product, width) => product / width, 1);
    const text = sequence.join(" ");
    outcomes.set(text, (outcomes.get(text) ?? 0) + probability);
    path = nextPath(choices, widths);
  }
  return [...outcomes].map(([text, probability]) => ({ sequence: text.split(" "), probability }));
}

/** Counts up like an odometer whose wheels have the widths of the draws; null after the last path. */
function nextPath(choices: readonly number[], widths: readonly number[]): number[] | null {
  const path = widths.map((_, index) => choices[index] ?? 0);
  for (let wheel = path.length - 1; wheel >= 0; wheel -= 1) {
    const turned = (path[wheel] ?? 0) + 1;
    if (turned < (widths[wheel] ?? 0)) return [...path.slice(0, wheel), turned];
  }
  return null;
}

function exactProperties(all: readonly Weighted[]) {
  const finalImbalance: Record<string, number> = {};
  const absoluteImbalance: number[] = [];
  let correctGuesses = 0;
  let firstIsA = 0;
  for (const { sequence, probability } of all) {
    let difference = 0;
    sequence.forEach((arm, step) => {
      const guess = difference === 0 ? null : difference > 0 ? "B" : "A";
      correctGuesses += probability * (guess === null ? 0.5 : guess === arm ? 1 : 0);
      difference += arm === "A" ? 1 : -1;
      absoluteImbalance[step] = (absoluteImbalance[step] ?? 0) + probability * Math.abs(difference);
    });
    finalImbalance[difference] = (finalImbalance[difference] ?? 0) + probability;
    if (sequence[0] === "A") firstIsA += probability;
  }
  return { finalImbalance, absoluteImbalance, correctGuesses, firstIsA };
}

/** Where the adapter's answer to `asked` is not what `stated` expects. */
function differences({ method, inputs, options }: Case, stated: Case): string[] {
  const actual = adapters[method]?.(inputs as never, options as never);
  if (actual === undefined || !("fields" in actual)) return ["no result"];
  const { status, ...fields } = stated.expected;
  expect(status).toBe("ok");
  return Object.entries(fields).flatMap(([name, value]) => (agrees(value, actual.fields[name]) ? [] : [name]));
}

function agrees(stated: unknown, actual: unknown): boolean {
  if (typeof stated === "number") return typeof actual === "number" && Math.abs(stated - actual) <= TOLERANCE;
  if (typeof stated !== "object" || stated === null) return stated === actual;
  if (typeof actual !== "object" || actual === null) return false;
  const [left, right] = [Object.entries(stated), Object.entries(actual)];
  return left.length === right.length && left.every(([key, value]) => agrees(value, Object.fromEntries(right)[key]));
}

/** Another value of the same shape; a number off by more than the tolerance. */
function disturb(value: unknown): unknown {
  if (typeof value === "number") return value + 1e-9;
  if (typeof value === "boolean") return !value;
  if (Array.isArray(value)) return value.map(disturb);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, disturb(inner)]));
  return "other";
}
