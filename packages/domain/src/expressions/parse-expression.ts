import { type ASTNode, Environment, ParseError } from "@marcbachmann/cel-js";
import type { ExpressionProblem } from "./expression.ts";

/** The longest expression, in UTF-16 units; the protocol's schema has the same limit. */
const maxLength = 2000;
/** Without loops, the number of steps of an evaluation is at most the number of nodes. */
const limits = { maxAstNodes: 500, maxDepth: 64, maxListElements: 100, maxMapEntries: 1, maxCallArguments: 8 } as const;
const parser = new Environment({ unlistedVariablesAreDyn: true, limits });

export type ParsedExpression =
  | { readonly ok: true; readonly ast: ASTNode }
  | { readonly ok: false; readonly problem: ExpressionProblem; readonly start: number; readonly end: number };

/** Reads the text of an expression within the bounds, or says what is wrong with it and where (UTF-16 units). */
export function parseExpression(text: string): ParsedExpression {
  const whole = { start: 0, end: text.length };
  if (text.length > maxLength) {
    return {
      ok: false,
      problem: { code: "expression_too_long", params: { length: text.length, maximum: maxLength } },
      ...whole,
    };
  }
  try {
    return { ok: true, ast: parser.parse(text).ast };
  } catch (error) {
    return { ok: false, problem: parseProblem(error), ...((error instanceof ParseError && error.range) || whole) };
  }
}

/** What the parser's exception tells the person who wrote the text; anything else that is thrown is a bug. */
export function parseProblem(error: unknown): ExpressionProblem {
  if (error instanceof RangeError) return { code: "expression_too_complex", params: {} };
  if (!(error instanceof ParseError)) throw error;
  if (error.code === "limit_exceeded") return { code: "expression_too_complex", params: {} };
  return {
    code: "expression_syntax",
    params: { found: error.summary.slice(0, 120), position: (error.range?.start ?? 0) + 1 },
  };
}
