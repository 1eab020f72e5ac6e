import type { AncovaContent, AncovaDifference, SeveralComparisons } from "@kendali/analysis";
import { fact, methodLine, rowLabel, splitRows, type DrawBlock } from "../block-drawing.ts";
import { limitsOf, makeTable, numberCell, textCell, type ReportContext } from "../report-context.ts";
import type { MarginFact, ReportPart, ReportRow, ReportTable } from "../report-model.ts";
import { plain, rich, stat } from "../rich-text.ts";
import { comparisonFacts, drawComparisons } from "./comparison-table.ts";

type Row = Extract<AncovaContent["rows"][number]["attempt"], { ok: true }>["result"];
type Several = Extract<Row, SeveralComparisons<AncovaDifference>>;
type Pair = Exclude<Row, Several>;

/**
 * Adjusted means per arm and their difference with its interval, of more than two arms each one's with the reference; in the margin
 * the model, the estimand and a robust check.
 */
export const drawAncova: DrawBlock<"ancova"> = (content, context, block) => {
  const { done, refusals } = splitRows(context, content.rows);
  const { t } = context;
  const title = context.say(block.title);
  return {
    parts: [
      ...done.flatMap((row) =>
        "comparisons" in row ? severalTables(context, row, block) : [pairTable(context, row, title)],
      ),
      ...refusals,
    ],
    margin: [
      fact(t("fact_method"), methodLine(context, block.role, t("method_ancova"))),
      ...done.flatMap((row) => [
        ...modelFacts(context, row, block.estimand),
        ...("comparisons" in row
          ? [
              ...comparisonFacts(context, block, { at: row.at, reference: referenceOf(row), rows: content.rows }),
              ...severalChecks(context, row),
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
  const { t } = context;
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
    rows: [...row.arms.map((arm) => armRow(context, row, arm)), ...more.rows],
    note: more.note,
  });
}

function armRow(context: ReportContext, row: Row, arm: Row["arms"][number]): ReportRow {
  const digits = context.digitsOf(row.at.variable);
  return {
    kind: "row",
    cells: [
      textCell(context.say(arm.label)),
      numberCell(String(arm.n.value), arm.n),
      numberCell(
        `${context.number(arm.mean, digits)} (${arm.sd === null ? "–" : context.number(arm.sd, digits)})`,
        arm.mean,
        arm.sd,
      ),
      numberCell(context.number(arm.adjusted, digits), arm.adjusted),
      numberCell(context.interval(arm.interval, digits), ...limitsOf(arm.interval)),
    ],
  };
}

function severalTables(
  context: ReportContext,
  row: Several,
  block: Parameters<typeof drawAncova>[2],
): readonly ReportPart[] {
  const { t } = context;
  const digits = context.digitsOf(row.at.variable);
  const own = armsTable(context, row, context.say(block.title), { rows: [], note: [] });
  const { table, refusals } = drawComparisons(context, {
    title: block.title,
    at: row.at,
    reference: referenceOf(row),
    comparisons: row.comparisons,
    testOf: ({ difference }) => difference,
    columns: [
      {
        head: t("adjusted_difference"),
        cell: ({ difference: { estimate } }) =>
          numberCell(estimate === null ? "–" : context.number(estimate.value, digits), estimate?.value),
      },
      {
        head: t("confidence_interval", { level: context.level }),
        cell: ({ difference: { interval } }) => numberCell(context.interval(interval, digits), ...limitsOf(interval)),
      },
      {
        head: rich(stat("t"), ` (${row.residualDf})`),
        cell: ({ difference: { statistic } }) =>
          numberCell(statistic === null ? "–" : context.number(statistic.value, 2), statistic?.value),
      },
    ],
    more: [
      {
        head: t("unadjusted_difference"),
        cell: ({ unadjustedDifference }) =>
          numberCell(context.number(unadjustedDifference, digits), unadjustedDifference),
      },
    ],
  });
  return [own, table, ...refusals];
}

function referenceOf(row: Row): Several["arms"][number]["label"] {
  return row.arms[0]?.label ?? row.at.label;
}

/** The interval, and for each arm the check with a robust variance. */
function severalChecks(context: ReportContext, row: Several): readonly MarginFact[] {
  const { t, say } = context;
  const digits = context.digitsOf(row.at.variable);
  const done = row.comparisons.flatMap(({ label, comparison }) =>
    comparison.ok ? [{ label, ...comparison.result }] : [],
  );
  const checks = done.flatMap(({ label, robust }) =>
    robust?.p
      ? [
          `${say(label)}: ${t("robust_check", { interval: context.interval(robust.interval, digits), p: context.p(robust.p.value) })}`,
        ]
      : [],
  );
  return [
    ...context.intervalFact(done[0]?.difference.interval ?? null),
    ...(checks.length === 0 ? [] : [fact(t("fact_check"), ...checks)]),
  ];
}

function pairTable(context: ReportContext, row: Pair, title: string): ReportTable {
  const { t } = context;
  const digits = context.digitsOf(row.at.variable);
  const { difference } = row;
  const exact = difference.p === null ? null : context.exactP(difference.p.value);
  return armsTable(context, row, title, {
    rows: [
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

/** Who was used, the model and what it estimates. */
function modelFacts(context: ReportContext, row: Row, estimandKey: string | null): readonly MarginFact[] {
  const { t, say, protocol } = context;
  const inModel = row.covariates.filter((covariate) => covariate.use !== "dropped");
  const dropped = row.covariates.filter((covariate) => covariate.use === "dropped");
  const estimand = protocol.estimands.find((each) => each.key === estimandKey);
  return [
    context.usedFact(row.sample),
    {
      heading: t("fact_model"),
      lines: [
        plain(t("model_formula", { covariates: covariateWords(context, inModel) })),
        ...("comparisons" in row ? [plain(t("model_several"))] : []),
        ...dropped.map((covariate) =>
          plain(t("dropped_constant", { name: withoutVisit(context, say(covariate.label)) })),
        ),
      ],
    },
    ...(estimand === undefined
      ? [fact(t("fact_definition"), t("treatment_policy"))]
      : [fact(t("fact_estimand"), `${say(estimand.summary)}.`, t("treatment_policy"))]),
  ];
}

function pairFacts(context: ReportContext, row: Pair): readonly MarginFact[] {
  const { t, say } = context;
  const digits = context.digitsOf(row.at.variable);
  const [reference, compared] = row.arms;
  const { robust } = row;
  return [
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
