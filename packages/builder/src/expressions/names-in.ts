import type { ExpressionTree } from "@kendali/domain/expressions";

/** Every name that an expression uses, in the order of the text. */
export function namesIn(tree: ExpressionTree): ReadonlySet<string> {
  const names = new Set<string>();
  const walk = (node: ExpressionTree): void => {
    if (node.kind === "name") names.add(node.name);
    for (const part of partsOf(node)) walk(part);
  };
  walk(tree);
  return names;
}

function partsOf(tree: ExpressionTree): readonly ExpressionTree[] {
  switch (tree.kind) {
    case "list":
      return tree.members;
    case "not":
    case "minus":
      return [tree.of];
    case "choose":
      return [tree.condition, tree.yes, tree.no];
    case "infix":
      return [tree.left, tree.right];
    case "call":
      return tree.args;
    case "method":
      return [tree.on, ...tree.args];
    default:
      return [];
  }
}
