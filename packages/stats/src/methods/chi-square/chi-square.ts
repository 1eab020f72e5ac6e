import { chiSquareUpper } from "../../distributions/gamma.ts";
import { warn } from "../../inference.ts";
import type { MethodDefinition } from "../../method.ts";
import { sum } from "../../numeric/sum.ts";
import { refuseTable } from "../../observations.ts";
import { refuse } from "../../refusal.ts";
import type { Outcome } from "../../refusal.ts";
import type { Warning } from "../../result.ts";
import type { ChiSquareInput, ChiSquareOptions, ChiSquareResult, ChiSquareRNames } from "./chi-square.types.ts";
import { fisherRxC } from "./fisher-r-by-c.ts";

const source = "Pearson (1900); Cramér (1946); Freeman & Halton (1951), Biometrika 38:141";

/**
 * Pearson's chi-square test of independence in a table of counts, with Cramér's V and, where it can be enumerated, Fisher's
 * exact p. Rows and columns without any count are dropped with a warning.
 * Refuses a table that is not of counts, an empty one, and one with a single row or column left.
 * Example: [[6, 14, 10], [6, 7, 17]] gives chi-square 4.148148, df 2, p 0.1256727.
 */
export function runChiSquare(input: ChiSquareInput, options: ChiSquareOptions = {}): Outcome<ChiSquareResult> {
  const refusal = refuseTable(input.table, {});
  if (refusal !== null) return refusal;
  const table = withoutEmptyLines(input.table);
  const n = table.flat().reduce((a, b) => a + b, 0);
  if (n === 0) return refuse("n_below_1", { n });
  const rows = table.map((row) => row.reduce((a, b) => a + b, 0));
  const columns = (table[0] ?? []).map((_, j) => table.reduce((total, row) => total + (row[j] ?? 0), 0));
  if (rows.length < 2 || columns.length < 2)
    return refuse("one_category", { rows: rows.length, columns: columns.length });
  const isYates = options.yates === true && rows.length === 2 && columns.length === 2;
  const expected = rows.flatMap((row) => columns.map((column) => (row * column) / n));
  const deviations = table.flat().map((count, i) => Math.abs(count - (expected[i] ?? 0)));
  const correction = isYates ? Math.min(0.5, ...deviations) : 0;
  const chi2 = sum(deviations.map((deviation, i) => (deviation - correction) ** 2 / (expected[i] ?? 1)));
  const df = (rows.length - 1) * (columns.length - 1);
  const pFisher = fisherRxC(table, options.fisher);
  const cellsBelow5 = expected.filter((value) => value < 5).length;
  const dropped = input.table.length - rows.length + (input.table[0]?.length ?? 0) - columns.length;
  return {
    ok: true,
    result: {
      method: "chi_square",
      variant: isYates ? "yates" : "pearson",
      statistic: { name: "chi2", value: chi2, df },
      p: { value: chiSquareUpper(chi2, df), sided: "two_sided", method: "chi2" },
      n: { used: n, excluded: [] },
      assumptions: [],
      warnings: warningsOf({ dropped, cellsBelow5, minimum: Math.min(...expected), hasFisher: pFisher !== null }),
      source,
      r: rCall(undefined, options),
      details: {
        minimumExpected: Math.min(...expected),
        cellsBelow5,
        cramersV: Math.sqrt(chi2 / (n * Math.min(rows.length - 1, columns.length - 1))),
        pFisher,
      },
    },
  };
}

function withoutEmptyLines(table: readonly (readonly number[])[]): number[][] {
  const isFilled = (table[0] ?? []).map((_, j) => table.some((row) => (row[j] ?? 0) > 0));
  return table.filter((row) => row.some((count) => count > 0)).map((row) => row.filter((_, j) => isFilled[j]));
}

type Findings = {
  readonly dropped: number;
  readonly cellsBelow5: number;
  readonly minimum: number;
  readonly hasFisher: boolean;
};

function warningsOf({ dropped, cellsBelow5, minimum, hasFisher }: Findings): Warning[] {
  const warnings: Warning[] = [];
  if (dropped > 0) warnings.push(warn("categories_dropped", { count: dropped }));
  if (cellsBelow5 > 0) warnings.push(warn("expected_counts_below_5", { minimum, cells: cellsBelow5 }));
  if (!hasFisher) warnings.push(warn("fisher_not_computed"));
  return warnings;
}

function rCall(names: ChiSquareRNames = { table: "tab" }, options: ChiSquareOptions = {}): string {
  return `chisq.test(${names.table}, correct = ${options.yates === true ? "TRUE" : "FALSE"})`;
}

export const chiSquare = {
  key: "chi_square",
  page: "chi-square",
  tier: "FIRST",
  input: "contingency_table",
  variants: ["pearson", "yates"],
  source,
  run: runChiSquare,
  rCall,
} as const satisfies MethodDefinition<ChiSquareInput, ChiSquareOptions, ChiSquareRNames, ChiSquareResult>;
