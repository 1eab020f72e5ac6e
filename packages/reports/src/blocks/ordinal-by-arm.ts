import type { OrdinalByArmContent, RankComparison, SeveralComparisons } from "@kendali/analysis";
import { fact, methodLine, refusalOf, rowLabel, splitRows, type DrawBlock } from "../block-drawing.ts";
import { countCell, medianCell } from "../draw-summary.ts";
import { limitsOf, makeTable, numberCell, textCell, type ReportContext } from "../report-context.ts";
import type { MarginFact, ReportPart, ReportRow } from "../report-model.ts";
import { rich, stat } from "../rich-text.ts";
import { comparisonFacts, drawComparisons } from "./comparison-table.ts";

type Row = Extract<OrdinalByArmContent["rows"][number]["attempt"], { ok: true }>["result"];
type Several = Extract<Row, SeveralComparisons<RankComparison>>;
type Pair = Exclude<Row, Several>;

/** An ordered outcome by arm: counts per category, Mann–Whitney, the chance to be higher; of more than two arms each one's with the reference. */
export const drawOrdinalByArm: DrawBlock<"ordinal_by_arm"> = (content, context, block) => {
  const { t, say } = context;
  const { done, refusals } = splitRows(context, content.rows);
  const tables = done.flatMap((row): readonly ReportPart[] => {
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
    const test = !("comparisons" in row) && row.test.ok ? row.test.result : null;
    const exact = test?.p ? context.exactP(test.p.value) : null;
    const own = makeTable(context, {
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
    return "comparisons" in row ? [own, ...severalParts(context, row, block)] : [own];
  });
  return {
    parts: [
      ...tables,
      ...refusals,
      ...done.flatMap((row) => ("comparisons" in row ? [] : refusalOf(context, row.test, rowLabel(context, row.at)))),
    ],
    margin: [
      fact(t("fact_method"), methodLine(context, block.role, t("method_mann_whitney"))),
      ...done.flatMap((row) => [
        context.usedFact(row.sample),
        ...("comparisons" in row
          ? [
              fact(t("fact_definition"), t("treatment_policy")),
              ...comparisonFacts(context, block, { at: row.at, reference: referenceOf(row), rows: content.rows }),
            ]
          : pairFacts(context, row)),
      ]),
    ],
  };
};

function referenceOf(row: Row): Row["arms"][number]["label"] {
  return row.arms[0]?.label ?? row.at.label;
}

function severalParts(
  context: ReportContext,
  row: Several,
  block: Parameters<typeof drawOrdinalByArm>[2],
): readonly ReportPart[] {
  const { t } = context;
  const digits = context.digitsOf(row.at.variable);
  const { table, refusals } = drawComparisons(context, {
    title: block.title,
    at: row.at,
    reference: referenceOf(row),
    comparisons: row.comparisons,
    testOf: (comparison) => comparison,
    columns: [
      {
        head: stat("U"),
        cell: ({ statistic }) =>
          numberCell(statistic === null ? "–" : context.number(statistic.value, 1), statistic?.value),
      },
      {
        head: t("chance_higher"),
        cell: ({ superiority }) => numberCell(context.bounded(superiority, 2), superiority),
      },
      {
        head: t("shift"),
        cell: ({ estimate }) =>
          numberCell(estimate === null ? "–" : context.number(estimate.value, digits), estimate?.value),
      },
      {
        head: t("confidence_interval", { level: context.level }),
        cell: ({ interval }) => numberCell(context.interval(interval, digits), ...limitsOf(interval)),
      },
    ],
  });
  return [table, ...refusals];
}

function pairFacts(context: ReportContext, row: Pair): readonly MarginFact[] {
  const { t, say } = context;
  const [reference, compared] = row.arms;
  const words = {
    compared: say(compared?.label ?? row.at.label),
    reference: say(reference?.label ?? row.at.label),
  };
  return [
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
}
