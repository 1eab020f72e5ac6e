import type { Attempt, NormalityReading } from "@kendali/analysis";
import { fact, rowLabel, splitRows, type DrawBlock } from "../block-drawing.ts";
import { makeTable, numberCell, textCell, type ReportContext } from "../report-context.ts";
import type { ReportRow } from "../report-model.ts";
import { plain, rich, stat, type Rich } from "../rich-text.ts";

/** W and p in columns of their own for before, after and change, each with what it allows to be said. */
export const drawNormality: DrawBlock<"normality"> = (content, context, block) => {
  const { t, say } = context;
  const { done, refusals } = splitRows(context, content.rows);
  const rows = done.flatMap((row): readonly ReportRow[] => [
    { kind: "group", cells: [textCell(rowLabel(context, row.at), { span: 5 })] },
    readingRow(context, say(row.at.baselineLabel), row.before),
    readingRow(context, say(row.at.timePointLabel), row.after),
    readingRow(context, t("change"), row.change),
  ]);
  const drawTable = () =>
    makeTable(context, {
      caption: say(block.title),
      head: [
        [
          textCell(t("outcome")),
          textCell(stat("W"), { align: "right" }),
          textCell(stat("p"), { align: "right" }),
          textCell(t("distinct_values"), { align: "right" }),
          textCell(t("reading")),
        ],
      ],
      rows,
      note: [plain(t("only_change_matters"))],
    });
  return {
    parts: [...(done.length === 0 ? [] : [drawTable()]), ...refusals],
    margin: [
      fact(t("fact_method"), t("method_shapiro_wilk")),
      ...context.usedFacts(done.map((row) => ({ label: rowLabel(context, row.at), sample: row.sample }))),
      ...done.slice(0, 1).map((row) => fact(t("fact_assumption"), t("few_values_power", { n: row.sample.used.value }))),
    ],
  };
};

function readingRow(context: ReportContext, label: string, attempt: Attempt<NormalityReading>): ReportRow {
  if (!attempt.ok)
    return { kind: "indented", cells: [textCell(label), textCell(context.refusal(attempt.refusal).text, { span: 4 })] };
  const { W, p, distinctValues } = attempt.result;
  const exact = context.exactP(p);
  return {
    kind: "indented",
    cells: [
      textCell(label),
      // Where p is printed exactly, so is W: published tables confuse the two.
      numberCell(context.bounded(W, exact === null ? 3 : 6), W),
      numberCell(exact === null ? context.p(p) : rich(context.p(p), " (", exact, ")"), p),
      numberCell(context.number(distinctValues, 0), distinctValues),
      textCell(readingWords(context, attempt.result)),
    ],
  };
}

/** What a Shapiro–Wilk test allows to be said. */
export function readingWords(context: ReportContext, reading: NormalityReading): string {
  const { t } = context;
  if (reading.reading === "not_interpretable")
    return t("reading_not_interpretable", { count: reading.distinctValues.value });
  return reading.reading === "evidence_against_normality"
    ? t("reading_evidence_against_normality")
    : t("reading_no_evidence_against_normality");
}

/** "Shapiro–Wilk of the 20 changes: W = .948, p = .343. No sign against normality." for a margin. */
export function normalityLines(context: ReportContext, attempt: Attempt<NormalityReading>): readonly Rich[] {
  if (!attempt.ok) return [plain(context.refusal(attempt.refusal).text)];
  const { W, p } = attempt.result;
  return [
    rich(
      `${context.t("method_shapiro_wilk")} (${context.t("change").toLowerCase()}): `,
      stat("W"),
      `\u00a0=\u00a0${context.bounded(W, 3)}, `,
      context.pEquation(p),
      ".",
    ),
    plain(`${readingWords(context, attempt.result)}.`),
  ];
}
