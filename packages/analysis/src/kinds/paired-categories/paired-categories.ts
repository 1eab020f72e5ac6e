import type { LocalizedText } from "@kendali/domain";
import { runMarginalHomogeneity, runMcNemar } from "@kendali/stats";
import type { NumberBook } from "../../number-book.ts";
import { changesOf, takePairs, type Pairs } from "../../pairs.ts";
import {
  perOutcome,
  refused,
  type AnalysisKind,
  type OutcomeAt,
  type OutcomeRow,
  type RowOf,
} from "../../plan-context.ts";
import type { Attempt, Num, SampleInfo, TestResult } from "../../results.ts";
import { bookTest } from "../../test-result.ts";
import { countMoves, type Moved } from "../before-after-table/before-after-table.ts";

export type CategoryLabel = { readonly code: number; readonly label: LocalizedText };

/** The same participants' categories before and after, crossed, and the test that fits their number. */
export type PairedCategoriesContent = {
  readonly rows: readonly OutcomeRow<{
    readonly sample: SampleInfo;
    readonly categories: readonly CategoryLabel[];
    /** Rows before, columns after. */
    readonly table: readonly (readonly Num[])[];
    readonly rowTotals: readonly Num[];
    readonly columnTotals: readonly Num[];
    readonly moved: Moved;
    /** McNemar exact where only two categories occur, Stuart–Maxwell where more do. */
    readonly test: Attempt<TestResult>;
    /** For McNemar: the category whose share is compared. */
    readonly event: CategoryLabel | null;
  }>[];
};

export const pairedCategories: AnalysisKind<PairedCategoriesContent> = {
  needsArm: false,
  run: (context) => ({
    ok: true,
    result: {
      rows: perOutcome<RowOf<PairedCategoriesContent>>(context, (at) => {
        const { book, level } = context;
        const taken = takePairs(context, at);
        if (!taken.ok) return taken;
        const pairs = taken.result;
        const categories = categoriesOf(at, pairs);
        const counts = crossCount(categories, pairs);
        book.by("frequency", pairs.info);
        const codes = `c(${categories.map(({ code }) => code).join(", ")})`;
        book.code(`tab <- unclass(table(factor(before, levels = ${codes}), factor(after, levels = ${codes})))`);
        const cell = (row: number, column: number) =>
          book.number(
            `${at.name}.cell.${categories[row]?.code}_${categories[column]?.code}`,
            counts[row]?.[column] ?? 0,
            `tab[${row + 1}, ${column + 1}]`,
            "exact",
          );
        const total = (where: "before" | "after", index: number, count: number) =>
          book.number(
            `${at.name}.${where}.${categories[index]?.code}`,
            count,
            `${where === "before" ? "rowSums" : "colSums"}(tab)[[${index + 1}]]`,
            "exact",
          );
        const table = counts.map((row, i) => row.map((_, j) => cell(i, j)));
        const rowTotals = counts.map((row, i) => total("before", i, sum(row)));
        const columnTotals = counts.map((_, j) => total("after", j, sum(counts.map((row) => row[j] ?? 0))));
        const moved = countMoves(book, at.name, changesOf(pairs));
        return {
          ok: true,
          result: {
            sample: pairs.info,
            categories,
            table,
            rowTotals,
            columnTotals,
            moved,
            ...compare({ book, at, categories, counts, level }),
          },
        };
      }),
    },
  }),
};

/** The code list's categories; without a code list those that occur. */
function categoriesOf(at: OutcomeAt, pairs: Pairs): readonly CategoryLabel[] {
  const listed = (at.variable.codes ?? []).flatMap(({ code, label }) =>
    typeof code === "number" ? [{ code, label }] : [],
  );
  if (listed.length > 0) return listed;
  const seen = [...new Set([...pairs.before, ...pairs.after])].toSorted((a, b) => a - b);
  return seen.map((code) => ({ code, label: { id: String(code), en: String(code) } }));
}

function crossCount(categories: readonly CategoryLabel[], pairs: Pairs): readonly (readonly number[])[] {
  return categories.map((row) =>
    categories.map(
      (column) =>
        pairs.before.filter((value, index) => value === row.code && pairs.after[index] === column.code).length,
    ),
  );
}

type CompareInput = {
  readonly book: NumberBook;
  readonly at: OutcomeAt;
  readonly categories: readonly CategoryLabel[];
  readonly counts: readonly (readonly number[])[];
  readonly level: number;
};

function compare(input: CompareInput): { readonly test: Attempt<TestResult>; readonly event: CategoryLabel | null } {
  const { book, at, categories, counts, level } = input;
  const used = [...categories.keys()].filter(
    (index) => sum(counts[index] ?? []) + sum(counts.map((row) => row[index] ?? 0)) > 0,
  );
  if (used.length < 2) return { test: refused("one_category", { outcome: at.outcome.key }), event: null };
  if (used.length > 2) {
    const outcome = runMarginalHomogeneity({ table: counts, categories: categories.map(({ code }) => String(code)) });
    const inR = { statistic: "stuart_maxwell(tab)$chi2", p: "stuart_maxwell(tab)$p" };
    return {
      test: outcome.ok
        ? { ok: true, result: bookTest(book, `${at.name}.stuart_maxwell`, outcome.result, inR) }
        : outcome,
      event: null,
    };
  }
  // The event is the category the protocol names, otherwise the higher of the two codes.
  const isEvent = (index: number) => at.outcome.event?.includes(categories[index]?.code ?? Number.NaN) ?? false;
  const yes = used.find(isEvent) ?? used.at(-1) ?? 0;
  const no = used.find((index) => index !== yes) ?? 0;
  const at2 = (row: number, column: number) => counts[row]?.[column] ?? 0;
  const outcome = runMcNemar(
    {
      table: [
        [at2(yes, yes), at2(yes, no)],
        [at2(no, yes), at2(no, no)],
      ],
    },
    { level },
  );
  if (!outcome.ok) return { test: outcome, event: categories[yes] ?? null };
  book.code(`m <- tab[c(${yes + 1}, ${no + 1}), c(${yes + 1}, ${no + 1})]`);
  const inR = {
    estimate: "(m[2, 1] - m[1, 2]) / sum(m)",
    interval: `newcombe_paired(m, ${level})`,
    statistic: "m[1, 2] + m[2, 1]",
    p: "binom.test(m[1, 2], m[1, 2] + m[2, 1])$p.value",
  };
  return {
    test: { ok: true, result: bookTest(book, `${at.name}.mcnemar`, outcome.result, inR) },
    event: categories[yes] ?? null,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
