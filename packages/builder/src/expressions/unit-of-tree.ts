import type { ExpressionTree } from "@kendali/domain/expressions";
import type { ExpressionScope } from "./expression.types.ts";

const keepsUnit: ReadonlySet<string> = new Set(["abs", "round", "min", "max"]);

/** The unit of what a part of an expression gives, e.g. `ml`; `null` where it has none or it cannot be told. */
export function unitOfTree(tree: ExpressionTree, scope: ExpressionScope): string | null {
  switch (tree.kind) {
    case "name": {
      const name = scope.names.get(tree.name);
      if (name === undefined || name.codelist !== null || name.type !== "double") return null;
      return name.item.unit ?? (name.item.type === "duration" ? "min" : null);
    }
    case "minus":
      return unitOfTree(tree.of, scope);
    case "choose":
      return unitOfTree(tree.yes, scope) ?? unitOfTree(tree.no, scope);
    case "infix":
      return tree.operator === "+" || tree.operator === "-"
        ? (unitOfTree(tree.left, scope) ?? unitOfTree(tree.right, scope))
        : null;
    case "call":
      if (tree.name === "hoursBetween") return "h";
      if (tree.name === "daysBetween") return "d";
      return keepsUnit.has(tree.name) && tree.args[0] !== undefined ? unitOfTree(tree.args[0], scope) : null;
    default:
      return null;
  }
}
