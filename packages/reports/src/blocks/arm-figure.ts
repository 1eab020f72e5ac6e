import { fact, refusalOf, type DrawBlock } from "../block-drawing.ts";
import { limitsOf, numberCell, textCell } from "../report-context.ts";
import type { ArmFigure, ReportFigure } from "../report-model.ts";
import { figureMean } from "./before-after-figure.ts";

/** Each outcome over its visits, every participant and the arms' means. */
export const drawArmFigure: DrawBlock<"arm_figure"> = (content, context) => {
  const { t, say } = context;
  const done = content.rows.flatMap((row) => (row.attempt.ok ? [row.attempt.result] : []));
  const figures = done.map((drawn): ReportFigure => {
    const digits = context.digitsOf(drawn.variable);
    const { unit } = drawn.variable;
    const outcome = context.outcomeName(drawn.variable.key, drawn.label);
    const axis = unit === null ? outcome : `${outcome} (${unit})`;
    const data: ArmFigure = {
      shape: "arms",
      axis,
      visits: drawn.visits.map((visit) => ({ key: visit.key, label: say(visit.label), day: visit.day })),
      arms: drawn.arms.map((arm, index) => ({
        key: arm.arm,
        label: say(arm.label),
        mark: arm.isReference ? "b" : "a",
        ...(drawn.arms.length > 2 ? { number: index + 1 } : {}),
        means: arm.visits.map((visit) => figureMean(context, say(arm.label), visit.side, unit, digits)),
        points: arm.points,
      })),
    };
    const lines = drawn.arms.flatMap((arm) =>
      arm.visits.flatMap((visit, index) => {
        if (!visit.side.ok) return [];
        const { mean, interval } = visit.side.result;
        return [
          {
            arm: say(arm.label),
            visit: say(drawn.visits[index]?.label ?? drawn.label),
            mean,
            interval,
            used: visit.sample.used,
          },
        ];
      }),
    );
    return {
      type: "figure",
      ...context.nextFigure(),
      caption: t("figure_arms_caption", { outcome, level: context.level }),
      summary: t("figure_arms", {
        outcome,
        summary: lines
          .map((line) =>
            t("figure_arm_visit", {
              arm: line.arm,
              visit: line.visit,
              mean: context.quantity(line.mean, unit, digits),
              interval: context.interval(line.interval, digits),
              count: line.used.value,
            }),
          )
          .join(" "),
      }),
      data,
      numbers: {
        type: "table",
        number: 0,
        name: t("its_numbers"),
        caption: axis,
        head: [
          [
            textCell(t("arm")),
            textCell(t("visit")),
            textCell("n", { align: "right" }),
            textCell(t("mean"), { align: "right" }),
            textCell(t("confidence_interval", { level: context.level }), { align: "right" }),
          ],
        ],
        rows: lines.map((line) => ({
          kind: "row",
          cells: [
            textCell(line.arm),
            textCell(line.visit),
            numberCell(String(line.used.value), line.used),
            numberCell(context.number(line.mean, digits), line.mean),
            numberCell(context.interval(line.interval, digits), ...limitsOf(line.interval)),
          ],
        })),
        note: [],
      },
    };
  });
  const [first] = done;
  return {
    parts: [...figures, ...content.rows.flatMap((row) => refusalOf(context, row.attempt, row.name))],
    margin: [
      fact(t("fact_method"), t("method_descriptive")),
      ...(first === undefined
        ? []
        : [
            fact(
              t("fact_used"),
              ...first.arms.map(
                (arm) =>
                  `${say(arm.label)}: ${arm.visits.map((visit, index) => `${say(first.visits[index]?.label ?? first.label)} ${visit.sample.used.value}/${visit.sample.population.value}`).join(", ")}.`,
              ),
            ),
          ]),
      fact(t("fact_definition"), t("treatment_policy")),
    ],
  };
};
