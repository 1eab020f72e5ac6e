import type { ClaimPattern, PairedSearch } from "./search-paired.ts";

/** Claims that hold in one data set together while no further claim can be added. */
export type JointSet = {
  readonly claims: readonly string[];
  /** Tables that fulfil all of them. */
  readonly count: number;
  /** The first of these tables, row by row; all of them where `count` is small. */
  readonly tables: readonly (readonly number[])[];
};

/** What a search says about claims together; claims are named by their ids. */
export type JointClaims = {
  /** Tables that fulfil each claim, whatever else holds. */
  readonly alone: Readonly<Record<string, number>>;
  /** Tables that fulfil both claims of each pair. */
  readonly pairs: readonly { readonly claims: readonly [string, string]; readonly count: number }[];
  /** The most claims that hold together. */
  readonly most: number;
  /** Sets of that size, most tables first. */
  readonly best: readonly JointSet[];
  /** All sets that cannot be enlarged, larger ones first; at most {@link mostSets}. */
  readonly maximal: readonly JointSet[];
};

const mostSets = 50;

/** Reads from a search which claims can be true together. Each observed pattern is a set of claims that one table fulfils. */
export function jointClaims(search: PairedSearch, ids: readonly string[], countIds: readonly string[]): JointClaims {
  const bitOf = new Map(ids.map((id, i) => [id, 1 << i]));
  const both = countIds.reduce((bits, id) => bits | (bitOf.get(id) ?? 0), 0);
  const alone = Object.fromEntries(ids.map((id) => [id, countTables(search.patterns, bitOf.get(id) ?? 0, both)]));
  const pairs = ids.flatMap((one, i) =>
    ids.slice(i + 1).map((other) => {
      const mask = (bitOf.get(one) ?? 0) | (bitOf.get(other) ?? 0);
      return { claims: [one, other] as const, count: countTables(search.patterns, mask, both) };
    }),
  );
  const observed = new Set(
    search.patterns.flatMap((pattern) =>
      asSets(
        pattern,
        countIds.map((id) => bitOf.get(id) ?? 0),
      ),
    ),
  );
  const maximal = [...observed]
    .filter((mask) => mask !== 0 && ![...observed].some((other) => other !== mask && (mask & ~other) === 0))
    .map((mask) => setOf(search.patterns, mask, ids, both))
    .toSorted((a, b) => b.claims.length - a.claims.length || b.count - a.count);
  const most = maximal[0]?.claims.length ?? 0;
  return {
    alone,
    pairs,
    most,
    best: maximal.filter(({ claims }) => claims.length === most),
    maximal: maximal.slice(0, mostSets),
  };
}

/** How many tables fulfil all of these claims, and the first of them. */
export function tablesFulfilling(
  search: PairedSearch,
  ids: readonly string[],
  countIds: readonly string[],
  wanted: readonly string[],
): JointSet {
  const mask = ids.reduce((bits, id, i) => (wanted.includes(id) ? bits | (1 << i) : bits), 0);
  const both = ids.reduce((bits, id, i) => (countIds.includes(id) ? bits | (1 << i) : bits), 0);
  return setOf(search.patterns, mask, ids, both);
}

/** Counts under two codings are two sets, because one table is scored in one way. */
function asSets({ mask, splitCoding }: ClaimPattern, countBits: readonly number[]): readonly number[] {
  return splitCoding ? countBits.map((bit) => mask & ~bit) : [mask];
}

function setOf(patterns: readonly ClaimPattern[], mask: number, ids: readonly string[], both: number): JointSet {
  const fulfilling = patterns.filter((pattern) => fulfils(pattern, mask, both));
  return {
    claims: ids.filter((_, i) => (mask & (1 << i)) !== 0),
    count: fulfilling.reduce((sum, { count }) => sum + count, 0),
    tables: fulfilling.flatMap(({ tables }) => tables).slice(0, 100),
  };
}

function countTables(patterns: readonly ClaimPattern[], mask: number, both: number): number {
  return patterns.reduce((sum, pattern) => (fulfils(pattern, mask, both) ? sum + pattern.count : sum), 0);
}

function fulfils(pattern: ClaimPattern, mask: number, both: number): boolean {
  const needsOneCoding = both !== 0 && (mask & both) === both;
  return (mask & ~pattern.mask) === 0 && !(pattern.splitCoding && needsOneCoding);
}
