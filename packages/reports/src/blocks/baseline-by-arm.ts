import { fact, type DrawBlock } from "../block-drawing.ts";
import { missingNote, variableRows } from "../draw-summary.ts";
import { makeTable, textCell } from "../report-context.ts";
import { rich, stat } from "../rich-text.ts";

/** Baseline by arm and in all, without p-values. */
export const drawBaseline: DrawBlock<"baseline_by_arm"> = (content, context, block) => {
  const { t, say } = context;
  const arms = content.groups.filter((group) => group.arm !== null).length;
  const heads = content.groups.map((group) =>
    textCell(
      rich(`${group.label === null ? t("all_participants") : say(group.label)} (`, stat("n"), ` = ${group.size})`),
      { align: "right" },
    ),
  );
  const total = content.rows.flatMap((row) => row.cells.slice(-1));
  return {
    parts: [
      makeTable(context, {
        caption: say(block.title),
        head: [
          ...(arms === 0 ? [] : [[textCell(""), textCell(t("arm"), { align: "center", span: arms }), textCell("")]]),
          [textCell(t("characteristic")), ...heads],
        ],
        rows: content.rows.flatMap((row) => variableRows(context, row.cells)),
        note: missingNote(context, total),
      }),
    ],
    margin: [
      fact(t("fact_method"), t("method_descriptive")),
      fact(t("fact_why"), t("baseline_no_p")),
      fact(t("fact_population"), say(block.population.definition)),
    ],
  };
};
