import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ExpressionType, PresentValue } from "../item-types/item-type.ts";
import { expressionProblemCodes } from "../problems.ts";
import { expressionEngine } from "./index.ts";

const declarations: ReadonlyMap<string, ExpressionType> = new Map([
  ["a", "double"],
  ["b", "double"],
  ["p", "bool"],
  ["q", "bool"],
]);

/** A program beside what it must give: `null` for unknown, by Kleene's strong three-valued logic, written independently. */
type Truth = { readonly text: string; readonly expected: (scope: ReadonlyMap<string, PresentValue>) => boolean | null };
type Amount = { readonly text: string; readonly expected: (scope: ReadonlyMap<string, PresentValue>) => number | null };

const known = <T>(value: PresentValue | undefined): T | null => (value === undefined ? null : (value as T));
const both = (a: number | null, b: number | null, combine: (x: number, y: number) => number): number | null => {
  const value = a === null || b === null ? null : combine(a, b);
  return value === null || Number.isNaN(value) ? null : value;
};

const programs = fc.letrec<{ truth: Truth; amount: Amount }>((tie) => ({
  amount: fc.oneof(
    { depthSize: "small", maxDepth: 4 },
    fc.integer({ min: -20, max: 20 }).map((n): Amount => ({ text: `(${n})`, expected: () => n })),
    fc
      .constantFrom("a", "b")
      .map((name): Amount => ({ text: name, expected: (scope) => known<number>(scope.get(name)) })),
    fc.tuple(fc.constantFrom("+", "-", "*"), tie("amount"), tie("amount")).map(([operator, left, right]): Amount => ({
      text: `(${left.text} ${operator} ${right.text})`,
      expected: (scope) =>
        both(left.expected(scope), right.expected(scope), (x, y) =>
          operator === "+" ? x + y : operator === "-" ? x - y : x * y,
        ),
    })),
    fc.tuple(tie("amount"), tie("amount")).map(([left, right]): Amount => ({
      text: `(${left.text} / ${right.text})`,
      expected: (scope) => both(left.expected(scope), right.expected(scope), (x, y) => (y === 0 ? Number.NaN : x / y)),
    })),
    fc.tuple(tie("truth"), tie("amount"), tie("amount")).map(([condition, yes, no]): Amount => ({
      text: `(${condition.text} ? ${yes.text} : ${no.text})`,
      expected: (scope) => {
        const chosen = condition.expected(scope);
        return chosen === null ? null : (chosen ? yes : no).expected(scope);
      },
    })),
  ),
  truth: fc.oneof(
    { depthSize: "small", maxDepth: 4 },
    fc
      .constantFrom("p", "q")
      .map((name): Truth => ({ text: name, expected: (scope) => known<boolean>(scope.get(name)) })),
    fc.tuple(tie("amount"), tie("amount")).map(([left, right]): Truth => ({
      text: `(${left.text} < ${right.text})`,
      expected: (scope) => {
        const [x, y] = [left.expected(scope), right.expected(scope)];
        return x === null || y === null ? null : x < y;
      },
    })),
    tie("truth").map((inner): Truth => ({
      text: `!(${inner.text})`,
      expected: (scope) => {
        const value = inner.expected(scope);
        return value === null ? null : !value;
      },
    })),
    fc.tuple(fc.boolean(), tie("truth"), tie("truth")).map(([isAnd, left, right]): Truth => ({
      text: `(${left.text} ${isAnd ? "&&" : "||"} ${right.text})`,
      expected: (scope) => {
        const values = [left.expected(scope), right.expected(scope)];
        if (values.includes(!isAnd)) return !isAnd;
        return values.includes(null) ? null : isAnd;
      },
    })),
  ),
}));

const scopes = fc
  .record(
    { a: fc.integer({ min: -9, max: 9 }), b: fc.constantFrom(0, 0.5, 3), p: fc.boolean(), q: fc.boolean() },
    { requiredKeys: [] },
  )
  .map((values): ReadonlyMap<string, PresentValue> => new Map(Object.entries(values)));

describe("generated programs", () => {
  it("give what three-valued logic and double arithmetic give", () => {
    fc.assert(
      fc.property(programs.truth, scopes, (program, scope) => {
        const compilation = expressionEngine.compile(program.text, declarations, "bool");
        fc.pre(compilation.ok || compilation.problem.code !== "expression_too_complex");
        fc.pre(program.text.length <= 2000);
        if (!compilation.ok) throw new Error(`${program.text}: ${compilation.problem.code}`);
        const evaluation = compilation.expression.evaluate(scope);
        expect(evaluation.known ? evaluation.value : null).toBe(program.expected(scope));
      }),
      { numRuns: 5000 },
    );
  });

  it("of any text end in a value, unknown or a named problem, and reach nothing outside", () => {
    const words = fc.constantFrom(
      ..."a b p q ( ) [ ] { } . , ? : ! && || == < + - * / % in 1 2.5 'x' this self globalThis constructor __proto__ prototype process require import eval Function toString valueOf size has map filter all matches bind cel google type dyn null true r'a' b'b' 1u #".split(
        " ",
      ),
    );
    const before = JSON.stringify(Object.getOwnPropertyNames(Object.prototype));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(words, { maxLength: 25 }).map((list) => list.join(" ")),
          fc.string({ unit: "binary" }),
        ),
        scopes,
        (text, scope) => {
          const compilation = expressionEngine.compile(text, declarations, "bool");
          if (!compilation.ok) {
            expect(expressionProblemCodes).toContain(compilation.problem.code);
            return;
          }
          const evaluation = compilation.expression.evaluate(scope);
          if (evaluation.known) expect(typeof evaluation.value).toBe("boolean");
        },
      ),
      { numRuns: 20_000 },
    );
    expect(JSON.stringify(Object.getOwnPropertyNames(Object.prototype))).toBe(before);
  });
});
