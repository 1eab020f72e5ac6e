import { findItemAt, type Column, type DatasetModel } from "@kendali/datasets";
import type { Analysis, LocalizedText, Outcome, Protocol } from "@kendali/domain";
import { columnsAt, describeColumn, type Frame, type Selection } from "./frame.ts";
import type { NumberBook } from "./number-book.ts";
import type { AnalysisRefusal, Attempt, VariableInfo } from "./results.ts";

/** What one analysis of the plan is run with. */
export type PlanContext = {
  readonly analysis: Analysis;
  readonly protocol: Protocol;
  readonly model: DatasetModel;
  readonly frame: Frame;
  readonly selection: Selection;
  readonly book: NumberBook;
  readonly alpha: number;
  readonly level: number;
};

/** How an analysis of one kind is done. A kind that compares arms is not even started on pooled data. */
export type AnalysisKind<Content> = {
  readonly needsArm: boolean;
  readonly run: (context: PlanContext) => Attempt<Content>;
};

export const refused = (
  code: AnalysisRefusal["code"],
  params: AnalysisRefusal["params"] = {},
): { readonly ok: false; readonly refusal: AnalysisRefusal } => ({
  ok: false,
  refusal: { code, params },
});

/** An outcome at one time point with the columns of it and of its baseline. */
export type OutcomeAt = {
  readonly outcome: Outcome;
  /** Names numbers: `<outcome>` or `<outcome>.<time point>` where there are several. */
  readonly name: string;
  readonly label: LocalizedText;
  readonly timePoint: string;
  readonly timePointLabel: LocalizedText;
  readonly baselineLabel: LocalizedText;
  readonly variable: VariableInfo;
  readonly after: Column;
  readonly before: Column | null;
};

/** The outcomes an analysis names, at its time point or at each of theirs. */
export function outcomesOf(context: PlanContext): readonly (Attempt<OutcomeAt> & { readonly name: string })[] {
  const { analysis, protocol } = context;
  return (analysis.outcomes ?? []).flatMap((key) => {
    const outcome = protocol.outcomes.find((candidate) => candidate.key === key);
    if (outcome === undefined) return [{ ...refused("unknown_outcome", { outcome: key }), name: key }];
    const points = analysis.timePoint === undefined ? outcome.timePoints : [analysis.timePoint];
    return points.map((point) => {
      const name = points.length === 1 ? key : `${key}.${point}`;
      return { ...outcomeAt(context, outcome, point, name), name };
    });
  });
}

function outcomeAt(context: PlanContext, outcome: Outcome, timePoint: string, name: string): Attempt<OutcomeAt> {
  const { frame, protocol } = context;
  const visitLabel = (key: string | null): LocalizedText =>
    protocol.visits.find((visit) => visit.key === key)?.label ?? { id: "", en: "" };
  const [after] = columnsAt(frame, outcome.item, timePoint);
  if (after === undefined) {
    const visit = protocol.visits.find((candidate) => candidate.key === timePoint);
    const isPlanned = visit !== undefined && findItemAt(protocol, visit, outcome.item) !== null;
    return refused(isPlanned && context.model.isMasked ? "arm_not_in_snapshot" : "not_in_dataset", {
      outcome: outcome.key,
      visit: timePoint,
    });
  }
  const before = outcome.baselineVisit === null ? undefined : columnsAt(frame, outcome.item, outcome.baselineVisit)[0];
  return {
    ok: true,
    result: {
      outcome,
      name,
      label: outcome.label,
      timePoint,
      timePointLabel: visitLabel(timePoint),
      baselineLabel: visitLabel(outcome.baselineVisit),
      variable: { ...describeColumn(after), label: outcome.label },
      after,
      before: before ?? null,
    },
  };
}

/** One entry per outcome and time point: what `run` makes of it, or why there is nothing. */
export type OutcomeRow<T> = { readonly name: string; readonly attempt: Attempt<T & { readonly at: OutcomeFacts }> };

/** What one row of a content holds, without the outcome's facts. */
export type RowOf<Content> = Content extends { readonly rows: readonly OutcomeRow<infer T>[] } ? T : never;

/** What a reader needs to know of the outcome a row is about. */
export type OutcomeFacts = Pick<OutcomeAt, "label" | "timePoint" | "timePointLabel" | "baselineLabel" | "variable"> & {
  readonly outcome: string;
  readonly role: Outcome["role"];
  readonly scale: Outcome["scale"];
};

export function perOutcome<T>(context: PlanContext, run: (at: OutcomeAt) => Attempt<T>): readonly OutcomeRow<T>[] {
  return outcomesOf(context).map((found): OutcomeRow<T> => {
    if (!found.ok) return { name: found.name, attempt: { ok: false, refusal: found.refusal } };
    const attempt = run(found.result);
    if (!attempt.ok) return { name: found.name, attempt };
    const { outcome, label, timePoint, timePointLabel, baselineLabel, variable } = found.result;
    const at: OutcomeFacts = {
      outcome: outcome.key,
      role: outcome.role,
      scale: outcome.scale,
      label,
      timePoint,
      timePointLabel,
      baselineLabel,
      variable,
    };
    return { name: found.name, attempt: { ok: true, result: { ...attempt.result, at } } };
  });
}
