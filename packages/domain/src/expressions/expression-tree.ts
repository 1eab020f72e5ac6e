import type { ASTNode } from "@marcbachmann/cel-js";
import type { ExpressionProblem } from "./expression.ts";
import { parseExpression } from "./parse-expression.ts";

/** What stands between two operands. */
export type InfixOperator = "+" | "-" | "*" | "/" | "<" | "<=" | ">" | ">=" | "==" | "!=" | "&&" | "||" | "in";

/** A parsed expression for those who read or explain it; `start` and `end` are UTF-16 units of its text. */
export type ExpressionTree = { readonly start: number; readonly end: number } & (
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "truth"; readonly value: boolean }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "list"; readonly members: readonly ExpressionTree[] }
  | { readonly kind: "not" | "minus"; readonly of: ExpressionTree }
  | {
      readonly kind: "choose";
      readonly condition: ExpressionTree;
      readonly yes: ExpressionTree;
      readonly no: ExpressionTree;
    }
  | {
      readonly kind: "infix";
      readonly operator: InfixOperator;
      readonly left: ExpressionTree;
      readonly right: ExpressionTree;
    }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly ExpressionTree[] }
  | {
      readonly kind: "method";
      readonly name: string;
      readonly on: ExpressionTree;
      readonly args: readonly ExpressionTree[];
    }
  /** What the language has and Kendali does not offer. */
  | { readonly kind: "other"; readonly found: string }
);

export type ExpressionReading =
  | { readonly ok: true; readonly tree: ExpressionTree }
  | { readonly ok: false; readonly problem: ExpressionProblem; readonly start: number; readonly end: number };

const operators = ["+", "-", "*", "/", "<", "<=", ">", ">=", "==", "!=", "&&", "||", "in"] as const;
const infix: ReadonlySet<string> = new Set<InfixOperator>(operators);

/** Reads an expression without compiling it: what it is made of, and where each part stands; any text, never an exception. */
export function readExpression(text: string): ExpressionReading {
  const parsed = parseExpression(text);
  if (!parsed.ok) return parsed;
  return { ok: true, tree: grow(parsed.ast) };
}

function grow(node: ASTNode): ExpressionTree {
  const { start, end } = node.range;
  switch (node.op) {
    case "value":
      return { start, end, ...literal(node.args) };
    case "id":
      return { start, end, kind: "name", name: node.args };
    case "list":
      return { start, end, kind: "list", members: node.args.map(grow) };
    case "?:": {
      const [condition, yes, no] = node.args;
      return { start, end, kind: "choose", condition: grow(condition), yes: grow(yes), no: grow(no) };
    }
    case "!_":
      return { start, end, kind: "not", of: grow(node.args) };
    case "-_":
      return { start, end, kind: "minus", of: grow(node.args) };
    case "call":
      return { start, end, kind: "call", name: node.args[0], args: node.args[1].map(grow) };
    case "rcall":
      return { start, end, kind: "method", name: node.args[0], on: grow(node.args[1]), args: node.args[2].map(grow) };
    default:
      return { start, end, ...growInfix(node) };
  }
}

type Grown = ExpressionTree extends infer T ? (T extends ExpressionTree ? Omit<T, "start" | "end"> : never) : never;

function literal(value: unknown): Grown {
  if (typeof value === "boolean") return { kind: "truth", value };
  if (typeof value === "string") return { kind: "text", value };
  if (typeof value === "bigint" || typeof value === "number") return { kind: "number", value: Number(value) };
  return { kind: "other", found: value === null ? "null" : 'b"" / 1u' };
}

function growInfix(node: ASTNode): Grown {
  if (!infix.has(node.op)) return { kind: "other", found: node.op };
  const [left, right] = node.args as readonly [ASTNode, ASTNode];
  return { kind: "infix", operator: node.op as InfixOperator, left: grow(left), right: grow(right) };
}
