import type { AnalysisBlock, Attempt, ContentByKind, OutcomeFacts, OutcomeRow } from "@kendali/analysis";
import { labelWithUnit, type ReportContext } from "./report-context.ts";
import type { MarginFact, ReportPart, ReportRefusal } from "./report-model.ts";
import { plain } from "./rich-text.ts";

/** What a kind's content looks like: its tables and figures, and the facts of the margin beside them. */
export type Drawing = { readonly parts: readonly ReportPart[]; readonly margin: readonly MarginFact[] };

export type DrawBlock<Kind extends AnalysisBlock["kind"]> = (
  content: ContentByKind[Kind],
  context: ReportContext,
  block: Extract<AnalysisBlock, { kind: Kind }>,
) => Drawing;

/** Splits the rows of a content into those with a result and the refusals in place of the others. */
export function splitRows<T>(
  context: ReportContext,
  rows: readonly OutcomeRow<T>[],
): { readonly done: readonly (T & { readonly at: OutcomeFacts })[]; readonly refusals: readonly ReportRefusal[] } {
  const done: (T & { readonly at: OutcomeFacts })[] = [];
  const refusals: ReportRefusal[] = [];
  for (const { name, attempt } of rows) {
    if (attempt.ok) done.push(attempt.result);
    else refusals.push(context.refusal(attempt.refusal, outcomeWords(context, name)));
  }
  return { done, refusals };
}

/** The refusal line of a part that could not be computed, or nothing. */
export function refusalOf(context: ReportContext, attempt: Attempt<unknown>, about: string): readonly ReportRefusal[] {
  return attempt.ok ? [] : [context.refusal(attempt.refusal, about)];
}

/** "Milk volume (ml)" as a row is headed. */
export function rowLabel(context: ReportContext, at: OutcomeFacts): string {
  return labelWithUnit(context.outcomeName(at.variable.key, at.label), at.variable.unit);
}

export const fact = (heading: string, ...lines: readonly string[]): MarginFact => ({
  heading,
  lines: lines.map((line) => plain(line)),
});

/** The method's line: pre-specified, exploratory, or only a replication. */
export function methodLine(context: ReportContext, role: AnalysisBlock["role"], method: string): string {
  const { t } = context;
  if (role === "replication") return t("replication", { method });
  return role === "exploratory" ? t("exploratory", { method }) : t("prespecified", { method });
}

function outcomeWords(context: ReportContext, name: string): string {
  const [key] = name.split(".");
  const outcome = context.protocol.outcomes.find((each) => each.key === key);
  return outcome === undefined ? name : context.outcomeName(outcome.item, outcome.label);
}
