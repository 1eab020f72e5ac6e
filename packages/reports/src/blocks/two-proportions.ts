import { formatInterval, formatPercent } from "@kendali/i18n";
import { fact, methodLine, rowLabel, splitRows, type DrawBlock } from "../block-drawing.ts";
import { limitsOf, makeTable, numberCell, textCell } from "../report-context.ts";
import { rich, stat } from "../rich-text.ts";
import { shareInterval } from "./paired-categories.ts";

/** Events by arm, risk difference with Newcombe's interval, risk ratio, Fisher's p. */
export const drawTwoProportions: DrawBlock<"two_proportions"> = (content, context, block) => {
  const { t, say } = context;
  const { done, refusals } = splitRows(context, content.rows);
  const tables = done.map((row) => {
    const { test, riskRatio } = row;
    const p = test.p?.value;
    const exact = p === undefined ? null : context.exactP(p);
    const right = (content_: Parameters<typeof textCell>[0]) => textCell(content_, { align: "right" });
    return makeTable(context, {
      caption: `${say(block.title)}: ${rowLabel(context, row.at)}`,
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
          riskRatio === null
            ? "."
            : `; ${t("risk_ratio").toLowerCase()} ${context.number(riskRatio.value, 2)} ${ratioInterval(riskRatio.interval)}.`,
        ),
        ...context.warningLines(test),
      ],
    });
    function ratioInterval(interval: NonNullable<typeof riskRatio>["interval"]): string {
      return interval?.lower && interval.upper
        ? formatInterval(context.locale, interval.lower.value, interval.upper.value, 2)
        : "";
    }
  });
  return {
    parts: [...tables, ...refusals],
    margin: [
      fact(t("fact_method"), methodLine(context, block.role, t("method_two_proportions"))),
      ...done.flatMap((row) => [
        context.usedFact(row.sample),
        fact(t("fact_definition"), t("treatment_policy")),
        fact(
          t("fact_direction"),
          t("direction_arms", {
            compared: say(row.arms[1]?.label ?? row.at.label),
            reference: say(row.arms[0]?.label ?? row.at.label),
          }),
        ),
        ...context.intervalFact(row.test.interval),
      ]),
    ],
  };
};
