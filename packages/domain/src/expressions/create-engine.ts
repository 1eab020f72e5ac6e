import { Environment, EvaluationError, type ParseResult } from "@marcbachmann/cel-js";
import type { ExpressionType } from "../item-types/item-type.ts";
import { daysBetween, hoursBetween } from "../local-date.ts";
import { invariant } from "../result.ts";
import {
  type Compilation,
  type CompiledExpression,
  type Declarations,
  type Evaluation,
  type ExpressionEngine,
  type ExpressionProblem,
  type ExpressionResult,
  type PatternCompiler,
  type Scope,
  unknown,
} from "./expression.ts";
import { roundTo } from "./functions.ts";
import { parseExpression, parseProblem } from "./parse-expression.ts";
import { isReservedName } from "./reserved-names.ts";
import { translate, type Translation } from "./translate.ts";

/** The rewritten text has a few more nodes (`a / b` becomes a call) and parentheses. */
const rewrittenLimits = {
  maxAstNodes: 5000,
  maxDepth: 640,
  maxListElements: 100,
  maxMapEntries: 1,
  maxCallArguments: 8,
} as const;

const celTypes: Readonly<Record<ExpressionType, string>> = {
  double: "double",
  bool: "bool",
  string: "string",
  date: "string",
  date_time: "string",
  "list<double>": "list<double>",
};

/**
 * The expression engine: CEL, parsed and evaluated by cel-js, within bounds (ADR 0002). CEL lets `false && error` be
 * false and `true || error` true; a missing value is such an error here, so that the language's own rules are Kleene's
 * three-valued logic and everything else that touches a missing value is unknown. Nothing is compiled to JavaScript:
 * there is no `eval` and no `Function`, and a content security policy without `unsafe-eval` holds.
 * Without `compilePattern` the method `matches` is refused.
 */
export function createExpressionEngine(options: { readonly compilePattern?: PatternCompiler } = {}): ExpressionEngine {
  const compilePattern = options.compilePattern ?? null;
  const base = baseEnvironment(compilePattern);
  const environments = new WeakMap<Declarations, Environment>();
  return {
    compile: (text, declarations, result) => {
      const read = parseExpression(text);
      if (!read.ok) return { ok: false, problem: read.problem };
      try {
        const translation = translate(read.ast, declarations, compilePattern);
        if (translation.problem !== null) return { ok: false, problem: translation.problem };
        const environment = environments.get(declarations) ?? declare(base, declarations);
        environments.set(declarations, environment);
        return finish(environment.parse(translation.text), text, translation, result);
      } catch (error) {
        return { ok: false, problem: parseProblem(error) };
      }
    },
  };
}

function finish(
  parsed: ParseResult,
  text: string,
  { names, isStrict }: Translation,
  result: ExpressionResult,
): Compilation {
  const check = parsed.check();
  if (!check.valid) return problem("expression_wrong_types", { found: check.error?.summary.slice(0, 120) ?? "" });
  if (check.type !== result) return problem("expression_wrong_result", { expected: result, found: check.type ?? "" });
  // An exception costs some 50 µs; where a missing name decides by itself, none is needed.
  const evaluateIn = (scope: Scope): Evaluation =>
    isStrict && names.some((name) => !scope.has(name)) ? unknown : evaluate(parsed, scope);
  const expression: CompiledExpression = { text, names, evaluate: evaluateIn };
  return { ok: true, expression };
}

function evaluate(parsed: ParseResult, scope: Scope): Evaluation {
  try {
    const value: unknown = parsed(scope);
    if (typeof value === "boolean") return { known: true, value };
    invariant(typeof value === "number", `an expression gave a ${typeof value}`);
    // Minus zero and infinities are artefacts of doubles, not answers.
    return Number.isFinite(value) ? { known: true, value: value === 0 ? 0 : value } : unknown;
  } catch (error) {
    if (error instanceof EvaluationError || error instanceof NoAnswer) return unknown;
    throw error;
  }
}

/** Division by zero. Its message is for a reader of logs: to the person it is an unknown value. */
class NoAnswer extends Error {}

function baseEnvironment(compilePattern: PatternCompiler | null): Environment {
  const patterns = new Map<string, (text: string) => boolean>();
  const matches = (text: string, pattern: string): boolean => {
    const matcher = patterns.get(pattern) ?? compilePattern?.(pattern);
    invariant(matcher != null, "a pattern is compiled before it is used");
    patterns.set(pattern, matcher);
    return matcher(text);
  };
  const divide = (dividend: number, divisor: number): number => {
    if (divisor === 0) throw new NoAnswer("division by zero");
    return dividend / divisor;
  };
  return new Environment({ limits: rewrittenLimits })
    .registerFunction("abs(double): double", (value: number) => Math.abs(value))
    .registerFunction("round(double): double", (value: number) => roundTo(value, 0))
    .registerFunction("round(double, double): double", roundTo)
    .registerFunction("min(double, double): double", (a: number, b: number) => Math.min(a, b))
    .registerFunction("max(double, double): double", (a: number, b: number) => Math.max(a, b))
    .registerFunction("divide(double, double): double", divide)
    .registerFunction("hoursBetween(string, string): double", hoursBetween)
    .registerFunction("daysBetween(string, string): double", (a: string, b: string) =>
      daysBetween(a.slice(0, 10), b.slice(0, 10)),
    )
    .registerFunction("matchesPattern(string, string): bool", matches);
}

function declare(base: Environment, declarations: Declarations): Environment {
  const environment = base.clone();
  for (const [name, type] of declarations) {
    // A document under construction may hold a key that is no name yet; nothing can refer to it.
    if (/^[a-z_]\w*$/i.test(name) && !isReservedName(name)) environment.registerVariable(name, celTypes[type]);
  }
  return environment;
}

function problem(code: ExpressionProblem["code"], params: ExpressionProblem["params"]): Compilation {
  return { ok: false, problem: { code, params } };
}
