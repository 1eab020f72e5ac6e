import { runCronbachAlpha } from "@kendali/stats";
import { columnsAt, describeColumn, rColumn } from "../../frame.ts";
import { refused, type AnalysisKind } from "../../plan-context.ts";
import type { Attempt, Num, SampleInfo, TestResult, VariableInfo } from "../../results.ts";
import { takeSample } from "../../sample.ts";
import { bookTest } from "../../test-result.ts";

/** Cronbach's alpha of the items of an instrument at one visit, with Feldt's interval. */
export type ReliabilityContent = {
  readonly items: readonly (VariableInfo & {
    readonly restCorrelation: Num | null;
    readonly alphaIfDeleted: Num | null;
  })[];
  readonly sample: SampleInfo;
  readonly alpha: Attempt<TestResult>;
};

export const reliability: AnalysisKind<ReliabilityContent> = {
  needsArm: false,
  run: (context) => {
    const { analysis, book, frame, level, selection } = context;
    const columns = (analysis.items ?? []).flatMap((item) =>
      columnsAt(frame, item, analysis.visit ?? null).slice(0, 1),
    );
    if (columns.length < 2) return refused("single_item", { count: columns.length });
    const sample = takeSample(
      book,
      frame,
      selection,
      "items",
      columns.map((column) => ({ part: "item", column: column.name })),
    );
    if (sample.rows.length === 0) return refused("nobody_measured", { variable: analysis.key });
    const matrix = sample.rows.map((row) => columns.map((column) => frame.numbers(column.name)[row] ?? null));
    const outcome = runCronbachAlpha({ items: matrix }, { level });
    const describe = (index: number, rest: Num | null, deleted: Num | null) => {
      const column = columns[index];
      return column === undefined
        ? []
        : [{ ...describeColumn(column), restCorrelation: rest, alphaIfDeleted: deleted }];
    };
    if (!outcome.ok) {
      return {
        ok: true,
        result: {
          items: columns.flatMap((_, index) => describe(index, null, null)),
          sample: sample.info,
          alpha: outcome,
        },
      };
    }
    book.code(`items <- cbind(${columns.map((column) => `${rColumn(column.name)}[use]`).join(", ")})`);
    const { result } = outcome;
    const alpha = bookTest(book, "alpha", result, { estimate: "cronbach(items)", interval: `feldt(items, ${level})` });
    const items = columns.flatMap((column, index) => {
      const statistics = result.details.items[index];
      const at = index + 1;
      const rest = book.optional(
        `item.${column.name}.rest_correlation`,
        statistics?.restCorrelation ?? null,
        `cor(items[, ${at}], rowSums(items[, -${at}, drop = FALSE]))`,
      );
      const deleted = book.optional(
        `item.${column.name}.alpha_if_deleted`,
        statistics?.alphaIfDeleted ?? null,
        `cronbach(items[, -${at}, drop = FALSE])`,
      );
      return describe(index, rest, deleted);
    });
    return { ok: true, result: { items, sample: sample.info, alpha: { ok: true, result: alpha } } };
  },
};
