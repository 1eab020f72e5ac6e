import { refuse } from "../refusal.ts";
import type { Refused } from "../refusal.ts";
import { expressionText, variablesOf } from "./formula-expression.ts";
import type { Expression } from "./formula-expression.ts";
import { parseExpression } from "./parse-expression.ts";

/** A main effect (one factor) or an interaction (several), named as R names it: `site`, `arm:base`. */
export type FormulaTerm = { readonly label: string; readonly factors: readonly Expression[] };

/** `(x | g)`: coefficients that vary between the groups of one grouping term. */
export type RandomTerm = {
  readonly hasIntercept: boolean;
  readonly terms: readonly FormulaTerm[];
  readonly group: FormulaTerm;
  /** False for `(x || g)`. */
  readonly isCorrelated: boolean;
};

/** What a formula says, for fixed-effects, mixed, survival and marginal models alike. All of it is JSON. */
export type ModelFormula = {
  readonly ok: true;
  readonly text: string;
  /** A name, a transformation, or a call as `Surv(time, event)` for the methods that read it. */
  readonly response: Expression;
  readonly hasIntercept: boolean;
  /** Main effects first, then interactions by order, as R sorts them. */
  readonly terms: readonly FormulaTerm[];
  readonly randomTerms: readonly RandomTerm[];
  readonly offsets: readonly Expression[];
  /** Every variable on the right, those of terms taken away again too: as in R a row must have them all. */
  readonly variables: readonly string[];
};

/** More terms than any model that a person writes; bounds what `(a + b + …)^9` may cost. */
const mostTerms = 500;

/** A set of terms; the intercept is the term without factors. Keys are the factors' texts in order of appearance. */
type TermSet = ReadonlyMap<string, readonly Expression[]>;

type Context = {
  /** Texts of all factors met so far; their order is the order inside an interaction. */
  readonly order: string[];
  readonly variables: Set<string>;
  readonly random: RandomTerm[];
  readonly offsets: Expression[];
  readonly columns: readonly string[];
  problem: Refused | null;
};

/**
 * Reads a model formula in R's grammar: `y ~ a + b`, `a:b`, `a*b`, `a/b`, `(a + b)^2`, `- a`, `0 +`, `- 1`, `I(x^2)`, `log(x)`,
 * `factor(g)`, `offset(x)`, `.` for the other columns, and random terms `(1 | g)`, `(x | g)`, `(x || g)`, `(1 | a/b)`.
 * Refuses with `invalid_formula` and the position where the text stops being one.
 * Example: `y ~ b*a - 1` has the terms b, a, b:a and no intercept.
 */
export function parseFormula(text: string, columns: readonly string[] = []): ModelFormula | Refused {
  const parsed = parseExpression(text);
  if (!parsed.ok) return refuse("invalid_formula", { position: parsed.position });
  const tree = parsed.expression;
  if (tree.kind !== "binary" || tree.operator !== "~") return refuse("invalid_formula", { position: 1 });
  const response = ungrouped(tree.left);
  if (response.kind === "number" || (response.kind === "binary" && response.operator === "~"))
    return refuse("invalid_formula", { position: 1 });
  const responseText = expressionText(response);
  const others = columns.filter((name) => !variablesOf(response).includes(name));
  const context: Context = { order: [], variables: new Set(), random: [], offsets: [], columns: others, problem: null };
  const set = addTo(new Map([["", []]]), tree.right, context);
  if (context.problem !== null) return context.problem;
  const terms = termsOf(set, context).filter(({ label }) => label !== responseText);
  return {
    ok: true,
    text,
    response,
    hasIntercept: set.has(""),
    terms,
    randomTerms: context.random,
    offsets: context.offsets,
    variables: [...context.variables],
  };
}

/** Terms of a set without the intercept, by their order, otherwise as written. */
function termsOf(set: TermSet, context: Context): FormulaTerm[] {
  return [...set.values()]
    .filter((factors) => factors.length > 0)
    .map((factors) => termOf(factors, context))
    .toSorted((a, b) => a.factors.length - b.factors.length);
}

function termOf(factors: readonly Expression[], { order }: Context): FormulaTerm {
  const sorted = factors.toSorted((a, b) => order.indexOf(expressionText(a)) - order.indexOf(expressionText(b)));
  return { label: sorted.map(expressionText).join(":"), factors: sorted };
}

/** Applies `… + x`, `… - x`, `+ 0`, `- 1`, offsets and random terms to the terms found so far. */
function addTo(set: TermSet, node: Expression, context: Context): TermSet {
  if (node.kind === "binary" && node.operator === "+")
    return addTo(addTo(set, node.left, context), node.right, context);
  if (node.kind === "binary" && node.operator === "-") {
    return removeFrom(addTo(set, node.left, context), node.right, context);
  }
  if (node.kind === "unary")
    return node.operator === "-" ? removeFrom(set, node.operand, context) : addTo(set, node.operand, context);
  if (node.kind === "number" && node.value === 0) return without(set, new Map([["", []]]));
  if (node.kind === "call" && node.name === "offset") {
    const [offset] = node.arguments;
    if (offset === undefined || node.arguments.length !== 1) context.problem ??= unsupported(node);
    else context.offsets.push(offset);
    for (const name of variablesOf(node)) context.variables.add(name);
    return set;
  }
  const bar = barOf(node);
  if (bar !== null) {
    addRandom(bar, context);
    return set;
  }
  return union(set, setOf(node, context));
}

function removeFrom(set: TermSet, node: Expression, context: Context): TermSet {
  if (node.kind === "number" && node.value === 0) return union(set, new Map([["", []]]));
  return without(set, setOf(node, context));
}

/** The terms that a part of a formula stands for. */
function setOf(node: Expression, context: Context): TermSet {
  switch (node.kind) {
    case "number":
      if (node.value !== 1) context.problem ??= unsupported(node);
      return new Map([["", []]]);
    case "name":
      if (node.name !== "." || context.columns.length === 0) return single(node, context);
      return context.columns
        .map((name): Expression => ({ kind: "name", name }))
        .reduce<TermSet>((set, column) => union(set, single(column, context)), new Map());
    case "call":
      return single(node, context);
    case "group":
      return addTo(new Map(), node.inner, context);
    case "unary":
      return addTo(new Map(), node, context);
    case "binary":
      return ofOperator(node, context);
  }
}

function ofOperator(node: Extract<Expression, { kind: "binary" }>, context: Context): TermSet {
  const { operator } = node;
  if (operator === "+" || operator === "-") return addTo(new Map(), node, context);
  if (operator === "^") return powerOf(node, context);
  if (operator === "~" || operator === "|" || operator === "||") {
    context.problem ??= unsupported(node);
    return new Map();
  }
  const left = setOf(node.left, context);
  const right = setOf(node.right, context);
  if (operator === ":") return crossed(left, right, context);
  if (operator === "*") return union(union(left, right), crossed(left, right, context));
  const whole = uniqueFactors([...left.values()].flat());
  return union(left, crossed(new Map([[keyOf(whole, context), whole]]), right, context));
}

function powerOf(node: Extract<Expression, { kind: "binary" }>, context: Context): TermSet {
  const base = setOf(node.left, context);
  const exponent = ungrouped(node.right);
  if (exponent.kind !== "number" || !Number.isInteger(exponent.value) || exponent.value < 1) {
    context.problem ??= unsupported(node);
    return base;
  }
  let set: TermSet = base;
  for (let power = 2; power <= Math.min(exponent.value, base.size); power += 1)
    set = union(set, crossed(set, base, context));
  return set;
}

function crossed(left: TermSet, right: TermSet, context: Context): TermSet {
  const set = new Map<string, readonly Expression[]>();
  for (const a of left.values()) {
    for (const b of right.values()) {
      const factors = uniqueFactors([...a, ...b]);
      set.set(keyOf(factors, context), factors);
      if (set.size > mostTerms) {
        context.problem ??= refuse("invalid_formula", { position: 1 });
        return set;
      }
    }
  }
  return set;
}

function addRandom({ left, right, operator }: Extract<Expression, { kind: "binary" }>, context: Context): void {
  const effects = addTo(new Map([["", []]]), left, context);
  const terms = termsOf(effects, context);
  const groups = termsOf(setOf(right, context), context);
  if (groups.length === 0) context.problem ??= unsupported(right);
  for (const group of groups)
    context.random.push({ hasIntercept: effects.has(""), terms, group, isCorrelated: operator === "|" });
}

/** The inside of a bracketed `a | b`. */
function barOf(node: Expression): Extract<Expression, { kind: "binary" }> | null {
  const inner = node.kind === "group" ? ungrouped(node) : node;
  return inner.kind === "binary" && (inner.operator === "|" || inner.operator === "||") ? inner : null;
}

function single(node: Expression, context: Context): TermSet {
  const text = expressionText(node);
  if (!context.order.includes(text)) context.order.push(text);
  for (const name of variablesOf(node)) context.variables.add(name);
  return new Map([[keyOf([node], context), [node]]]);
}

function keyOf(factors: readonly Expression[], { order }: Context): string {
  return factors
    .map((factor) => order.indexOf(expressionText(factor)))
    .toSorted((a, b) => a - b)
    .join(":");
}

function uniqueFactors(factors: readonly Expression[]): Expression[] {
  return [...new Map(factors.map((factor) => [expressionText(factor), factor])).values()];
}

function union(a: TermSet, b: TermSet): TermSet {
  return new Map([...a, ...b]);
}

function without(a: TermSet, b: TermSet): TermSet {
  return new Map([...a].filter(([key]) => !b.has(key)));
}

function ungrouped(node: Expression): Expression {
  return node.kind === "group" ? ungrouped(node.inner) : node;
}

function unsupported(node: Expression): Refused {
  return refuse("unsupported_term", { term: expressionText(node) });
}
