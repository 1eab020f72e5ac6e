/** Chance for random data sets: the same on every machine for the same seed. */
export type Random = {
  /** In [0, 1). */
  readonly uniform: () => number;
  /** From the first to the last number, both included. */
  readonly integer: (first: number, last: number) => number;
  readonly normal: () => number;
  readonly pick: <const Items extends readonly [unknown, ...unknown[]]>(items: Items) => Items[number];
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

/** Two values of each participant, some of them missing; the second is related to the first. */
export function pairs(random: Random): { first: (number | null)[]; second: (number | null)[] } {
  const n = random.pick([2, 3, 5, 10, 20, 60]) + random.integer(0, 3);
  const before = sample(random, n);
  const spread = Math.max(1e-7, Math.abs((before[0] ?? 0) - (before[1] ?? 0)));
  const shift = random.pick([0, 0.3, 2, 30]) * spread;
  const digits = Math.max(0, ...before.map(decimals));
  const after = before.map((value) => rounded(value + shift + spread * random.normal(), digits));
  const missing = random.pick([0, 0.1]);
  return { first: withMissing(random, before, missing), second: withMissing(random, after, missing) };
}

/** Values of two arms of unequal size; `inR` are the same values without the large offset, which a difference does not see. */
export function arms(random: Random, largest: number): Record<"first" | "second" | "inRFirst" | "inRSecond", Values> {
  const shape = random.pick(shapes);
  const [n1, n2] = [random.integer(2, largest), random.integer(2, largest)];
  const spread = { continuous: 10, rounded: 3, scores: 1, skewed: 3, heavy: 20, offset: 20, tiny: 1e-6 }[shape];
  const digits = { continuous: 6, rounded: 0, scores: 0, skewed: 5, heavy: 4, offset: 1, tiny: 12 }[shape];
  const shift = random.pick([0, 0.5, 3, 50]) * spread;
  const share = random.pick([0, 0.1]);
  const first = withMissing(random, sample(random, n1, shape), share);
  const moved = sample(random, n2, shape).map((value) => rounded(value + shift, digits));
  const second = withMissing(random, moved, share);
  const offset = shape === "offset" ? largeOffset : 0;
  const inR = (values: Values): Values => values.map((value) => (value === null ? null : value - offset));
  return { first, second, inRFirst: inR(first), inRSecond: inR(second) };
}

export type Values = (number | null)[];

function decimals(value: number): number {
  const [mantissa = "", exponent = "0"] = String(value).split("e");
  return Math.max(0, (mantissa.split(".")[1] ?? "").length - Number(exponent));
}

/** Not 0.5: a tail of exactly one half, as a symmetric exact distribution has, is decided in R by its rounding. */
export const levels = [0.95, 0.9, 0.99, 0.6] as const;
export const alternatives = ["two_sided", "greater", "less"] as const;
