import type { Attempt, FigureSide } from "@kendali/analysis";
import { fact, rowLabel, splitRows, type DrawBlock } from "../block-drawing.ts";
import { limitsOf, numberCell, textCell, type ReportContext } from "../report-context.ts";
import type { BeforeAfterFigure, FigureMean, ReportFigure, ReportTable } from "../report-model.ts";
import { movedCounts } from "./before-after-table.ts";

/** Each participant as a line, with means, shapes and the changes; the odd cases are named. */
export const drawBeforeAfterFigure: DrawBlock<"before_after_figure"> = (content, context) => {
  const { t, say } = context;
  const { done, refusals } = splitRows(context, content.rows);
  const figures = done.flatMap((row): readonly ReportFigure[] => {
    const { at } = row;
    const digits = context.digitsOf(at.variable);
    const side = (label: string, attempt: Attempt<FigureSide>) =>
      figureMean(context, label, attempt, at.variable.unit, digits);
    const before = side(say(at.baselineLabel), row.before);
    const after = side(say(at.timePointLabel), row.after);
    const change = side(t("change"), row.change);
    if (before === null || after === null || change === null) return [];
    const interval = (attempt: Attempt<FigureSide>) =>
      attempt.ok ? context.interval(attempt.result.interval, digits) : "–";
    const outcome = context.outcomeName(at.variable.key, at.label);
    const data: BeforeAfterFigure = {
      shape: "before_after",
      axis: rowLabel(context, at),
      points: row.points,
      before,
      after,
      change,
      odd: oddCases(context, row.points),
    };
    return [
      {
        type: "figure",
        ...context.nextFigure(),
        caption: t("figure_before_after_caption", { outcome, level: context.level }),
        summary: t("figure_before_after", {
          outcome,
          count: row.sample.used.value,
          before: before.label,
          after: after.label,
          meanBefore: before.text,
          meanAfter: after.text,
          meanChange: change.text,
          intervalBefore: interval(row.before),
          intervalAfter: interval(row.after),
          intervalChange: interval(row.change),
          ...movedCounts(row.moved),
        }),
        data,
        numbers: numbersTable(
          context,
          rowLabel(context, at),
          [row.before, row.after, row.change],
          [before, after, change],
          digits,
        ),
      },
    ];
  });
  return {
    parts: [...figures, ...refusals],
    margin: done.flatMap((row) => [
      context.usedFact(row.sample),
      fact(
        t("fact_direction"),
        `${t("direction_after_before", { after: say(row.at.timePointLabel), before: say(row.at.baselineLabel) })} ${t("moved", movedCounts(row.moved))}`,
      ),
      ...spreadFact(context, row.before, row.after, row.at.variable.unit),
      ...(row.change.ok ? context.intervalFact(row.change.result.interval) : []),
    ]),
  };
};

/** A mean as a figure draws it: value, limits, its printed text and the smoothed shape. */
export function figureMean(
  context: ReportContext,
  label: string,
  attempt: Attempt<FigureSide>,
  unit: string | null,
  digits: number,
): FigureMean | null {
  if (!attempt.ok) return null;
  const { mean, interval, density } = attempt.result;
  return {
    label,
    mean: mean.value,
    lower: interval?.lower?.value ?? null,
    upper: interval?.upper?.value ?? null,
    text: context.quantity(mean, unit, digits),
    density,
  };
}

function oddCases(context: ReportContext, points: BeforeAfterFigure["points"]): BeforeAfterFigure["odd"] {
  const unchanged = points.filter((point) => point.change === 0).map((point) => point.participant);
  const fell = points.filter((point) => point.change < 0).map((point) => point.participant);
  return [
    ...(unchanged.length === 0
      ? []
      : [
          {
            kind: "unchanged" as const,
            text: context.t("odd_unchanged", { count: unchanged.length }),
            participants: unchanged,
          },
        ]),
    ...(fell.length === 0
      ? []
      : [{ kind: "fell" as const, text: context.t("odd_fell", { count: fell.length }), participants: fell }]),
  ];
}

function spreadFact(
  context: ReportContext,
  before: Attempt<FigureSide>,
  after: Attempt<FigureSide>,
  unit: string | null,
) {
  const width = (attempt: Attempt<FigureSide>) =>
    attempt.ok && attempt.result.bandwidth !== null ? context.quantity(attempt.result.bandwidth, unit, 1) : null;
  const [first, second] = [width(before), width(after)];
  return first === null || second === null
    ? []
    : [fact(context.t("fact_spread"), context.t("spread_kernel", { before: first, after: second }))];
}

function numbersTable(
  context: ReportContext,
  caption: string,
  attempts: readonly Attempt<FigureSide>[],
  means: readonly FigureMean[],
  digits: number,
): ReportTable {
  return {
    type: "table",
    number: 0,
    name: context.t("its_numbers"),
    caption,
    head: [
      [
        textCell(context.t("visit")),
        textCell(context.t("mean"), { align: "right" }),
        textCell(context.t("confidence_interval", { level: context.level }), { align: "right" }),
      ],
    ],
    rows: attempts.flatMap((attempt, index) => {
      const label = means[index]?.label ?? "";
      if (!attempt.ok) return [];
      const { mean, interval } = attempt.result;
      return [
        {
          kind: "row" as const,
          cells: [
            textCell(label),
            numberCell(context.number(mean, digits), mean),
            numberCell(context.interval(interval, digits), ...limitsOf(interval)),
          ],
        },
      ];
    }),
    note: [],
  };
}
