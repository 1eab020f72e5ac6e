import type { ExpressionTree } from "@kendali/domain/expressions";
import type { ExpressionScope } from "./expression.types.ts";

/**
 * The kind of value a part of an expression gives, as the engine types it (dates and times are text); `null` where it
 * cannot be told, because a name is unknown or the parts do not fit.
 */
export type ValueKind = "double" | "bool" | "string" | `list<${string}>`;

const comparisons: ReadonlySet<string> = new Set(["<", "<=", ">", ">=", "==", "!=", "&&", "||", "in"]);
const textMethods: ReadonlySet<string> = new Set(["matches", "startsWith", "endsWith", "contains"]);

export function kindOfTree(tree: ExpressionTree, scope: ExpressionScope): ValueKind | null {
  switch (tree.kind) {
    case "number":
    case "minus":
      return "double";
    case "text":
      return "string";
    case "truth":
    case "not":
      return "bool";
    case "name":
      return kindOfName(tree.name, scope);
    case "list":
      return kindOfList(tree.members, scope);
    case "choose":
      return kindOfTree(tree.yes, scope) ?? kindOfTree(tree.no, scope);
    case "infix":
      if (comparisons.has(tree.operator)) return "bool";
      if (tree.operator !== "+") return "double";
      return kindOfTree(tree.left, scope) ?? kindOfTree(tree.right, scope);
    case "call":
      return "double";
    case "method":
      return textMethods.has(tree.name) ? "bool" : null;
    case "other":
      return null;
  }
}

function kindOfName(name: string, scope: ExpressionScope): ValueKind | null {
  const type = scope.declarations.get(name);
  if (type === undefined) return null;
  return type === "date" || type === "date_time" ? "string" : type;
}

function kindOfList(members: readonly ExpressionTree[], scope: ExpressionScope): ValueKind | null {
  for (const member of members) {
    const kind = kindOfTree(member, scope);
    if (kind !== null) return `list<${kind}>`;
  }
  return null;
}
