import { describe, expect, test } from "vitest";
import {
  runChiSquare,
  runCochranMantelHaenszel,
  runCorrelation,
  runMannWhitney,
  runTwoProportions,
  runTwoRates,
  runWilcoxonSignedRank,
} from "../index.ts";
import type { Outcome } from "../index.ts";

/** So many random arrangements; the exact p must lie within five standard errors of the share that is as extreme. */
const draws = 20_000;

describe("exact p-values are what random arrangements give, with a fixed seed", () => {
  test("signed ranks with ties, by random signs", () => {
    const uniform = generator(1);
    const sizes = [1, 2, 2, 3, 4, 4, 4, 6, 7, 9, 9, 12, 13, 15];
    const ranks = midranks(sizes);
    const second = sizes.map((size, i) => (i % 4 === 0 ? -size : size));
    const seen = sum(ranks.filter((_, i) => i % 4 !== 0));
    const centre = sum(ranks) / 2;
    const { value } = result(runWilcoxonSignedRank({ first: sizes.map(() => 0), second })).p;
    expectShare(value, () => {
      const V = sum(ranks.filter(() => uniform() < 0.5));
      return Math.abs(V - centre) >= Math.abs(seen - centre) - 1e-9;
    });
  });

  test("rank sums with ties, by random grouping", () => {
    const uniform = generator(2);
    const first = [1, 3, 3, 4, 8, 9];
    const second = [2, 3, 5, 8, 8, 10, 11, 12, 14];
    const ranks = midranks([...first, ...second]);
    const centre = (sum(ranks) * first.length) / ranks.length;
    const seen = sum(ranks.slice(0, first.length));
    const { value } = result(runMannWhitney({ first, second })).p;
    expectShare(value, () => {
      const W = sum(shuffled(ranks, uniform).slice(0, first.length));
      return Math.abs(W - centre) >= Math.abs(seen - centre) - 1e-9;
    });
  });

  test("Spearman without ties, by random order", () => {
    const uniform = generator(3);
    const first = [1, 2, 3, 4, 5, 6, 7, 8];
    const second = [2, 1, 4, 6, 3, 8, 5, 7];
    const distance = (order: readonly number[]): number => sum(order.map((rank, i) => (rank - (i + 1)) ** 2));
    const seen = distance(second);
    const centre = (first.length ** 3 - first.length) / 6;
    const { p } = result(runCorrelation({ first, second }, { variant: "spearman" }));
    expectShare(p?.value ?? Number.NaN, () => {
      const S = distance(shuffled(first, uniform));
      return Math.abs(S - centre) >= Math.abs(seen - centre) - 1e-9;
    });
  });

  test("Fisher's test of 2 × 2 and of 3 × 4, by random tables with the same margins", () => {
    const uniform = generator(4);
    const wide = [[3, 5, 1, 0], [2, 2, 6, 3], [1, 4, 2, 7]]; // prettier-ignore
    expectShare(result(runChiSquare({ table: wide })).details.pFisher ?? Number.NaN, sameMargins(wide, uniform));
    const four = [[9, 3], [4, 11]]; // prettier-ignore
    const counts = { first: { events: 9, total: 12 }, second: { events: 4, total: 15 } };
    expectShare(result(runTwoProportions(counts)).details.pFisher, sameMargins(four, uniform));
  });

  test("the exact test of stratified tables, by random arms within strata", () => {
    const uniform = generator(5);
    const strata = [
      { first: { events: 4, total: 10 }, second: { events: 2, total: 9 } },
      { first: { events: 8, total: 11 }, second: { events: 4, total: 12 } },
      { first: { events: 5, total: 9 }, second: { events: 4, total: 10 } },
    ];
    const seen = sum(strata.map(({ first }) => first.events));
    const outcome = runCochranMantelHaenszel({ strata }, { variant: "exact", alternative: "greater" });
    const people = strata.map(({ first, second }) =>
      Array.from({ length: first.total + second.total }, (_, i) => (i < first.events + second.events ? 1 : 0)),
    );
    expectShare(result(outcome).p.value, () => {
      const events = people.map((all, k) => sum(shuffled(all, uniform).slice(0, strata[k]?.first.total ?? 0)));
      return sum(events) >= seen;
    });
  });

  test("the ratio of two rates, by random places of the events", () => {
    const uniform = generator(6);
    const counts = { first: { events: 19, exposure: 3 }, second: { events: 14, exposure: 5 } };
    const { value } = result(runTwoRates(counts, { alternative: "greater" })).p;
    expectShare(value, () => sum(Array.from({ length: 33 }, () => (uniform() < 3 / 8 ? 1 : 0))) >= 19);
  });
});

function expectShare(p: number, isExtreme: () => boolean): void {
  let extreme = 0;
  for (let i = 0; i < draws; i += 1) if (isExtreme()) extreme += 1;
  expect(p).toBeGreaterThan(0.001);
  expect(p).toBeLessThan(0.6);
  expect(Math.abs(extreme / draws - p)).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / draws));
}

/** Draws tables with the margins of this one by shuffling who is in which column; no likelier than the one seen counts. */
function sameMargins(table: readonly (readonly number[])[], uniform: () => number): () => boolean {
  const columns = table.flatMap((row) => row.flatMap((count, j) => Array.from({ length: count }, () => j)));
  const rows = table.flatMap((row, i) => Array.from({ length: sum(row) }, () => i));
  const width = table[0]?.length ?? 0;
  const seen = sum(table.flat().map(logFactorial));
  return () => {
    const cells = Array.from({ length: table.length * width }, () => 0);
    for (const [k, column] of shuffled(columns, uniform).entries()) {
      const cell = (rows[k] ?? 0) * width + column;
      cells[cell] = (cells[cell] ?? 0) + 1;
    }
    return sum(cells.map(logFactorial)) >= seen - 1e-7;
  };
}

function logFactorial(n: number): number {
  return n < 2 ? 0 : Math.log(n) + logFactorial(n - 1);
}

function midranks(values: readonly number[]): number[] {
  return values.map((x) => {
    const below = values.filter((y) => y < x).length;
    return below + (values.filter((y) => y === x).length + 1) / 2;
  });
}

function shuffled<Item>(items: readonly Item[], uniform: () => number): Item[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i -= 1) {
    const j = Math.floor(uniform() * (i + 1));
    const [a, b] = [result[i], result[j]] as [Item, Item];
    [result[i], result[j]] = [b, a];
  }
  return result;
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

/** A generator for tests only (mulberry32). */
function generator(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function result<Result>(outcome: Outcome<Result>): Result {
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.result;
}
