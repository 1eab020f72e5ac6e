import type { SchemeParameters } from "./scheme.ts";

/**
 * The same parameters with arms and factors in code-unit order of their keys, block sizes ascending and the coin in lowest
 * terms, so that a list depends on what was decided and never on the order in which a document or a database gives it
 * back. Settings that are absent stay absent: they are no part of what a study promises.
 *
 * @example normalParameters({ arms: [{ key: "b", ratio: 1 }, { key: "a", ratio: 1 }], blockSizes: [6, 4] }).blockSizes // [4, 6]
 */
export function normalParameters(parameters: SchemeParameters): SchemeParameters {
  const { arms, blockSizes, coin, maximumImbalance, urn, sequenceLength, measure, factors } = parameters;
  return {
    arms: inKeyOrder(arms.map(({ key, ratio }) => ({ key, ratio }))),
    blockSizes: [...blockSizes].sort((left, right) => left - right),
    ...(coin === undefined ? {} : { coin: lowestTerms(coin.numerator, coin.denominator) }),
    ...(maximumImbalance === undefined ? {} : { maximumImbalance }),
    ...(urn === undefined ? {} : { urn: { initial: urn.initial, added: urn.added } }),
    ...(sequenceLength === undefined ? {} : { sequenceLength }),
    ...(measure === undefined ? {} : { measure }),
    ...(factors === undefined ? {} : { factors: inKeyOrder(factors.map(({ key, weight }) => ({ key, weight }))) }),
  };
}

function inKeyOrder<T extends { readonly key: string }>(items: readonly T[]): T[] {
  return items.toSorted((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0));
}

function lowestTerms(numerator: number, denominator: number): { numerator: number; denominator: number } {
  let [divisor, rest] = [numerator, denominator];
  while (rest > 0) [divisor, rest] = [rest, divisor % rest];
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}
