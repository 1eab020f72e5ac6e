import { findItemAt, type DatasetModel } from "@kendali/datasets";
import type { LocalizedText, Protocol, StudyKind } from "@kendali/domain";
import { runPairedT } from "@kendali/stats";
import { columnsAt, openFrame } from "./frame.ts";
import { refused } from "./plan-context.ts";
import type { Attempt } from "./results.ts";

/** What a pilot found of a continuous outcome, before and after, in the outcome's unit. Only complete pairs. */
export type PilotStatistics = {
  readonly outcome: string;
  readonly label: LocalizedText;
  readonly unit: string | null;
  readonly baselineVisit: string;
  readonly timePoint: string;
  /** Everybody in the dataset, and those measured both times. */
  readonly participants: number;
  readonly pairs: number;
  readonly before: { readonly mean: number; readonly sd: number };
  readonly after: { readonly mean: number; readonly sd: number };
  /** After minus before; the interval by Student's t. */
  readonly change: {
    readonly mean: number;
    readonly sd: number;
    readonly level: number;
    readonly lower: number;
    readonly upper: number;
  };
  /** Pearson's r of before and after; null where one of them does not vary. */
  readonly correlation: number | null;
  /** Of the dataset: what is simulated or reconstructed plans no trial by itself. */
  readonly kind: StudyKind;
};

/**
 * Standard deviations, correlation and change of one outcome between its baseline and its first time point, by the paired
 * t-test's own numbers: what the size of a later trial is planned from. Refuses a coded score, an outcome without baseline,
 * and data in which a spread cannot be computed. `null` takes the primary outcome.
 */
export function pilotStatistics(
  input: { readonly model: DatasetModel; readonly protocol: Protocol },
  asked: string | null,
): Attempt<PilotStatistics> {
  const { model, protocol } = input;
  const outcome = protocol.outcomes.find(({ key, role }) => (asked === null ? role === "primary" : key === asked));
  if (outcome === undefined) return refused("unknown_outcome", { outcome: asked ?? "" });
  if (outcome.scale !== "continuous") return refused("coded_score", { outcome: outcome.key });
  const { baselineVisit } = outcome;
  const timePoint = outcome.timePoints[0];
  if (baselineVisit === null || timePoint === undefined) return refused("no_baseline", { outcome: outcome.key });
  const frame = openFrame(model);
  const [after] = columnsAt(frame, outcome.item, timePoint);
  const [before] = columnsAt(frame, outcome.item, baselineVisit);
  if (after === undefined || before === undefined) {
    const visit = protocol.visits.find(({ key }) => key === (after === undefined ? timePoint : baselineVisit));
    const isPlanned = visit !== undefined && findItemAt(protocol, visit, outcome.item) !== null;
    return refused(isPlanned && model.isMasked ? "arm_not_in_snapshot" : "not_in_dataset", { outcome: outcome.key });
  }
  const pairs = { first: frame.numbers(before.name), second: frame.numbers(after.name) };
  const t = runPairedT(pairs, { level: protocol.analysisPlan.confidenceLevel, checkAssumptions: false });
  if (!t.ok) return t;
  const { details, estimate, interval } = t.result;
  return {
    ok: true,
    result: {
      outcome: outcome.key,
      label: outcome.label,
      unit: after.unit ?? null,
      baselineVisit,
      timePoint,
      participants: frame.size,
      pairs: pairs.first.filter((value, index) => value !== null && pairs.second[index] !== null).length,
      before: { mean: details.meanFirst, sd: details.sdFirst },
      after: { mean: details.meanSecond, sd: details.sdSecond },
      change: {
        mean: estimate.value,
        sd: details.sdDifference,
        level: interval.level,
        lower: interval.lower ?? estimate.value,
        upper: interval.upper ?? estimate.value,
      },
      correlation: details.correlation,
      kind: model.kind,
    },
  };
}
