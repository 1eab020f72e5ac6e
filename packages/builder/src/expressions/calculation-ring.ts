import { readExpression } from "@kendali/domain/expressions";
import type { ExpressionScope, ScopeName } from "./expression.types.ts";
import { namesIn } from "./names-in.ts";

/**
 * The shortest way by which a name that a calculation uses needs that calculation again: the item itself, the name, what
 * that needs, and so on up to the one that names the item; `null` where there is no such way. A value at baseline is
 * another one than the value of today.
 */
export function calculationRing(name: string, scope: ExpressionScope): readonly ScopeName[] | null {
  const own = scope.item === null ? undefined : scope.names.get(scope.item.key);
  const first = scope.names.get(name);
  if (scope.use !== "calculation" || own === undefined || first === undefined || name === own.name) return null;
  const ways: (readonly ScopeName[])[] = [[own, first]];
  const seen = new Set([own.name, first.name]);
  for (const way of ways) {
    for (const next of usedBy(way.at(-1))) {
      if (next === own.name) return way;
      const found = scope.names.get(next);
      if (found === undefined || seen.has(next)) continue;
      seen.add(next);
      ways.push([...way, found]);
    }
  }
  return null;
}

function usedBy(name: ScopeName | undefined): Iterable<string> {
  if (name?.item.calculation === undefined || name.place === "baseline") return [];
  const reading = readExpression(name.item.calculation);
  return reading.ok ? namesIn(reading.tree) : [];
}
