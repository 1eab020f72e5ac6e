import { seededRandom } from "@kendali/fixtures";
import { runEffectSizePaired, runPairedT } from "@kendali/stats";
import { describe, expect, test } from "vitest";
import { jointClaims } from "./joint-claims.ts";
import type { PairedClaim } from "./paired-claims.ts";
import { describePairing } from "./pairing.ts";
import { isPrintedAs, readPrintedNumber, type PrintedNumber } from "./printed-number.ts";
import { allMargins, gridValues } from "./score-grid.ts";
import { searchPaired, type PairedSearch, type PairedSearchInput } from "./search-paired.ts";

describe("the search of every table of pairs", () => {
  test.each([
    { n: 5, grid: { min: 0, max: 2, items: 1 } },
    { n: 7, grid: { min: 1, max: 2, items: 1 } },
    { n: 3, grid: { min: -1, max: 2, items: 1 } },
    { n: 3, grid: { min: 0, max: 1, items: 2 } },
  ])("judges each claim as the methods do on the written-out data: $n on $grid", ({ n, grid }) => {
    const random = seededRandom(n);
    const tables = allMargins(n, gridValues(grid).length ** 2);
    const chosen = tables[Math.floor(random() * tables.length)] ?? [];
    const target = describePairing(chosen, grid);
    const claims: PairedClaim[] = [
      { id: "mean", kind: "mean", side: "first", printed: printed(target.meanFirst.toFixed(1)) },
      { id: "sd", kind: "sd", side: "second", printed: printed(target.sdSecond.toFixed(2)) },
      { id: "difference", kind: "difference", printed: printed(target.difference.toFixed(1)) },
      { id: "t", kind: "t", printed: printed("1.0") },
      { id: "interval", kind: "interval", lower: printed("-0.2"), upper: printed("1.0"), level: 0.9 },
      { id: "d", kind: "d", printed: printed("0.7") },
      { id: "r", kind: "r", printed: printed("0.5") },
      { id: "p", kind: "p", printed: printed("0.30"), operator: "<" },
    ];
    const search = finish({ n, grid, claims });
    expect(search.done).toBe(tables.length);
    const alone = jointClaims(
      search,
      claims.map(({ id }) => id),
      [],
    ).alone;
    const expected = Object.fromEntries(
      claims.map((claim) => [claim.id, tables.filter((cells) => holds(claim, dataOf(cells, grid))).length]),
    );
    expect(alone).toEqual(expected);
    expect(Object.values(alone).filter((count) => count > 0).length).toBeGreaterThan(5);
  });

  test("counts under one coding hold together, under two they do not", () => {
    const grid = { min: 0, max: 2, items: 1 };
    const claims: PairedClaim[] = [
      {
        id: "first",
        kind: "counts",
        side: "first",
        byCoding: [
          [3, 1, 0],
          [3, 0, 1],
        ],
      },
      {
        id: "second",
        kind: "counts",
        side: "second",
        byCoding: [
          [1, 3, 0],
          [1, 0, 3],
        ],
      },
    ];
    const search = finish({ n: 4, grid, claims });
    const { alone, pairs, best } = jointClaims(search, ["first", "second"], ["first", "second"]);
    const tables = allMargins(4, 9).map((cells) => marginsOf(cells, 3));
    const under = (a: readonly number[], b: readonly number[]): number =>
      tables.filter(({ rows, columns }) => rows.join() === a.join() && columns.join() === b.join()).length;
    const one = under([3, 1, 0], [1, 3, 0]) + under([3, 0, 1], [1, 0, 3]);
    const two = under([3, 1, 0], [1, 0, 3]) + under([3, 0, 1], [1, 3, 0]);
    expect(one * two).toBeGreaterThan(0);
    expect(pairs[0]?.count).toBe(one);
    expect(best).toMatchObject([{ claims: ["first", "second"], count: one }]);
    expect(alone["first"]).toBe(tables.filter(({ rows }) => ["3,1,0", "3,0,1"].includes(rows.join())).length);
  });

  test("maximal sets are kept by no other table with more, and every observed pattern lies in one", () => {
    const claims: PairedClaim[] = [
      { id: "a", kind: "mean", side: "first", printed: printed("0.5") },
      { id: "b", kind: "mean", side: "second", printed: printed("1.5") },
      { id: "c", kind: "difference", printed: printed("0.0") },
      { id: "d", kind: "t", printed: printed("2.0") },
    ];
    const ids = claims.map(({ id }) => id);
    const search = finish({ n: 6, grid: { min: 0, max: 2, items: 1 }, claims });
    const { maximal, most, best } = jointClaims(search, ids, []);
    const sets = maximal.map((set) => new Set(set.claims));
    for (const [i, set] of sets.entries())
      expect(sets.some((other, j) => i !== j && [...set].every((id) => other.has(id)))).toBe(false);
    for (const { mask } of search.patterns)
      expect(
        mask === 0 || sets.some((set) => ids.filter((_, i) => (mask & (1 << i)) !== 0).every((id) => set.has(id))),
      ).toBe(true);
    expect(best.every(({ claims: held }) => held.length === most)).toBe(true);
    expect(maximal.flatMap(({ claims: held }) => (held.includes("a") && held.includes("b") ? held : []))).not.toContain(
      "c",
    );
  });

  test("refuses what is too many before it begins, without making it", () => {
    const input = { n: 1000, grid: { min: 1, max: 7, items: 1 }, claims: [] };
    expect(finish(input)).toMatchObject({ status: "too_many", done: 0 });
    const claims = Array.from({ length: 15 }, (_, i): PairedClaim => ({
      id: String(i),
      kind: "t",
      printed: printed("1"),
    }));
    expect(finish({ n: 3, grid: { min: 0, max: 1, items: 1 }, claims })).toMatchObject({ status: "too_many_claims" });
  });
});

describe("a pairing", () => {
  test("has the numbers that the methods give on the written-out pairs", () => {
    const random = seededRandom(3);
    for (let i = 0; i < 50; i += 1) {
      const grid = { min: 1, max: 4, items: 1 };
      const cells = Array.from({ length: 16 }, () => Math.floor(random() * 3));
      const { first, second } = dataOf(cells, grid);
      const pairing = describePairing(cells, grid);
      const t = runPairedT({ first, second });
      const effects = runEffectSizePaired({ first, second });
      if (!t.ok || !effects.ok) throw new Error("random pairs vary");
      expect(pairing.t).toBeCloseTo(t.result.statistic.value, 10);
      expect(pairing.p).toBeCloseTo(t.result.p.value, 10);
      expect(pairing.r).toBeCloseTo(effects.result.details.correlation ?? Number.NaN, 10);
      const { d_z, g_z, d_av, d_rms, d_rm, glass_delta_first } = effects.result.details.effects;
      for (const [ours, theirs] of [
        [pairing.effects.d_z, d_z],
        [pairing.effects.g_z, g_z],
        [pairing.effects.d_av, d_av],
        [pairing.effects.d_rms, d_rms],
        [pairing.effects.d_rm, d_rm],
        [pairing.effects.glass_first, glass_delta_first],
      ])
        expect(ours).toBeCloseTo(theirs ?? Number.NaN, 10);
    }
  });
});

function finish(input: PairedSearchInput): PairedSearch {
  const steps = searchPaired(input);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

function printed(text: string): PrintedNumber {
  const read = readPrintedNumber(text);
  if (read === null) throw new Error(`not a printed number: ${text}`);
  return read;
}

type Grid = PairedSearchInput["grid"];
type Data = { readonly first: number[]; readonly second: number[] };

function dataOf(cells: readonly number[], grid: Grid): Data {
  const values = gridValues(grid);
  const pairs = cells.flatMap((count, cell) =>
    Array.from({ length: count }, () => [
      values[Math.floor(cell / values.length)] ?? 0,
      values[cell % values.length] ?? 0,
    ]),
  );
  return { first: pairs.map(([a = 0]) => a), second: pairs.map(([, b = 0]) => b) };
}

function marginsOf(cells: readonly number[], size: number): { rows: number[]; columns: number[] } {
  const rows = new Array<number>(size).fill(0);
  const columns = new Array<number>(size).fill(0);
  for (const [cell, count] of cells.entries()) {
    rows[Math.floor(cell / size)] = (rows[Math.floor(cell / size)] ?? 0) + count;
    columns[cell % size] = (columns[cell % size] ?? 0) + count;
  }
  return { rows, columns };
}

/** Judges a claim with the published methods on the data themselves, one pair at a time. */
function holds(claim: PairedClaim, { first, second }: Data): boolean {
  const n = first.length;
  const mean = (data: readonly number[]): number => data.reduce((sum, value) => sum + value, 0) / n;
  const sd = (data: readonly number[]): number =>
    Math.sqrt(data.reduce((sum, value) => sum + (value - mean(data)) ** 2, 0) / (n - 1));
  if (claim.kind === "mean") return isPrintedAs(mean(claim.side === "first" ? first : second), claim.printed);
  if (claim.kind === "sd") return isPrintedAs(sd(claim.side === "first" ? first : second), claim.printed);
  if (claim.kind === "difference") return isPrintedAs(mean(second) - mean(first), claim.printed);
  const level = claim.kind === "interval" ? claim.level : 0.95;
  const test = runPairedT({ first, second }, { level });
  if (claim.kind === "t") return test.ok && isPrintedAs(test.result.statistic.value, claim.printed);
  if (claim.kind === "p") return test.ok && test.result.p.value < claim.printed.value;
  if (claim.kind === "interval") return test.ok && intervalHolds(claim, test.result);
  if (claim.kind === "counts") return false;
  const moments = [sd(first), sd(second), mean(second) - mean(first)] as const;
  const r = correlation(first, second);
  if (claim.kind === "r") return r !== null && isPrintedAs(r, claim.printed);
  const [a, b, difference] = moments;
  const dz = test.ok ? test.result.statistic.value / Math.sqrt(n) : null;
  const values = [
    dz,
    a + b > 0 ? difference / ((a + b) / 2) : null,
    a + b > 0 ? difference / Math.sqrt((a * a + b * b) / 2) : null,
    a > 0 ? difference / a : null,
    b > 0 ? difference / b : null,
    r !== null && dz !== null ? dz * Math.sqrt(2 * (1 - r)) : null,
  ];
  return values.some((value) => value !== null && isPrintedAs(value, claim.printed));
}

function intervalHolds(
  { lower, upper }: Extract<PairedClaim, { kind: "interval" }>,
  result: {
    readonly estimate: { readonly value: number };
    readonly standardError: number;
    readonly interval: { readonly lower: number | null; readonly upper: number | null };
  },
): boolean {
  const { value } = result.estimate;
  const reach = 1.6448536269514722 * result.standardError;
  const ofT =
    isPrintedAs(result.interval.lower ?? Number.NaN, lower) && isPrintedAs(result.interval.upper ?? Number.NaN, upper);
  return ofT || (isPrintedAs(value - reach, lower) && isPrintedAs(value + reach, upper));
}

function correlation(first: readonly number[], second: readonly number[]): number | null {
  const n = first.length;
  const [a, b] = [first, second].map((data) => data.reduce((sum, value) => sum + value, 0) / n);
  let [sxy, sxx, syy] = [0, 0, 0];
  for (const [i, x] of first.entries()) {
    const [dx, dy] = [x - (a ?? 0), (second[i] ?? 0) - (b ?? 0)];
    sxy += dx * dy;
    sxx += dx * dx;
    syy += dy * dy;
  }
  return sxx < 1e-12 || syy < 1e-12 ? null : sxy / Math.sqrt(sxx * syy);
}
