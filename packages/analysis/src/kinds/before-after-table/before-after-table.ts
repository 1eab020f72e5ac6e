import { runPairedT } from "@kendali/stats";
import { changesOf, takePairs } from "../../pairs.ts";
import { perOutcome, type AnalysisKind, type OutcomeRow, type RowOf } from "../../plan-context.ts";
import type { Attempt, CategorySummary, Num, NumericSummary, SampleInfo, TestResult } from "../../results.ts";
import { summarizeCategories, summarizeNumbers } from "../../summaries.ts";
import { bookTest } from "../../test-result.ts";

/** Each outcome before and after in the same participants, and its change. */
export type BeforeAfterTableContent = {
  readonly rows: readonly OutcomeRow<{
    readonly sample: SampleInfo;
    readonly before: Attempt<NumericSummary | CategorySummary>;
    readonly after: Attempt<NumericSummary | CategorySummary>;
    /** Mean change with its interval, for continuous outcomes. */
    readonly change: Attempt<TestResult> | null;
    readonly moved: Moved;
  }>[];
};

/** How many rose, stayed and fell. */
export type Moved = { readonly rose: Num; readonly unchanged: Num; readonly fell: Num };

export const beforeAfterTable: AnalysisKind<BeforeAfterTableContent> = {
  needsArm: false,
  run: (context) => {
    const { book, level } = context;
    return {
      ok: true,
      result: {
        rows: perOutcome<RowOf<BeforeAfterTableContent>>(context, (at) => {
          const taken = takePairs(context, at);
          if (!taken.ok) return taken;
          const pairs = taken.result;
          const describe = (values: readonly number[], r: "before" | "after") => {
            const input = { book, values, r, name: `${at.name}.${r}`, info: pairs.info };
            return at.variable.codes === null
              ? summarizeNumbers(input)
              : summarizeCategories({ ...input, variable: at.variable });
          };
          const before = describe(pairs.before, "before");
          const after = describe(pairs.after, "after");
          const moved = countMoves(book, at.name, changesOf(pairs));
          if (at.variable.codes !== null)
            return { ok: true, result: { sample: pairs.info, before, after, change: null, moved } };
          const outcome = runPairedT({ first: pairs.before, second: pairs.after }, { level, checkAssumptions: false });
          const change: Attempt<TestResult> = outcome.ok
            ? {
                ok: true,
                result: bookTest(book, `${at.name}.change`, outcome.result, {
                  estimate: "mean(change)",
                  interval: `mean_interval(change, ${level})`,
                }),
              }
            : outcome;
          return { ok: true, result: { sample: pairs.info, before, after, change, moved } };
        }),
      },
    };
  },
};

/** Counts the directions of change; the three sum to the pairs used. */
export function countMoves(book: Parameters<typeof bookTest>[0], name: string, changes: readonly number[]): Moved {
  book.by("count");
  const count = (test: (change: number) => boolean) => changes.filter(test).length;
  return {
    rose: book.number(
      `${name}.rose`,
      count((change) => change > 0),
      "sum(change > 0)",
      "exact",
    ),
    unchanged: book.number(
      `${name}.unchanged`,
      count((change) => change === 0),
      "sum(change == 0)",
      "exact",
    ),
    fell: book.number(
      `${name}.fell`,
      count((change) => change < 0),
      "sum(change < 0)",
      "exact",
    ),
  };
}
