import type { BinaryOperator, Expression } from "./formula-expression.ts";

/** The tree of a text in R's grammar, or where the text stops being one (1 is the first character). */
export type ParsedExpression =
  { readonly ok: true; readonly expression: Expression } | { readonly ok: false; readonly position: number };

type Token = { readonly kind: "name" | "number" | "symbol" | "end"; readonly text: string; readonly at: number };

/** From weak to strong, as ?Syntax in R lists them; the power operator and the sign are read apart. */
const levels: readonly (readonly BinaryOperator[])[] = [["~"], ["|", "||"], ["+", "-"], ["*", "/"], [":"]];

const pattern =
  /\s*(?:(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|`(?<quoted>[^`]+)`|(?<name>[\p{L}.][\p{L}\p{N}._]*)|(?<symbol>\|\||[~|+\-*/:^(),=]))/uy;

/** Longer or deeper texts are nobody's model and would cost time or stack. */
const longestText = 5000;
const deepest = 100;

/** Reads a formula or expression. Names may be quoted with backticks as in R. */
export function parseExpression(text: string): ParsedExpression {
  if (text.length > longestText) return { ok: false, position: longestText + 1 };
  const tokens = tokensOf(text);
  if (typeof tokens === "number") return { ok: false, position: tokens };
  const { expression, failedAt } = readTokens(tokens);
  return failedAt === null ? { ok: true, expression } : { ok: false, position: failedAt };
}

/** The tokens of a text, or the position of the first character that begins none. */
function tokensOf(text: string): Token[] | number {
  const tokens: Token[] = [];
  let at = 0;
  while (text.slice(at).trim() !== "") {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) return at + 1 + (text.slice(at).length - text.slice(at).trimStart().length);
    const start = pattern.lastIndex - match[0].trimStart().length + 1;
    at = pattern.lastIndex;
    const { number, quoted, name, symbol } = match.groups ?? {};
    if (number !== undefined) tokens.push({ kind: "number", text: number, at: start });
    else if (symbol !== undefined) tokens.push({ kind: "symbol", text: symbol, at: start });
    else tokens.push({ kind: "name", text: quoted ?? name ?? "", at: start });
  }
  return [...tokens, { kind: "end", text: "", at: text.length + 1 }];
}

/** Recursive descent. The first failure is kept and leaves nothing more to read, so that every loop ends. */
function readTokens(tokens: readonly Token[]): { expression: Expression; failedAt: number | null } {
  const end: Token = tokens.at(-1) ?? { kind: "end", text: "", at: 1 };
  const state: { next: number; depth: number; failedAt: number | null } = { next: 0, depth: 0, failedAt: null };
  const peek = (): Token => (state.failedAt === null ? (tokens[state.next] ?? end) : end);
  const take = (): Token => {
    const token = peek();
    state.next += 1;
    return token;
  };
  const fail = (at: number): Expression => {
    state.failedAt ??= at;
    return { kind: "number", value: 0 };
  };
  const isSymbol = (text: string): boolean => peek().kind === "symbol" && peek().text === text;
  const skip = (text: string): void => {
    if (isSymbol(text)) take();
    else fail(peek().at);
  };
  const nested = (read: () => Expression): Expression => {
    if (state.depth >= deepest) return fail(peek().at);
    state.depth += 1;
    const inner = read();
    state.depth -= 1;
    return inner;
  };
  const chain = (level: number): Expression => {
    const operators = levels[level];
    if (operators === undefined) return signed();
    let left = chain(level + 1);
    for (;;) {
      const operator = operators.find(isSymbol);
      if (operator === undefined) return left;
      take();
      left = { kind: "binary", operator, left, right: chain(level + 1) };
    }
  };
  const signed = (): Expression => {
    if (!isSymbol("-") && !isSymbol("+")) return power();
    const operator = take().text === "-" ? "-" : "+";
    return { kind: "unary", operator, operand: nested(signed) };
  };
  const power = (): Expression => {
    const base = primary();
    if (!isSymbol("^")) return base;
    take();
    return { kind: "binary", operator: "^", left: base, right: nested(signed) };
  };
  const primary = (): Expression => {
    const token = take();
    if (token.kind === "number") return { kind: "number", value: Number(token.text) };
    if (token.kind === "name") return isSymbol("(") ? call(token.text) : { kind: "name", name: token.text };
    if (token.text !== "(") return fail(token.at);
    const inner = nested(() => chain(1));
    skip(")");
    return { kind: "group", inner };
  };
  const call = (name: string): Expression => {
    const parts: Expression[] = [];
    skip("(");
    while (state.failedAt === null && !isSymbol(")")) {
      parts.push(nested(() => chain(1)));
      if (!isSymbol(")")) skip(",");
    }
    skip(")");
    return { kind: "call", name, arguments: parts };
  };
  const expression = chain(0);
  if (peek().kind !== "end") fail(peek().at);
  return { expression, failedAt: state.failedAt };
}
