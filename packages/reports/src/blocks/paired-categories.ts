import type { CategoryLabel, Num, OutcomeFacts, TestResult } from "@kendali/analysis";
import { formatPercent } from "@kendali/i18n";
import { fact, methodLine, refusalOf, rowLabel, splitRows, type DrawBlock } from "../block-drawing.ts";
import { makeTable, numberCell, textCell, type ReportContext } from "../report-context.ts";
import type { ReportRow } from "../report-model.ts";
import { rich, type Rich } from "../rich-text.ts";
import { movedCounts } from "./before-after-table.ts";

/** Categories before (rows) and after (columns) in the same participants, with the test for their number. */
export const drawPairedCategories: DrawBlock<"paired_categories"> = (content, context, block) => {
  const { t, say } = context;
  const { done, refusals } = splitRows(context, content.rows);
  const tables = done.map((row) => {
    const total = row.sample.used;
    const share = (count: Num) =>
      `${count.value} (${formatPercent(context.locale, total.value === 0 ? 0 : count.value / total.value)})`;
    const head = (category: CategoryLabel) => textCell(`${category.code} ${say(category.label)}`, { align: "right" });
    const rows: readonly ReportRow[] = [
      ...row.categories.map((category, index): ReportRow => {
        const rowTotal = row.rowTotals[index];
        return {
          kind: "row",
          cells: [
            textCell(`${category.code} ${say(category.label)}`),
            ...(row.table[index] ?? []).map((cell) => numberCell(String(cell.value), cell)),
            numberCell(rowTotal === undefined ? "–" : share(rowTotal), rowTotal),
          ],
        };
      }),
      {
        kind: "total",
        cells: [
          textCell(t("total")),
          ...row.columnTotals.map((cell) => numberCell(share(cell), cell)),
          numberCell(String(total.value), total),
        ],
      },
    ];
    return makeTable(context, {
      caption: `${say(block.title)}: ${rowLabel(context, row.at)}`,
      head: [
        [
          textCell(""),
          textCell(say(row.at.timePointLabel), { align: "center", span: row.categories.length }),
          textCell(""),
        ],
        [textCell(say(row.at.baselineLabel)), ...row.categories.map(head), textCell(t("total"), { align: "right" })],
      ],
      rows,
      note: row.test.ok ? [testLine(context, row.test.result, row.event)] : [],
    });
  });
  return {
    parts: [...tables, ...refusals, ...done.flatMap((row) => refusalOf(context, row.test, rowLabel(context, row.at)))],
    margin: done.flatMap((row) => [
      ...(row.test.ok
        ? [fact(t("fact_method"), methodLine(context, block.role, t(`method_${row.test.result.method}`)))]
        : []),
      context.usedFact(row.sample),
      directionFact(context, row.at, row.moved),
      ...(row.test.ok ? context.intervalFact(row.test.result.interval) : []),
      ...(row.event === null
        ? []
        : [fact(t("fact_definition"), t("paired_event", { label: `${row.event.code} ${say(row.event.label)}` }))]),
      ...(row.test.ok && row.test.result.warnings.length > 0
        ? [{ heading: t("fact_assumption"), lines: context.warningLines(row.test.result) }]
        : []),
    ]),
  };
};

function directionFact(context: ReportContext, at: OutcomeFacts, moved: Parameters<typeof movedCounts>[0]) {
  const { t, say } = context;
  return fact(
    t("fact_direction"),
    `${t("direction_after_before", { after: say(at.timePointLabel), before: say(at.baselineLabel) })} ${t("moved", movedCounts(moved))}`,
  );
}

/** "Exact McNemar test: 14 discordant pairs, p < .001 (exact value .00012); difference 70 % [45, 85]." */
function testLine(context: ReportContext, test: TestResult, event: CategoryLabel | null): Rich {
  const { t } = context;
  const p = test.p?.value;
  const exact = p === undefined ? null : context.exactP(p);
  const statistic = test.statistic;
  const shown =
    statistic === null
      ? ""
      : statistic.df === null
        ? ""
        : `χ²(${statistic.df})\u00a0=\u00a0${context.number(statistic.value, 2)}, `;
  const difference =
    test.estimate === null || event === null
      ? ""
      : `; ${t("difference").toLowerCase()} ${formatPercent(context.locale, test.estimate.value.value)} ${shareInterval(context, test)}`;
  return rich(
    `${t(`method_${test.method}`)}: ${shown}`,
    p === undefined ? "" : context.pEquation(p),
    exact === null ? "" : rich(" (", exact, ")"),
    `${difference}.`,
  );
}

/** An interval of shares, in per cent. */
export function shareInterval(context: ReportContext, test: TestResult): string {
  const { lower, upper } = test.interval ?? { lower: null, upper: null };
  if (lower === null || upper === null) return "";
  const separator = context.locale === "id" ? "; " : ", ";
  return `[${context.number(lower.value * 100, 0)}${separator}${context.number(upper.value * 100, 0)}]`;
}
