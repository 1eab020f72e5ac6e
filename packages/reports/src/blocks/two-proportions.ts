import type { RiskDifference, SeveralComparisons, TwoProportionsContent } from "@kendali/analysis";
import { formatInterval, formatPercent } from "@kendali/i18n";
import { fact, methodLine, rowLabel, splitRows, type DrawBlock } from "../block-drawing.ts";
import { limitsOf, makeTable, numberCell, textCell, type ReportContext } from "../report-context.ts";
import type { MarginFact, ReportPart, ReportTable } from "../report-model.ts";
import { rich, stat } from "../rich-text.ts";
import { comparisonFacts, drawComparisons } from "./comparison-table.ts";
import { shareInterval } from "./paired-categories.ts";

type Row = Extract<TwoProportionsContent["rows"][number]["attempt"], { ok: true }>["result"];
type Several = Extract<Row, SeveralComparisons<RiskDifference>>;
type Pair = Exclude<Row, Several>;
type Ratio = NonNullable<RiskDifference["riskRatio"]>;

/** Events by arm, risk difference with Newcombe's interval, risk ratio, Fisher's p; of more than two arms each one's with the reference. */
export const drawTwoProportions: DrawBlock<"two_proportions"> = (content, context, block) => {
  const { t, say } = context;
  const { done, refusals } = splitRows(context, content.rows);
  const tables = done.flatMap((row): readonly ReportPart[] =>
    "comparisons" in row ? severalTables(context, row, block) : [pairTable(context, row, say(block.title))],
  );
  return {
    parts: [...tables, ...refusals],
    margin: [
      fact(t("fact_method"), methodLine(context, block.role, t("method_two_proportions"))),
      ...done.flatMap((row) => [
        context.usedFact(row.sample),
        fact(t("fact_definition"), t("treatment_policy")),
        ...("comparisons" in row
          ? [
              ...comparisonFacts(context, block, { at: row.at, reference: referenceOf(row), rows: content.rows }),
              ...context.intervalFact(firstInterval(row)),
            ]
          : pairFacts(context, row)),
      ]),
    ],
  };
};

function armsTable(
  context: ReportContext,
  row: Row,
  title: string,
  more: Pick<ReportTable, "rows" | "note">,
): ReportTable {
  const { t, say } = context;
  const right = (content: Parameters<typeof textCell>[0]) => textCell(content, { align: "right" });
  return makeTable(context, {
    caption: `${title}: ${rowLabel(context, row.at)}`,
    head: [[textCell(t("arm")), right(t("events")), right(stat("n")), right(t("percent"))]],
    rows: [
      ...row.arms.map((arm) => ({
        kind: "row" as const,
        cells: [
          textCell(say(arm.label)),
          numberCell(String(arm.events.value), arm.events),
          numberCell(String(arm.total.value), arm.total),
          numberCell(arm.percent === null ? "–" : context.percent(arm.percent), arm.percent),
        ],
      })),
      ...more.rows,
    ],
    note: more.note,
  });
}

function severalTables(
  context: ReportContext,
  row: Several,
  block: Parameters<typeof drawTwoProportions>[2],
): readonly ReportPart[] {
  const { t } = context;
  const own = armsTable(context, row, context.say(block.title), { rows: [], note: [] });
  const { table, refusals } = drawComparisons(context, {
    title: block.title,
    at: row.at,
    reference: referenceOf(row),
    comparisons: row.comparisons,
    testOf: ({ test }) => test,
    columns: [
      {
        head: t("difference"),
        cell: ({ test: { estimate } }) =>
          numberCell(estimate === null ? "–" : formatPercent(context.locale, estimate.value.value), estimate?.value),
      },
      {
        head: t("confidence_interval", { level: context.level }),
        cell: ({ test }) => numberCell(shareInterval(context, test) || "–", ...limitsOf(test.interval)),
      },
      {
        head: t("risk_ratio"),
        cell: ({ riskRatio }) =>
          riskRatio === null
            ? numberCell("–")
            : numberCell(ratioWords(context, riskRatio), riskRatio.value, ...limitsOf(riskRatio.interval)),
      },
    ],
  });
  return [own, table, ...refusals];
}

function referenceOf(row: Row): Row["arms"][number]["label"] {
  return row.arms[0]?.label ?? row.at.label;
}

function firstInterval(row: Several): RiskDifference["test"]["interval"] {
  for (const { comparison } of row.comparisons) if (comparison.ok) return comparison.result.test.interval;
  return null;
}

/** "1.42 [1.01, 2.00]" */
function ratioWords(context: ReportContext, { value, interval }: Ratio): string {
  const limits =
    interval?.lower && interval.upper
      ? formatInterval(context.locale, interval.lower.value, interval.upper.value, 2)
      : "";
  return `${context.number(value, 2)} ${limits}`;
}

function pairTable(context: ReportContext, row: Pair, title: string): ReportTable {
  const { t } = context;
  const { test, riskRatio } = row;
  const p = test.p?.value;
  const exact = p === undefined ? null : context.exactP(p);
  return armsTable(context, row, title, {
    rows: [
      {
        kind: "total" as const,
        cells: [
          textCell(`${t("difference")} (${t("confidence_interval", { level: context.level })})`),
          {
            ...numberCell(
              `${test.estimate === null ? "–" : formatPercent(context.locale, test.estimate.value.value)} ${shareInterval(context, test)}`,
              test.estimate?.value,
              ...limitsOf(test.interval),
            ),
            span: 3,
          },
        ],
      },
    ],
    note: [
      rich(
        `${t("method_two_proportions")}: `,
        p === undefined ? "" : context.pEquation(p),
        exact === null ? "" : rich(" (", exact, ")"),
        riskRatio === null ? "." : `; ${t("risk_ratio").toLowerCase()} ${ratioWords(context, riskRatio)}.`,
      ),
      ...context.warningLines(test),
    ],
  });
}

function pairFacts(context: ReportContext, row: Pair): readonly MarginFact[] {
  const { t, say } = context;
  const [reference, compared] = row.arms;
  return [
    fact(
      t("fact_direction"),
      t("direction_arms", {
        compared: say(compared?.label ?? row.at.label),
        reference: say(reference?.label ?? row.at.label),
      }),
    ),
    ...context.intervalFact(row.test.interval),
  ];
}
