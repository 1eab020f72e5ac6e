import { fact, methodLine, refusalOf, rowLabel, splitRows, type DrawBlock } from "../block-drawing.ts";
import { countCell, medianCell } from "../draw-summary.ts";
import { makeTable, textCell } from "../report-context.ts";
import type { ReportRow } from "../report-model.ts";
import { rich, stat } from "../rich-text.ts";

/** An ordered outcome by arm: counts per category, Mann–Whitney, the chance to be higher. */
export const drawOrdinalByArm: DrawBlock<"ordinal_by_arm"> = (content, context, block) => {
  const { t, say } = context;
  const { done, refusals } = splitRows(context, content.rows);
  const tables = done.map((row) => {
    const coded = row.arms
      .map((arm) => arm.summary)
      .find((summary) => summary.ok && summary.result.kind === "categories");
    const codes = coded?.ok && coded.result.kind === "categories" ? coded.result.rows : null;
    const digits = context.digitsOf(row.at.variable);
    const rows: readonly ReportRow[] =
      codes === null
        ? [
            {
              kind: "row",
              cells: [
                textCell(t("median_quartiles")),
                ...row.arms.map((arm) => medianCell(context, arm.summary, digits)),
              ],
            },
          ]
        : codes.map((code): ReportRow => ({
            kind: "row",
            cells: [
              textCell(`${code.code} ${say(code.label)}`),
              ...row.arms.map((arm) => countCell(context, arm.summary, code.code)),
            ],
          }));
    const test = row.test.ok ? row.test.result : null;
    const exact = test?.p ? context.exactP(test.p.value) : null;
    return makeTable(context, {
      caption: `${say(block.title)}: ${rowLabel(context, row.at)}`,
      head: [
        [
          textCell(rowLabel(context, row.at)),
          ...row.arms.map((arm) => ({
            ...textCell(rich(`${say(arm.label)} (`, stat("n"), ` = ${arm.n.value})`), { align: "right" }),
            numbers: [arm.n.id],
          })),
        ],
      ],
      rows,
      note:
        test === null
          ? []
          : [
              rich(
                `${t("method_mann_whitney")}, ${test.p === null ? "" : context.pMethod(test.p.method)}: `,
                stat("U"),
                `\u00a0=\u00a0${test.statistic === null ? "–" : context.number(test.statistic.value, 1)}, `,
                test.p === null ? "" : context.pEquation(test.p.value),
                exact === null ? "" : rich(" (", exact, ")"),
                ".",
              ),
            ],
    });
  });
  return {
    parts: [...tables, ...refusals, ...done.flatMap((row) => refusalOf(context, row.test, rowLabel(context, row.at)))],
    margin: [
      fact(t("fact_method"), methodLine(context, block.role, t("method_mann_whitney"))),
      ...done.flatMap((row) => {
        const [reference, compared] = row.arms;
        const words = {
          compared: say(compared?.label ?? row.at.label),
          reference: say(reference?.label ?? row.at.label),
        };
        return [
          context.usedFact(row.sample),
          ...(row.test.ok
            ? [
                fact(
                  t("fact_definition"),
                  t("superiority", { ...words, value: context.bounded(row.test.result.superiority, 2) }),
                  t("treatment_policy"),
                ),
              ]
            : []),
          ...(row.test.ok && row.test.result.warnings.length > 0
            ? [{ heading: t("fact_assumption"), lines: context.warningLines(row.test.result) }]
            : []),
        ];
      }),
    ],
  };
};
