/** Chance for random data sets: the same on every machine for the same seed. */
export type Random = {
  /** In [0, 1). */
  readonly uniform: () => number;
  /** From the first to the last number, both included. */
  readonly integer: (first: number, last: number) => number;
  readonly normal: () => number;
  readonly pick: <const Item>(items: readonly [Item, ...Item[]]) => Item;
  readonly isLucky: (probability: number) => boolean;
};

/** A generator for test data only (mulberry32), never for allocation or simulation. */
export function randomFrom(seed: number): Random {
  let state = Math.imul(seed, 0x9e3779b1);
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const integer = (first: number, last: number): number => first + Math.floor(uniform() * (last - first + 1));
  return {
    uniform,
    integer,
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    pick: (items) => items[integer(0, items.length - 1)] ?? items[0],
    isLucky: (probability) => uniform() < probability,
  };
}

/**
 * Values of one of the shapes that data of a study have, and some that they should not have: ties, scores, skewness, far
 * outliers, a large offset, tiny numbers. At most ten significant digits, which R's parser reads as the same double.
 */
export function sample(random: Random, n: number, shape: Shape = random.pick(shapes)): number[] {
  return Array.from({ length: n }, () => shaped[shape](random));
}

export const shapes = ["continuous", "rounded", "scores", "skewed", "heavy", "offset", "tiny"] as const;
export type Shape = (typeof shapes)[number];

/** What the shape `offset` adds; R gets the values without it where its own means would lose the digits. */
export const largeOffset = 1e7;

const shaped: Readonly<Record<Shape, (random: Random) => number>> = {
  continuous: ({ normal }) => rounded(50 + 10 * normal(), 6),
  rounded: ({ normal }) => rounded(50 + 3 * normal(), 0),
  scores: ({ integer }) => integer(0, 4),
  skewed: ({ normal }) => rounded(Math.exp(1 + normal()), 5),
  heavy: ({ normal, uniform }) => rounded(normal() / (0.02 + uniform()), 4),
  offset: ({ normal }) => largeOffset + rounded(20 * normal(), 1),
  tiny: ({ normal }) => rounded(1e-6 * normal(), 12),
};

export function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

/** The values with some of them missing. */
export function withMissing(random: Random, values: readonly number[], share: number): (number | null)[] {
  return values.map((value) => (random.isLucky(share) ? null : value));
}
