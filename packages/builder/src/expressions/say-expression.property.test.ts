import { expressionEngine } from "@kendali/domain/expressions";
import type { PresentValue } from "@kendali/domain";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { spokenScope } from "./expression.fixture.ts";
import { sayExpression } from "./say-expression.ts";

const scope = spokenScope();

/** Answers that tell expressions apart: no two of them give every expression of the family the same values. */
const answers: readonly ReadonlyMap<string, PresentValue>[] = [-3, -1.5, 0, 1, 2, 5].flatMap((left, index) =>
  [-2, 1, 2.5].flatMap((right, other) =>
    [true, false].map((pain): ReadonlyMap<string, PresentValue> => {
      const values: [string, PresentValue][] = [
        ["vol_left", left],
        ["vol_right", right],
        ["pain", pain],
        ["fever", (index + other) % 2 === 0],
        ["side", (index % 2) + 1],
      ];
      // What is missing tells `false && unknown` from the rest.
      return new Map(values.filter((_, place) => (index + 2 * other + place) % 4 !== 3));
    }),
  ),
);

/** What an expression means, as far as evaluating it shows. */
function meaningOf(text: string, result: "bool" | "double"): string | null {
  const compiled = expressionEngine.compile(text, scope.declarations, result);
  if (!compiled.ok) return null;
  return answers
    .map((values) => {
      const evaluated = compiled.expression.evaluate(values);
      return evaluated.known ? String(evaluated.value) : "?";
    })
    .join(" ");
}

const numbers0 = ["vol_left", "vol_right", "1", "2"];
const truths0 = ["pain", "fever"];
const join = (lefts: readonly string[], operators: readonly string[], rights: readonly string[]): readonly string[] =>
  operators.flatMap((operator) => lefts.flatMap((a) => rights.map((b) => `(${a} ${operator} ${b})`)));
const arithmetic = ["+", "-", "*", "/"];
const comparing = ["<", "<=", ">", ">=", "==", "!="];

function numbersOver(numbers: readonly string[], truths: readonly string[]): readonly string[] {
  return [
    ...numbers,
    ...join(numbers, arithmetic, numbers),
    ...numbers.flatMap((a) => [`-(${a})`, `abs(${a})`, `round(${a})`, `round(${a}, 1)`]),
    ...numbers.slice(0, 12).flatMap((a) => numbers.slice(0, 12).flatMap((b) => [`min(${a}, ${b})`, `max(${a}, ${b})`])),
    ...truths
      .slice(0, 12)
      .flatMap((c) => numbers.slice(0, 6).flatMap((a) => numbers.slice(2, 8).map((b) => `(${c} ? ${a} : ${b})`))),
  ];
}

function truthsOver(numbers: readonly string[], truths: readonly string[]): readonly string[] {
  return [
    ...truths,
    ...join(numbers, comparing, numbers),
    ...join(truths, ["&&", "||", "==", "!="], truths),
    ...truths.flatMap((a) => [`!(${a})`, `(${a} == true)`, `(${a} != true)`]),
    ...truths.slice(0, 8).flatMap((c) => truths.slice(0, 8).map((a) => `(${c} ? ${a} : pain)`)),
    "side == 1",
    "side != 2",
    "side in [1]",
    "side in [1, 2]",
    "side >= 2",
  ];
}

const numbers1 = numbersOver(numbers0, truths0);
const truths1 = truthsOver(numbers0, truths0);
const thin = <T>(list: readonly T[], step: number): readonly T[] => list.filter((_, index) => index % step === 0);
const family = {
  double: [...numbers1, ...numbersOver(thin(numbers1, 3), thin(truths1, 9))],
  bool: [...truths1, ...truthsOver(thin(numbers1, 5), thin(truths1, 4))],
};

describe("an expression read in words", () => {
  it.each(["id", "en"] as const)("is never read like another one of a different meaning (%s)", (locale) => {
    for (const result of ["double", "bool"] as const) {
      const byWords = new Map<string, string[]>();
      for (const text of family[result]) {
        const words = sayExpression(text, scope, locale);
        if (words === null) throw new Error(`${text} is not said`);
        byWords.set(words, [...(byWords.get(words) ?? []), text]);
      }
      expect(byWords.size).toBeGreaterThan(family[result].length / 2);
      for (const [words, texts] of byWords) {
        const meanings = new Set(texts.length < 2 ? [] : texts.map((text) => meaningOf(text, result)));
        expect(meanings.size, `${words}\n${texts.join("\n")}`).toBeLessThan(2);
      }
    }
  });

  it("is answered for any text, without an exception", () => {
    const words = fc.constantFrom(
      ...[...scope.names.keys()].slice(0, 30),
      ..."( ) [ ] { } . , ? : ! && || == != < <= + - * / % in 1 2.5 'x' \"15:00\" true null abs ( round ( min ( hoursBetween ( daysBetween ( .matches( .contains( nobody has ( x . y".split(
        " ",
      ),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(words, { maxLength: 14 }).map((list) => list.join(" ")),
          fc.string({ unit: "binary" }),
        ),
        (text) => {
          for (const locale of ["id", "en"] as const) {
            const said = sayExpression(text, scope, locale);
            expect(said === null || said.length > 0).toBe(true);
          }
        },
      ),
      { numRuns: 5000 },
    );
  });
});
