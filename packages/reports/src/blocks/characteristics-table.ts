import type { VariableSummary } from "@kendali/analysis";
import { fact, type DrawBlock } from "../block-drawing.ts";
import { missingNote, variableRows } from "../draw-summary.ts";
import { makeTable, textCell, type ReportContext } from "../report-context.ts";
import type { ReportTable } from "../report-model.ts";
import { rich, stat } from "../rich-text.ts";

/** Characteristics of all participants: mean (SD) or count (%). */
export const drawCharacteristics: DrawBlock<"characteristics_table"> = (content, context, block) => {
  const summaries = content.rows.flatMap((row) => (row.attempt.ok ? [row.attempt.result] : []));
  const refusals = content.rows.flatMap((row) =>
    row.attempt.ok ? [] : [context.refusal(row.attempt.refusal, row.item)],
  );
  const table = summaries.length === 0 ? [] : [describeTable(context, context.say(block.title), summaries)];
  return {
    parts: [...table, ...refusals],
    margin: [
      fact(context.t("fact_method"), context.t("method_descriptive")),
      fact(context.t("fact_population"), context.say(block.population.definition)),
    ],
  };
};

/** A table with one column, for characteristics and for pooled summaries. */
export function describeTable(
  context: ReportContext,
  caption: string,
  summaries: readonly VariableSummary[],
): ReportTable {
  const size = summaries[0]?.sample.population;
  const withVisit =
    new Set(summaries.map((summary) => summary.variable.key)).size < summaries.length &&
    new Set(summaries.map((summary) => summary.variable.visit)).size > 1;
  return makeTable(context, {
    caption,
    head: [
      [
        textCell(context.t("characteristic")),
        {
          ...textCell(rich(stat("n"), ` = ${size?.value ?? 0}`), { align: "right" }),
          numbers: size === undefined ? [] : [size.id],
        },
      ],
    ],
    rows: summaries.flatMap((summary) => variableRows(context, [summary], { withVisit })),
    note: missingNote(context, summaries, withVisit),
  });
}
