import type { Asked, Sided } from "./planning.types.ts";

/** The effect as it counts for the tail that rejects: its size, or its sign too. */
export function towards(effect: number, sided: Sided): number {
  if (sided === "greater") return effect;
  return sided === "less" ? -effect : Math.abs(effect);
}

/** As {@link towards} for a given effect; one that is searched for is searched in the right direction, above zero. */
export function reading(asked: Asked, sided: Sided): (effect: number) => number {
  return asked === null ? (effect) => effect : (effect) => towards(effect, sided);
}

/** The sign of an effect that was searched above zero, for a test that rejects below. */
export function signOf(asked: Asked, sided: Sided): 1 | -1 {
  return asked === null && sided === "less" ? -1 : 1;
}
