import type { Attempt, Num, OutcomeFacts, PairedEffectsResult, TestResult } from "@kendali/analysis";
import { fact, methodLine, refusalOf, rowLabel, splitRows, type DrawBlock } from "../block-drawing.ts";
import { limitsOf, makeTable, numberCell, textCell, type ReportContext } from "../report-context.ts";
import type { MarginFact } from "../report-model.ts";
import { plain, rich, stat, statWithIndex, type Rich } from "../rich-text.ts";
import { movedCounts } from "./before-after-table.ts";
import { normalityLines } from "./normality.ts";

/** The paired t-test, its effect sizes under their names, and in the margin what it assumes and what to read otherwise. */
export const drawPairedComparison: DrawBlock<"paired_comparison"> = (content, context, block) => {
  const { t, say } = context;
  const { done, refusals } = splitRows(context, content.rows);
  const computed = done.filter((row) => row.t.ok);
  const rows = computed.flatMap((row) => {
    if (!row.t.ok) return [];
    const test = row.t.result;
    const digits = context.digitsOf(row.at.variable);
    const effects = row.effects.ok ? row.effects.result : null;
    return [
      {
        kind: "row" as const,
        cells: [
          textCell(rowLabel(context, row.at)),
          numberCell(test.estimate === null ? "–" : context.number(test.estimate.value, digits), test.estimate?.value),
          numberCell(context.interval(test.interval, digits), ...limitsOf(test.interval)),
          numberCell(test.statistic === null ? "–" : context.number(test.statistic.value, 3), test.statistic?.value),
          numberCell(test.statistic?.df === null || test.statistic?.df === undefined ? "–" : String(test.statistic.df)),
          numberCell(test.p === null ? "–" : context.p(test.p.value), test.p?.value),
          numberCell(effects === null ? "–" : context.number(effects.d_z, 3), effects?.d_z),
        ],
      },
    ];
  });
  const drawTable = () =>
    makeTable(context, {
      caption: say(block.title),
      head: [
        [
          textCell(t("outcome")),
          textCell(t("change"), { align: "right" }),
          textCell(t("confidence_interval", { level: context.level }), { align: "right" }),
          textCell(stat("t"), { align: "right" }),
          textCell(stat("df"), { align: "right" }),
          textCell(stat("p"), { align: "right" }),
          textCell(statWithIndex("d", "z"), { align: "right" }),
        ],
      ],
      rows,
      note: computed.flatMap((row) => noteOf(context, row)),
    });
  return {
    parts: [
      ...(computed.length === 0 ? [] : [drawTable()]),
      ...refusals,
      ...done.flatMap((row) => refusalOf(context, row.t, rowLabel(context, row.at))),
    ],
    margin: [
      fact(t("fact_method"), methodLine(context, block.role, t("method_paired_t"))),
      ...done.flatMap((row): readonly MarginFact[] => [
        context.usedFact(row.sample),
        fact(
          t("fact_direction"),
          `${t("direction_after_before", { after: say(row.at.timePointLabel), before: say(row.at.baselineLabel) })} ${t("moved", movedCounts(row.moved))}`,
        ),
        ...(row.isCodedScore ? [fact(t("fact_why"), t("coded_score_note"))] : []),
        ...(row.t.ok ? context.intervalFact(row.t.result.interval) : []),
        { heading: t("fact_assumption"), lines: normalityLines(context, row.normality) },
        { heading: t("fact_otherwise"), lines: wilcoxonLines(context, row.wilcoxon, row.at) },
      ]),
    ],
  };
};

type Row = {
  readonly at: OutcomeFacts;
  readonly t: Attempt<TestResult>;
  readonly effects: Attempt<PairedEffectsResult>;
  readonly sample: { readonly used: Num };
};

function noteOf(context: ReportContext, row: Row): readonly Rich[] {
  const p = row.t.ok ? row.t.result.p : null;
  const exact = p === null ? null : context.exactP(p.value);
  const effects = row.effects.ok ? row.effects.result : null;
  const pieces: readonly Rich[] = [
    rich(stat("n"), `\u00a0=\u00a0${row.sample.used.value}`),
    ...(exact === null ? [] : [rich(stat("p"), " ", exact)]),
    ...(effects === null
      ? []
      : [
          rich(
            statWithIndex("d", "z"),
            `\u00a0=\u00a0${context.number(effects.d_z, 3)} ${context.interval(effects.interval, 2)}`,
          ),
        ]),
    ...(effects?.d_av ? [rich(statWithIndex("d", "av"), `\u00a0=\u00a0${context.number(effects.d_av, 3)}`)] : []),
    ...(effects === null ? [] : [rich(statWithIndex("g", "z"), `\u00a0=\u00a0${context.number(effects.g_z, 3)}`)]),
  ];
  return [
    rich(
      `${rowLabel(context, row.at)}: `,
      ...pieces.flatMap((piece, index) => (index === 0 ? [piece] : ["; ", piece])),
      ".",
    ),
  ];
}

function wilcoxonLines(
  context: ReportContext,
  attempt: Attempt<TestResult & { readonly nonzero: Num }>,
  at: OutcomeFacts,
): readonly Rich[] {
  if (!attempt.ok) return [plain(context.refusal(attempt.refusal).text)];
  const { t } = context;
  const test = attempt.result;
  const digits = context.digitsOf(at.variable);
  const value = test.estimate === null ? "–" : context.number(test.estimate.value, digits);
  return [
    rich(
      `${t("method_wilcoxon_signed_rank")}, ${test.p === null ? "" : context.pMethod(test.p.method)} (`,
      stat("n"),
      `\u00a0=\u00a0${test.nonzero.value}): `,
      stat("V"),
      `\u00a0=\u00a0${test.statistic === null ? "–" : context.number(test.statistic.value, Number.isInteger(test.statistic.value.value) ? 0 : 1)}, `,
      test.p === null ? "" : context.pEquation(test.p.value),
      `. ${t("estimate_shift", { value, interval: context.interval(test.interval, digits) })}.`,
    ),
    ...context.warningLines(test),
  ];
}
