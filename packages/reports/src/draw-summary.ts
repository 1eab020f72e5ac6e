import type { Attempt, CategorySummary, NumericSummary, VariableInfo, VariableSummary } from "@kendali/analysis";
import { formatInterval } from "@kendali/i18n";
import { labelWithUnit, numberCell, textCell, type ReportContext } from "./report-context.ts";
import type { ReportCell, ReportRow } from "./report-model.ts";
import { plain, type Rich } from "./rich-text.ts";

type Summary = Attempt<NumericSummary | CategorySummary>;

/** `16.3 (7.6)`: mean and sd in one cell. */
export function meanSdCell(context: ReportContext, summary: Summary, digits: number): ReportCell {
  if (!summary.ok || summary.result.kind !== "numeric") return numberCell("–");
  const { mean, sd } = summary.result;
  const spread = sd === null ? "–" : context.number(sd, digits);
  return numberCell(`${context.number(mean, digits)} (${spread})`, mean, sd);
}

/** `15.5 [11.0, 22.0]`: median and quartiles in one cell. */
export function medianCell(context: ReportContext, summary: Summary, digits: number): ReportCell {
  if (!summary.ok || summary.result.kind !== "numeric") return numberCell("–");
  const { median, q1, q3 } = summary.result;
  return numberCell(
    `${context.number(median, digits)} ${formatInterval(context.locale, q1.value, q3.value, digits)}`,
    median,
    q1,
    q3,
  );
}

/** Rows of one variable over groups: one row for a number, a heading and one row per category for a code. */
export function variableRows(
  context: ReportContext,
  cells: readonly VariableSummary[],
  options: { readonly withVisit?: boolean } = {},
): readonly ReportRow[] {
  const [first] = cells;
  if (first === undefined) return [];
  const label = variableLabel(context, first.variable, options.withVisit ?? false);
  const { codes } = first.variable;
  if (codes === null) {
    const digits = context.digitsOf(first.variable);
    return [
      row(
        `${label}, ${context.t("mean_sd")}`,
        cells.map((cell) => meanSdCell(context, cell.summary, digits)),
      ),
    ];
  }
  const counted = `${label}, ${context.t("count_percent")}`;
  const isMeasured = cells.some((cell) => cell.summary.ok);
  if (!isMeasured || isYesNo(codes))
    return [
      row(
        counted,
        cells.map((cell) => countCell(context, cell.summary, 1)),
      ),
    ];
  return [
    { kind: "group", cells: [textCell(counted, { span: cells.length + 1 })] },
    ...codes.map((code): ReportRow => ({
      kind: "indented",
      cells: [textCell(context.say(code.label)), ...cells.map((cell) => countCell(context, cell.summary, code.code))],
    })),
  ];
}

const row = (label: string, cells: readonly ReportCell[]): ReportRow => ({
  kind: "row",
  cells: [textCell(label), ...cells],
});

/** `14 (70 %)` for one category. */
export function countCell(context: ReportContext, summary: Summary, code: number | string): ReportCell {
  if (!summary.ok || summary.result.kind !== "categories") return numberCell("–");
  const row = summary.result.rows.find((each) => each.code === code);
  if (row === undefined) return numberCell("–");
  return { ...numberCell(`${row.count.value} (${context.percent(row.percent)})`, row.count, row.percent) };
}

/** Yes and no need one row: who said yes. */
function isYesNo(rows: readonly { readonly code: number | string }[]): boolean {
  return rows.length === 2 && rows.every((row) => row.code === 0 || row.code === 1);
}

/** The variable's label with its unit; its visit only where a table has several. */
export function variableLabel(context: ReportContext, variable: VariableInfo, withVisit = false): string {
  const visit = context.protocol.visits.find((each) => each.key === variable.visit);
  const suffix = visit === undefined ? "" : ` (${context.say(visit.label)})`;
  const own = context.say(variable.label);
  const name = labelWithUnit(own.endsWith(suffix) ? own.slice(0, own.length - suffix.length) : own, variable.unit);
  return withVisit && visit !== undefined ? `${name}, ${context.say(visit.label)}` : name;
}

/** Who was left out of which row, for the table's note; rows that lack the same participants for the same reasons share a line. */
export function missingNote(
  context: ReportContext,
  summaries: readonly VariableSummary[],
  withVisit = false,
): readonly Rich[] {
  const lines = new Map<string, string[]>();
  for (const { sample, variable } of summaries) {
    if (sample.excluded.length === 0) continue;
    const text = context.usedText(sample);
    lines.set(text, [...(lines.get(text) ?? []), variableLabel(context, variable, withVisit)]);
  }
  return [...lines].map(([text, labels]) => plain(`${labels.join(", ")}: ${text}`));
}
