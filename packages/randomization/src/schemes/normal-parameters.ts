import type { SchemeParameters } from "./scheme.ts";

/**
 * The same parameters with arms in code-unit order of their keys and block sizes ascending, so that a list depends on
 * what was decided and never on the order in which a document or a database gives it back.
 *
 * @example normalParameters({ arms: [{ key: "b", ratio: 1 }, { key: "a", ratio: 1 }], blockSizes: [6, 4] }).blockSizes // [4, 6]
 */
export function normalParameters(parameters: SchemeParameters): SchemeParameters {
  return {
    arms: parameters.arms
      .map(({ key, ratio }) => ({ key, ratio }))
      .sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0)),
    blockSizes: [...parameters.blockSizes].sort((left, right) => left - right),
  };
}
