import { expressionEngine, type ExpressionTree, readExpression } from "@kendali/domain/expressions";
import { checkTree } from "./check-tree.ts";
import type { ExpressionAdvice, ExpressionScope } from "./expression.types.ts";
import { syntaxProblems } from "./expression-syntax.ts";
import { kindOfTree } from "./kind-of-tree.ts";
import { namesIn } from "./names-in.ts";
import { spreadsheetCalls } from "./spreadsheet-calls.ts";

/**
 * Everything that is wrong with an expression in its place, each with the part of the text that it is about, in the
 * order of the text. Without a `must` the protocol's own rules accept it there. Any text is answered.
 */
export function checkExpression(
  text: string,
  scope: ExpressionScope,
  expected: "boolean" | "number",
): readonly ExpressionAdvice[] {
  const whole = { start: 0, end: text.length, proposal: null };
  if (text.trim() === "") return [{ ...whole, code: "empty", severity: "must", params: {} }];
  const habits = spreadsheetCalls(text, new Set(scope.names.keys()));
  if (habits.length > 0) return habits;
  const reading = readExpression(text);
  if (!reading.ok) return syntaxProblems(text, new Set(scope.names.keys()));
  const found = [
    ...checkTree(reading.tree, scope),
    ...resultProblems(reading.tree, scope, expected),
    ...forgottenItem(reading.tree, scope, whole),
  ];
  const problems = found.toSorted((a, b) => a.start - b.start || a.end - b.end);
  if (problems.some(({ severity }) => severity === "must")) return problems;
  // The engine has the last word: what it refuses for a reason that is not told above is still refused.
  // It is given only the names that occur: declaring those of a whole study costs more than all the rest.
  const used = Array.from(namesIn(reading.tree)).flatMap((name) => {
    const type = scope.declarations.get(name);
    return type === undefined ? [] : [[name, type] as const];
  });
  const compiled = expressionEngine.compile(text, new Map(used), expected === "boolean" ? "bool" : "double");
  if (compiled.ok) return problems;
  const params = { code: compiled.problem.code, ...compiled.problem.params };
  return [...problems, { ...whole, code: "engine_refuses", severity: "must", params }];
}

function resultProblems(
  tree: ExpressionTree,
  scope: ExpressionScope,
  expected: "boolean" | "number",
): readonly ExpressionAdvice[] {
  const kind = kindOfTree(tree, scope);
  if (kind === null || kind === (expected === "boolean" ? "bool" : "double")) return [];
  const place = { severity: "must", start: tree.start, end: tree.end } as const;
  return expected === "boolean"
    ? [{ ...place, code: "result_not_truth", params: { kind }, proposal: null }]
    : [{ ...place, code: "result_not_number", params: { kind }, proposal: null }];
}

/** A check that does not speak of its own item is told at an item that has nothing to do with it. */
function forgottenItem(
  tree: ExpressionTree,
  { use, item }: ExpressionScope,
  whole: Pick<ExpressionAdvice, "start" | "end" | "proposal">,
): readonly ExpressionAdvice[] {
  if (use !== "constraint" || item === null || namesIn(tree).has(item.key)) return [];
  const params = { "label:id": item.label.id, "label:en": item.label.en };
  return [{ ...whole, code: "constraint_forgets_item", severity: "should", params }];
}
