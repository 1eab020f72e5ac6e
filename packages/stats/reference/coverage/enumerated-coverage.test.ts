import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  binomialProbability,
  poissonProbability,
  runMcNemar,
  runOneProportion,
  runOneRate,
  runSignTest,
  runTwoProportions,
} from "../../src/index.ts";
import type { Interval, McNemarResult, Outcome, TwoProportionsResult } from "../../src/index.ts";

type Case = { readonly kind: string; readonly value: number } & Readonly<Record<string, number>>;

/** Made by enumerated-coverage.R, from R's functions and the published formulas. */
const { r, cases } = JSON.parse(readFileSync(new URL("./enumerated-coverage.json", import.meta.url), "utf8")) as {
  readonly r: string;
  readonly cases: readonly Case[];
};

const oneIntervals = {
  wilson: "intervalWilson",
  agresti_coull: "intervalAgrestiCoull",
  clopper_pearson: "intervalClopperPearson",
} as const;
const twoIntervals = {
  newcombe: "intervalNewcombe",
  wald: "intervalWald",
  miettinen_nurminen: "intervalMiettinenNurminen",
} as const;

describe(`coverage and size by enumeration of every outcome are those of ${r}`, () => {
  test.each(cases.map((one) => [label(one), one] as const))("%s", (_, one) => {
    expect(Math.abs(enumerate(one) - one.value)).toBeLessThanOrEqual(1e-9);
  });

  test("every kind of interval and test is there", () => {
    expect(new Set(cases.map(({ kind }) => kind)).size).toBe(12);
    expect(cases.length).toBeGreaterThan(140);
  });
});

/** The exact ones hold their level, the others need not; both facts are in R's numbers too. */
test("exact intervals and tests keep their level in R's numbers", () => {
  for (const { kind, value, alpha = 0.05 } of cases) {
    if (["clopper_pearson", "poisson"].includes(kind)) expect(value).toBeGreaterThanOrEqual(0.95);
    if (["sign_size", "fisher_size", "mcnemar_exact_size"].includes(kind)) expect(value).toBeLessThanOrEqual(alpha);
  }
});

function enumerate(one: Case): number {
  const { kind, n = 0, p = 0, mean = 0, alpha = 0.05 } = one;
  if (kind in oneIntervals) {
    const field = oneIntervals[kind as keyof typeof oneIntervals];
    return total(range(n), (x) =>
      holds(value(runOneProportion({ events: x, total: n })).details[field], p) ? binomialProbability(x, n, p) : 0,
    );
  }
  if (kind in twoIntervals || kind === "fisher_size") return enumerateTwo(one);
  if (kind === "poisson")
    return total(range(200), (x) =>
      holds(value(runOneRate({ events: x, exposure: 1 })).interval, mean) ? poissonProbability(x, mean) : 0,
    );
  if (kind === "sign_size")
    return total(range(n), (x) => {
      const second = Array.from({ length: n }, (_, i) => (i < x ? 1 : -1));
      const result = value(runSignTest({ first: second.map(() => 0), second }));
      return result.p.value <= alpha ? binomialProbability(x, n, 0.5) : 0;
    });
  return enumeratePairs(one, alpha);
}

function enumerateTwo({ kind, n1 = 0, n2 = 0, p1 = 0, p2 = 0 }: Case): number {
  return total(range(n1), (x) =>
    total(range(n2), (y) => {
      const { details } = twoProportions(x, n1, y, n2);
      const isIn =
        kind === "fisher_size"
          ? details.pFisher <= 0.05
          : holds(details[twoIntervals[kind as keyof typeof twoIntervals]], p1 - p2);
      return isIn ? binomialProbability(x, n1, p1) * binomialProbability(y, n2, p2) : 0;
    }),
  );
}

function enumeratePairs({ kind, n = 0, a = 0, b = 0, c = 0 }: Case, alpha: number): number {
  return total(pairTables(n), ([w, x, y, result]) => {
    const isIn =
      kind === "newcombe_paired"
        ? holds(result.details.intervalNewcombe, c - b)
        : result.details[kind === "mcnemar_exact_size" ? "pExact" : "pMid"] <= alpha;
    if (!isIn) return 0;
    // The multinomial as three binomials, one after the other.
    const rest = binomialProbability(x, n - w, b / (1 - a)) * binomialProbability(y, n - w - x, c / (1 - a - b));
    return binomialProbability(w, n, a) * rest;
  });
}

type PairTable = readonly [number, number, number, McNemarResult];
const tablesOf = new Map<number, PairTable[]>();

/** All tables of n pairs with a discordant one. */
function pairTables(n: number): PairTable[] {
  const known = tablesOf.get(n);
  if (known !== undefined) return known;
  const tables = range(n).flatMap((a) =>
    range(n - a).flatMap(
      (b) =>
      range(n - a - b)
        .filter((c) => b + c > 0)
        .map((c): PairTable => [a, b, c, value(runMcNemar({ table: [[a, b], [c, n - a - b - c]] }))]), // prettier-ignore
    ),
  );
  tablesOf.set(n, tables);
  return tables;
}

const resultsOf = new Map<string, TwoProportionsResult>();

function twoProportions(x1: number, n1: number, x2: number, n2: number): TwoProportionsResult {
  const key = [x1, n1, x2, n2].join(" ");
  const known = resultsOf.get(key);
  if (known !== undefined) return known;
  const result = value(runTwoProportions({ first: { events: x1, total: n1 }, second: { events: x2, total: n2 } }));
  resultsOf.set(key, result);
  return result;
}

function holds({ lower, upper }: Interval, truth: number): boolean {
  return (lower ?? -Infinity) <= truth && truth <= (upper ?? Infinity);
}

function range(last: number): number[] {
  return Array.from({ length: last + 1 }, (_, i) => i);
}

function total<Item>(items: readonly Item[], weight: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + weight(item), 0);
}

function label({ kind, value: _value, ...numbers }: Case): string {
  return `${kind} ${Object.entries(numbers)
    .map(([name, number]) => `${name} ${Number(Number(number).toFixed(4))}`)
    .join(", ")}`;
}

function value<Result>(outcome: Outcome<Result>): Result {
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.result;
}
