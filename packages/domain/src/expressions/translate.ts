import type { ASTNode } from "@marcbachmann/cel-js";
import type { ExpressionType } from "../item-types/item-type.ts";
import type { Declarations, ExpressionProblem, PatternCompiler } from "./expression.ts";
import { loopingNames, offeredFunctions, offeredMethods } from "./functions.ts";

export type Translation = {
  /** The expression as it is given to the evaluator: one number type, total division, linear patterns. */
  readonly text: string;
  readonly names: readonly string[];
  /** Whether every name always counts: no `&&`, `||` or `?:` can make up for a missing one. */
  readonly isStrict: boolean;
  readonly problem: ExpressionProblem | null;
};

type State = {
  readonly declarations: Declarations;
  readonly compilePattern: PatternCompiler | null;
  readonly names: Set<string>;
  isStrict: boolean;
  problem: ExpressionProblem | null;
};

const infix: ReadonlySet<string> = new Set(["+", "-", "*", "<", "<=", ">", ">=", "==", "!=", "&&", "||", "in"]);

/**
 * Rewrites a parsed expression into the part of CEL that Kendali offers, or says what is not offered. What is not on the
 * list here cannot be evaluated: field access, indexing, maps, bytes, `null`, unsigned numbers, macros and any function
 * that is not ours. Whole numbers become doubles, so that `a + 1` means what it says.
 */
export function translate(
  ast: ASTNode,
  declarations: Declarations,
  compilePattern: PatternCompiler | null,
): Translation {
  const state: State = { declarations, compilePattern, names: new Set(), isStrict: true, problem: null };
  const text = write(ast, state);
  return { text, names: [...state.names], isStrict: state.isStrict, problem: state.problem };
}

function write(node: ASTNode, state: State): string {
  switch (node.op) {
    case "value":
      return writeLiteral(node.args, state);
    case "id":
      return writeName(node.args, state);
    case "list":
      return `[${node.args.map((element) => write(element, state)).join(", ")}]`;
    case "?:":
      state.isStrict = false;
      return `(${write(node.args[0], state)} ? ${write(node.args[1], state)} : ${write(node.args[2], state)})`;
    case "!_":
      return `!(${write(node.args, state)})`;
    case "-_":
      return `-(${write(node.args, state)})`;
    case "/":
      return `divide(${write(node.args[0], state)}, ${write(node.args[1], state)})`;
    case "call":
      return writeCall(node.args[0], node.args[1], state);
    case "rcall":
      return writeMethod(node.args[0], node.args[1], node.args[2], state);
    default:
      return writeInfix(node, state);
  }
}

function writeInfix(node: ASTNode, state: State): string {
  if (!infix.has(node.op)) return refused(state, "expression_not_offered", { found: node.op });
  if (node.op === "&&" || node.op === "||") state.isStrict = false;
  const [left, right] = node.args as readonly [ASTNode, ASTNode];
  return `(${write(left, state)} ${node.op} ${write(right, state)})`;
}

function writeLiteral(value: unknown, state: State): string {
  if (typeof value === "boolean") return String(value);
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint" || typeof value === "number") return writeNumber(Number(value), state);
  return refused(state, "expression_not_offered", { found: value === null ? "null" : 'b"" / 1u' });
}

function writeNumber(value: number, state: State): string {
  if (!Number.isFinite(value) || Math.abs(value) >= 1e15) return refused(state, "expression_number_too_large", {});
  // Parentheses keep `1.0` from meeting a following method name.
  const text = String(value);
  return text.includes(".") || text.includes("e") ? text : `${text}.0`;
}

function writeName(name: string, state: State): string {
  if (!state.declarations.has(name)) return refused(state, "expression_unknown_name", { name: name.slice(0, 60) });
  state.names.add(name);
  return name;
}

function writeCall(name: string, args: readonly ASTNode[], state: State): string {
  const signatures = offeredFunctions.get(name);
  if (signatures === undefined) return refuseName(name, state);
  const parameters = signatures.find((signature) => signature.length === args.length);
  if (parameters === undefined) return refused(state, "expression_wrong_types", { found: `${name}()` });
  const written = args.map((arg, index) => {
    const parameter = parameters[index];
    if (parameter?.mustBeName === true && !namesOneOf(arg, parameter.accepts, state.declarations)) {
      return refused(state, "expression_wrong_types", { found: `${name}()` });
    }
    if (parameter?.mustBeLiteral === true && !isSmallWhole(arg)) {
      return refused(state, "expression_wrong_types", { found: `${name}()` });
    }
    return write(arg, state);
  });
  if (name !== "min" && name !== "max") return `${name}(${written.join(", ")})`;
  // The evaluator knows them for two numbers; more are nested.
  return written.reduce((sofar, next) => `${name}(${sofar}, ${next})`);
}

function writeMethod(name: string, receiver: ASTNode, args: readonly ASTNode[], state: State): string {
  if (!offeredMethods.has(name)) return refuseName(name, state);
  const [argument] = args;
  if (argument === undefined || args.length > 1)
    return refused(state, "expression_wrong_types", { found: `${name}()` });
  if (name !== "matches") return `${write(receiver, state)}.${name}(${write(argument, state)})`;
  // A pattern that is part of the protocol can be checked when the protocol is; one made of answers could not.
  if (argument.op !== "value" || typeof argument.args !== "string" || state.compilePattern?.(argument.args) == null) {
    return refused(state, "expression_pattern_invalid", { found: String(argument.args).slice(0, 60) });
  }
  return `matchesPattern(${write(receiver, state)}, ${JSON.stringify(argument.args)})`;
}

function refuseName(name: string, state: State): string {
  const code = loopingNames.has(name) ? "expression_loops" : "expression_not_offered";
  return refused(state, code, { found: `${name.slice(0, 60)}()` });
}

function namesOneOf(node: ASTNode, accepted: readonly ExpressionType[], declarations: Declarations): boolean {
  const type = node.op === "id" ? declarations.get(node.args) : undefined;
  return type !== undefined && accepted.includes(type);
}

function isSmallWhole(node: ASTNode): boolean {
  return node.op === "value" && typeof node.args === "bigint" && node.args >= 0n && node.args <= 9n;
}

/** Keeps the first problem; the text that stands in for the refused part is never evaluated. */
function refused(state: State, code: ExpressionProblem["code"], params: ExpressionProblem["params"]): string {
  state.problem ??= { code, params };
  return "false";
}
