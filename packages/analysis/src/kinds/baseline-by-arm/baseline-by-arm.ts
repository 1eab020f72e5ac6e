import type { LocalizedText } from "@kendali/domain";
import { selectArms } from "../../arms.ts";
import { columnsAt } from "../../frame.ts";
import type { AnalysisKind } from "../../plan-context.ts";
import type { VariableInfo, VariableSummary } from "../../results.ts";
import { summarizeColumn } from "../../summaries.ts";
import { itemsOf } from "../characteristics-table/characteristics-table.ts";

/**
 * Baseline by arm and in all. Without p-values: after a proper allocation every difference is chance (CONSORT 2025, item 25).
 * On pooled data only the total is there.
 */
export type BaselineByArmContent = {
  readonly groups: readonly {
    readonly arm: string | null;
    readonly label: LocalizedText | null;
    readonly size: number;
  }[];
  readonly rows: readonly { readonly variable: VariableInfo; readonly cells: readonly VariableSummary[] }[];
};

export const baselineByArm: AnalysisKind<BaselineByArmContent> = {
  // The pooled column stands by itself, so pooled data get a smaller table instead of none.
  needsArm: false,
  run: (context) => {
    const { book, frame, model, protocol, selection } = context;
    const arms = model.isMasked ? [] : selectArms(protocol, frame, selection);
    const groups = [...arms, { arm: null, label: null, selection }];
    const columns = itemsOf(context).flatMap((item) => columnsAt(frame, item, context.analysis.visit ?? null));
    return {
      ok: true,
      result: {
        groups: groups.map((group) => ({ arm: group.arm, label: group.label, size: group.selection.rows.length })),
        rows: columns.map((column) => {
          const cells = groups.map((group) =>
            summarizeColumn(book, frame, group.selection, column, `${column.name}.${group.arm ?? "all"}`),
          );
          const [first] = cells;
          return { variable: first?.variable ?? emptyVariable(column.name), cells };
        }),
      },
    };
  },
};

function emptyVariable(column: string): VariableInfo {
  return { key: column, column, visit: null, label: { id: column, en: column }, unit: null, decimals: 0, codes: null };
}
