import type { ExpressionType, PresentValue } from "../item-types/item-type.ts";
import type { ExpressionProblemCode } from "../problems.ts";
import type { RefusalParams } from "../result.ts";

/** The names an expression may use and the type of each. */
export type Declarations = ReadonlyMap<string, ExpressionType>;

/** What an expression must give: relevance and constraints a truth, calculations a number. */
export type ExpressionResult = "bool" | "double";

/** The values that are there. A name without a value is missing, and missing makes unknown. */
export type Scope = ReadonlyMap<string, PresentValue>;

/** A value, or unknown because a value it needs is missing or the arithmetic has no answer (division by zero). */
export type Evaluation = { readonly known: true; readonly value: boolean | number } | { readonly known: false };

export type CompiledExpression = {
  /** As the protocol writes it. */
  readonly text: string;
  /** The names it uses, each once, in order of first use. */
  readonly names: readonly string[];
  readonly evaluate: (scope: Scope) => Evaluation;
};

export type ExpressionProblem = { readonly code: ExpressionProblemCode; readonly params: RefusalParams };

export type Compilation =
  | { readonly ok: true; readonly expression: CompiledExpression }
  | { readonly ok: false; readonly problem: ExpressionProblem };

/**
 * What turns text into something that can be evaluated. Forms take it as an argument, so that a page whose forms hold no
 * expressions never loads one (the engine is 24 kB compressed, its pattern matcher another 65).
 */
export type ExpressionEngine = {
  readonly compile: (text: string, declarations: Declarations, result: ExpressionResult) => Compilation;
};

/** A regular-expression engine that runs in linear time; `null` for a pattern it does not accept. */
export type PatternCompiler = (pattern: string) => ((text: string) => boolean) | null;

export const unknown: Evaluation = { known: false };
