import type { CompiledExpression } from "../expressions/expression.ts";
import { itemTypeOf } from "../item-types/index.ts";
import { placedItems } from "../protocol/problem-path.ts";
import type { Item, Protocol, ScaleDefinition } from "../protocol/types.ts";
import { answerRange } from "./answer-range.ts";
import { scoreScale } from "./score-scale.ts";

/** The scale whose score an item holds; `null` where it holds none, or the scale is not in the document. */
export function scaleOf(protocol: Pick<Protocol, "scales">, item: Pick<Item, "scale">): ScaleDefinition | null {
  return (protocol.scales ?? []).find(({ key }) => key === item.scale) ?? null;
}

/** A scale as what stands in place of a calculation: it names its items and gives their score, or unknown. */
export function compileScale(
  protocol: Pick<Protocol, "forms" | "codelists">,
  scale: ScaleDefinition,
): CompiledExpression {
  const items = new Map(placedItems(protocol).map(({ item }) => [item.key, item]));
  const parts = scale.items.flatMap((key) => {
    const item = items.get(key);
    const scoring = item === undefined ? null : itemTypeOf(item).scoring;
    if (item === undefined || scoring === null) return [];
    return [{ key, numberOf: scoring.numberOf, range: answerRange(protocol, item) }];
  });
  return {
    text: scale.key,
    names: scale.items,
    evaluate: (scope) => {
      const answers = parts.map(({ key, numberOf, range }) => {
        const value = scope.get(key);
        return { item: key, value: value === undefined ? null : numberOf(value), range };
      });
      const score = scoreScale(scale, answers);
      return score === null ? { known: false } : { known: true, value: score };
    },
  };
}
