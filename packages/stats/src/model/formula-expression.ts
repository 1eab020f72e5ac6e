import { rName } from "../r-text.ts";

/** The tree of a formula or of an expression in it. All of it is JSON. */
export type Expression =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "call"; readonly name: string; readonly arguments: readonly Expression[] }
  | { readonly kind: "group"; readonly inner: Expression }
  | { readonly kind: "unary"; readonly operator: "-" | "+"; readonly operand: Expression }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    };

export type BinaryOperator = "~" | "|" | "||" | "+" | "-" | "*" | "/" | ":" | "^";

/** An expression as R's deparse prints it, so that columns carry the names of R. Example: I((x - 1)^2). */
export function expressionText(expression: Expression): string {
  switch (expression.kind) {
    case "name":
      return rName(expression.name);
    case "number":
      return String(expression.value);
    case "call":
      return `${expression.name}(${expression.arguments.map(expressionText).join(", ")})`;
    case "group":
      return `(${expressionText(expression.inner)})`;
    case "unary":
      return `${expression.operator}${expressionText(expression.operand)}`;
    case "binary": {
      const { operator, left, right } = expression;
      const space = operator === "^" || operator === ":" || operator === "/" ? "" : " ";
      return `${expressionText(left)}${space}${operator}${space}${expressionText(right)}`;
    }
  }
}

/** The variables of an expression in the order in which they occur, each once. */
export function variablesOf(expression: Expression): string[] {
  return [...new Set(namesIn(expression))];
}

function namesIn(expression: Expression): string[] {
  switch (expression.kind) {
    case "name":
      return [expression.name];
    case "number":
      return [];
    case "call":
      return expression.arguments.flatMap(namesIn);
    case "group":
      return namesIn(expression.inner);
    case "unary":
      return namesIn(expression.operand);
    case "binary":
      return [...namesIn(expression.left), ...namesIn(expression.right)];
  }
}
