import type { AncovaContent } from "@kendali/analysis";
import { fact, methodLine, rowLabel, splitRows, type DrawBlock } from "../block-drawing.ts";
import { limitsOf, makeTable, numberCell, textCell, type ReportContext } from "../report-context.ts";
import type { MarginFact, ReportTable } from "../report-model.ts";
import { plain, rich, stat } from "../rich-text.ts";

type Row = Extract<AncovaContent["rows"][number]["attempt"], { ok: true }>["result"];

/** Adjusted means per arm and their difference with its interval; in the margin the model, the estimand and a robust check. */
export const drawAncova: DrawBlock<"ancova"> = (content, context, block) => {
  const { done, refusals } = splitRows(context, content.rows);
  const { t } = context;
  return {
    parts: [...done.map((row) => ancovaTable(context, row, context.say(block.title))), ...refusals],
    margin: [
      fact(t("fact_method"), methodLine(context, block.role, t("method_ancova"))),
      ...done.flatMap((row) => factsOf(context, row, block.estimand)),
    ],
  };
};

function ancovaTable(context: ReportContext, row: Row, title: string): ReportTable {
  const { t, say } = context;
  const digits = context.digitsOf(row.at.variable);
  const { difference } = row;
  const exact = difference.p === null ? null : context.exactP(difference.p.value);
  const right = (content: Parameters<typeof textCell>[0]) => textCell(content, { align: "right" });
  return makeTable(context, {
    caption: `${title}: ${rowLabel(context, row.at)}`,
    head: [
      [
        textCell(t("arm")),
        right(stat("n")),
        right(t("mean_sd")),
        right(t("adjusted_mean")),
        right(t("confidence_interval", { level: context.level })),
      ],
    ],
    rows: [
      ...row.arms.map((arm) => ({
        kind: "row" as const,
        cells: [
          textCell(say(arm.label)),
          numberCell(String(arm.n.value), arm.n),
          numberCell(
            `${context.number(arm.mean, digits)} (${arm.sd === null ? "–" : context.number(arm.sd, digits)})`,
            arm.mean,
            arm.sd,
          ),
          numberCell(context.number(arm.adjusted, digits), arm.adjusted),
          numberCell(context.interval(arm.interval, digits), ...limitsOf(arm.interval)),
        ],
      })),
      {
        kind: "total" as const,
        cells: [
          textCell(t("difference")),
          numberCell(String(row.sample.used.value), row.sample.used),
          numberCell(context.number(row.unadjustedDifference, digits), row.unadjustedDifference),
          numberCell(
            difference.estimate === null ? "–" : context.number(difference.estimate.value, digits),
            difference.estimate?.value,
          ),
          numberCell(context.interval(difference.interval, digits), ...limitsOf(difference.interval)),
        ],
      },
    ],
    note: [
      rich(
        stat("t"),
        `(${row.residualDf})\u00a0=\u00a0${difference.statistic === null ? "–" : context.number(difference.statistic.value, 2)}, `,
        difference.p === null ? "" : context.pEquation(difference.p.value),
        exact === null ? "" : rich(" (", exact, ")"),
        ".",
      ),
      ...context.warningLines(difference),
    ],
  });
}

function factsOf(context: ReportContext, row: Row, estimandKey: string | null): readonly MarginFact[] {
  const { t, say, protocol } = context;
  const digits = context.digitsOf(row.at.variable);
  const inModel = row.covariates.filter((covariate) => covariate.use !== "dropped");
  const dropped = row.covariates.filter((covariate) => covariate.use === "dropped");
  const [reference, compared] = row.arms;
  const estimand = protocol.estimands.find((each) => each.key === estimandKey);
  const { robust } = row;
  return [
    context.usedFact(row.sample),
    {
      heading: t("fact_model"),
      lines: [
        plain(t("model_formula", { covariates: covariateWords(context, inModel) })),
        ...dropped.map((covariate) =>
          plain(t("dropped_constant", { name: withoutVisit(context, say(covariate.label)) })),
        ),
      ],
    },
    ...(estimand === undefined
      ? [fact(t("fact_definition"), t("treatment_policy"))]
      : [fact(t("fact_estimand"), `${say(estimand.summary)}.`, t("treatment_policy"))]),
    ...(reference === undefined || compared === undefined
      ? []
      : [
          fact(
            t("fact_direction"),
            t("direction_arms", { compared: say(compared.label), reference: say(reference.label) }),
          ),
        ]),
    ...context.intervalFact(row.difference.interval),
    ...(robust?.p
      ? [
          fact(
            t("fact_check"),
            t("robust_check", { interval: context.interval(robust.interval, digits), p: context.p(robust.p.value) }),
          ),
        ]
      : []),
  ];
}

/** "the baseline value, site, parity" as a list. */
export function covariateWords(context: ReportContext, covariates: Row["covariates"]): string {
  const words = covariates
    .filter((covariate) => covariate.use !== "dropped")
    .map((covariate) =>
      covariate.use === "baseline"
        ? context.t("covariate_baseline")
        : lowerFirst(withoutVisit(context, context.say(covariate.label))),
    );
  return words.length === 0 ? context.t("covariates_none") : words.join(", ");
}

function withoutVisit(context: ReportContext, label: string): string {
  const suffix = context.protocol.visits
    .map((visit) => ` (${context.say(visit.label)})`)
    .find((each) => label.endsWith(each));
  return suffix === undefined ? label : label.slice(0, label.length - suffix.length);
}

/** "Site" within a sentence is "site", but "BMI" stays. */
function lowerFirst(text: string): string {
  return /^.[A-Z]/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}
