import { columnsAt } from "../../frame.ts";
import { refused, type AnalysisKind, type PlanContext } from "../../plan-context.ts";
import type { Attempt, VariableSummary } from "../../results.ts";
import { summarizeColumn } from "../../summaries.ts";

/** Who was studied: every named item in the whole population, numbers as mean and sd, codes as counts. */
export type CharacteristicsContent = {
  readonly rows: readonly { readonly item: string; readonly attempt: Attempt<VariableSummary> }[];
};

export const characteristicsTable: AnalysisKind<CharacteristicsContent> = {
  needsArm: false,
  run: (context) => ({ ok: true, result: { rows: describeItems(context) } }),
};

/** The items of the plan, or the outcomes' items where it names none, each at the plan's visit. */
export function describeItems(context: PlanContext): CharacteristicsContent["rows"] {
  const { book, frame, selection } = context;
  return itemsOf(context).flatMap((item): CharacteristicsContent["rows"] => {
    const columns = columnsAt(frame, item, context.analysis.visit ?? null);
    if (columns.length === 0) return [{ item, attempt: refused("not_in_dataset", { variable: item }) }];
    return columns.map((column) => ({
      item,
      attempt: { ok: true, result: summarizeColumn(book, frame, selection, column, column.name) },
    }));
  });
}

/** Items named by the plan, then those of named outcomes. */
export function itemsOf(context: PlanContext): readonly string[] {
  const { analysis, protocol } = context;
  const ofOutcomes = (analysis.outcomes ?? []).flatMap(
    (key) => protocol.outcomes.find((outcome) => outcome.key === key)?.item ?? [],
  );
  return [...new Set([...(analysis.items ?? []), ...ofOutcomes])];
}
