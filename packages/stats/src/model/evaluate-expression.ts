import {
  addDoubleDouble,
  divideDoubleDouble,
  multiplyDoubleDouble,
  squareRootDoubleDouble,
} from "../numeric/double-double.ts";
import type { DoubleDouble, DoubleDoubles } from "../numeric/double-double.ts";
import { expressionText } from "./formula-expression.ts";
import type { Expression } from "./formula-expression.ts";

/** The value of an expression for every row, or the part of it that no method computes. */
export type Evaluated = DoubleDoubles | { readonly unsupported: string };

const functions: Readonly<Record<string, (x: number) => number>> = {
  log: Math.log,
  log2: Math.log2,
  log10: Math.log10,
  log1p: Math.log1p,
  exp: Math.exp,
  abs: Math.abs,
};

/**
 * Computes a numeric expression row by row in double-double, so that powers and products of a column are as exact as the column.
 * `column` gives the numbers of a variable. Rows where the value is not finite hold what a double gives there.
 */
export function evaluateExpression(
  node: Expression,
  n: number,
  column: (name: string) => readonly number[],
): Evaluated {
  switch (node.kind) {
    case "number":
      return { high: new Float64Array(n).fill(node.value), low: new Float64Array(n) };
    case "name":
      return { high: Float64Array.from(column(node.name)), low: new Float64Array(n) };
    case "group":
      return evaluateExpression(node.inner, n, column);
    case "unary": {
      const inner = evaluateExpression(node.operand, n, column);
      return "unsupported" in inner || node.operator === "+" ? inner : mapped(inner, ([h, l]) => [-h, -l]);
    }
    case "call":
      return ofCall(node, n, column);
    case "binary": {
      const left = evaluateExpression(node.left, n, column);
      if ("unsupported" in left) return left;
      if (node.operator === "^") return powers(node, left);
      const right = evaluateExpression(node.right, n, column);
      if ("unsupported" in right) return right;
      const combine = operations[node.operator];
      if (combine === undefined) return { unsupported: expressionText(node) };
      return mapped(left, (value, i) => combine(value, [right.high[i] ?? 0, right.low[i] ?? 0]));
    }
  }
}

const operations: Readonly<Record<string, (a: DoubleDouble, b: DoubleDouble) => DoubleDouble>> = {
  "+": addDoubleDouble,
  "-": (a, [b, low]) => addDoubleDouble(a, [-b, -low]),
  "*": multiplyDoubleDouble,
  "/": divideDoubleDouble,
};

function ofCall(
  node: Extract<Expression, { kind: "call" }>,
  n: number,
  column: (name: string) => readonly number[],
): Evaluated {
  const [argument] = node.arguments;
  const compute = Object.hasOwn(functions, node.name) ? functions[node.name] : undefined;
  const isKnown = compute !== undefined || node.name === "I" || node.name === "sqrt";
  if (argument === undefined || node.arguments.length !== 1 || !isKnown) return { unsupported: expressionText(node) };
  const inner = evaluateExpression(argument, n, column);
  if ("unsupported" in inner || node.name === "I") return inner;
  if (compute !== undefined) return mapped(inner, ([value]) => [compute(value), 0]);
  return mapped(inner, (value) => (value[0] < 0 ? [NaN, 0] : squareRootDoubleDouble(value)));
}

/** Whole exponents by multiplication; others by Math.pow. */
function powers(node: Extract<Expression, { kind: "binary" }>, base: DoubleDoubles): Evaluated {
  const exponent = constantOf(node.right);
  if (exponent === null) return { unsupported: expressionText(node) };
  if (!Number.isInteger(exponent) || Math.abs(exponent) > 64) return mapped(base, ([x]) => [x ** exponent, 0]);
  return mapped(base, (value) => {
    let result: DoubleDouble = [1, 0];
    for (let k = 0; k < Math.abs(exponent); k += 1) result = multiplyDoubleDouble(result, value);
    return exponent < 0 ? divideDoubleDouble([1, 0], result) : result;
  });
}

function constantOf(node: Expression): number | null {
  if (node.kind === "number") return node.value;
  if (node.kind === "group") return constantOf(node.inner);
  if (node.kind !== "unary") return null;
  const inner = constantOf(node.operand);
  return inner === null ? null : node.operator === "-" ? -inner : inner;
}

function mapped(values: DoubleDoubles, f: (value: DoubleDouble, i: number) => DoubleDouble): DoubleDoubles {
  const high = new Float64Array(values.high.length);
  const low = new Float64Array(values.high.length);
  for (let i = 0; i < high.length; i += 1) {
    const [h, l] = f([values.high[i] ?? 0, values.low[i] ?? 0], i);
    high[i] = h;
    // Beyond the range of a double the error term is NaN, and the value itself says what happened.
    low[i] = Number.isFinite(l) ? l : 0;
  }
  return { high, low };
}
