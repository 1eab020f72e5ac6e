import { fact, methodLine, refusalOf, type DrawBlock } from "../block-drawing.ts";
import { limitsOf, makeTable, numberCell, textCell } from "../report-context.ts";

/** Cronbach's alpha with its interval, and each question's part in it. */
export const drawReliability: DrawBlock<"reliability"> = (content, context, block) => {
  const { t, say } = context;
  const alpha = content.alpha.ok ? content.alpha.result : null;
  const drawTable = () =>
    makeTable(context, {
      caption: say(block.title),
      head: [
        [
          textCell(t("characteristic")),
          textCell(t("item_rest"), { align: "right" }),
          textCell(t("alpha_if_deleted"), { align: "right" }),
        ],
      ],
      rows: [
        ...content.items.map((item) => ({
          kind: "row" as const,
          cells: [
            textCell(context.outcomeName(item.key, item.label)),
            numberCell(
              item.restCorrelation === null ? "–" : context.bounded(item.restCorrelation, 2),
              item.restCorrelation,
            ),
            numberCell(
              item.alphaIfDeleted === null ? "–" : context.bounded(item.alphaIfDeleted, 2),
              item.alphaIfDeleted,
            ),
          ],
        })),
        ...(alpha?.estimate
          ? [
              {
                kind: "total" as const,
                cells: [
                  textCell("α"),
                  {
                    ...numberCell(
                      `${context.bounded(alpha.estimate.value, 2)} ${context.boundedInterval(alpha.interval, 2)}`,
                      alpha.estimate.value,
                      ...limitsOf(alpha.interval),
                    ),
                    span: 2,
                  },
                ],
              },
            ]
          : []),
      ],
      note: alpha === null ? [] : context.warningLines(alpha),
    });
  return {
    parts: [...(alpha === null ? [] : [drawTable()]), ...refusalOf(context, content.alpha, "α")],
    margin: [
      fact(t("fact_method"), methodLine(context, block.role, t("method_cronbach_alpha"))),
      context.usedFact(content.sample),
      ...context.intervalFact(alpha?.interval ?? null),
    ],
  };
};
