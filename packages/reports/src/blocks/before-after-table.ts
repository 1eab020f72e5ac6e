import type { Moved, Num } from "@kendali/analysis";
import { fact, rowLabel, splitRows, type DrawBlock } from "../block-drawing.ts";
import { countCell } from "../draw-summary.ts";
import { limitsOf, makeTable, numberCell, textCell } from "../report-context.ts";
import type { ReportRow } from "../report-model.ts";
import { rich, stat } from "../rich-text.ts";

/** Each outcome before and after, with its change; codes as counts. */
export const drawBeforeAfter: DrawBlock<"before_after_table"> = (content, context, block) => {
  const { t, say, locale } = context;
  const { done, refusals } = splitRows(context, content.rows);
  const letter = (word: string) => textCell(locale === "en" ? stat(word) : word, { align: "right" });
  const [first] = done;
  const rows = done.flatMap((row): readonly ReportRow[] => {
    const { before, after, change, at } = row;
    const label = rowLabel(context, at);
    if (before.ok && after.ok && before.result.kind === "numeric" && after.result.kind === "numeric") {
      const digits = context.digitsOf(at.variable);
      const cell = (value: Num | null) => numberCell(value === null ? "–" : context.number(value, digits), value);
      const test = change?.ok ? change.result : null;
      return [
        {
          kind: "row",
          cells: [
            textCell(label),
            cell(before.result.mean),
            cell(before.result.sd),
            cell(after.result.mean),
            cell(after.result.sd),
            cell(test?.estimate?.value ?? null),
            numberCell(context.interval(test?.interval ?? null, digits), ...limitsOf(test?.interval ?? null)),
          ],
        },
      ];
    }
    const codes = before.ok && before.result.kind === "categories" ? before.result.rows : [];
    return [
      { kind: "group", cells: [textCell(`${label}, ${t("count_percent")}`, { span: 7 })] },
      ...codes.map((code): ReportRow => ({
        kind: "indented",
        cells: [
          textCell(say(code.label)),
          { ...countCell(context, before, code.code), span: 2 },
          { ...countCell(context, after, code.code), span: 2 },
          textCell("", { span: 2 }),
        ],
      })),
    ];
  });
  const drawTable = () =>
    makeTable(context, {
      caption: say(block.title),
      head: [
        [
          textCell(""),
          textCell(first === undefined ? "" : say(first.at.baselineLabel), { align: "center", span: 2 }),
          textCell(first === undefined ? "" : say(first.at.timePointLabel), { align: "center", span: 2 }),
          textCell(t("change"), { align: "center", span: 2 }),
        ],
        [
          textCell(t("outcome")),
          letter(t("mean")),
          letter(t("sd")),
          letter(t("mean")),
          letter(t("sd")),
          letter(t("mean")),
          textCell(t("confidence_interval", { level: context.level }), { align: "right" }),
        ],
      ],
      rows,
      note: done.map((row) =>
        rich(
          `${rowLabel(context, row.at)}: `,
          stat("n"),
          ` = ${row.sample.used.value}. `,
          t("moved", movedCounts(row.moved)),
        ),
      ),
    });
  return {
    parts: [...(done.length === 0 ? [] : [drawTable()]), ...refusals],
    margin: [
      fact(t("fact_method"), t("method_descriptive")),
      ...context.usedFacts(done.map((row) => ({ label: rowLabel(context, row.at), sample: row.sample }))),
      ...done
        .slice(0, 1)
        .map((row) =>
          fact(
            t("fact_direction"),
            t("direction_after_before", { after: say(row.at.timePointLabel), before: say(row.at.baselineLabel) }),
          ),
        ),
      ...done.slice(0, 1).flatMap((row) => (row.change?.ok ? context.intervalFact(row.change.result.interval) : [])),
    ],
  };
};

/** The counts of a move as the words need them. */
export function movedCounts(moved: Moved): {
  readonly rose: number;
  readonly unchanged: number;
  readonly fell: number;
} {
  return { rose: moved.rose.value, unchanged: moved.unchanged.value, fell: moved.fell.value };
}
