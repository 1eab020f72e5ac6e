import type { LocalizedText } from "@kendali/domain";
import { comparedArms, selectArms } from "../../arms.ts";
import { columnsAt, describeColumn } from "../../frame.ts";
import { refused, type AnalysisKind, type PlanContext } from "../../plan-context.ts";
import type { Attempt, SampleInfo, VariableInfo } from "../../results.ts";
import { takeSample, valuesOf } from "../../sample.ts";
import { describeSide, type FigureSide } from "../before-after-figure/before-after-figure.ts";

export type ArmSeries = {
  readonly arm: string;
  readonly label: LocalizedText;
  readonly isReference: boolean;
  readonly visits: readonly {
    readonly visit: string;
    readonly sample: SampleInfo;
    readonly side: Attempt<FigureSide>;
  }[];
  /** Each participant's values, one per visit, `null` where there is none. */
  readonly points: readonly { readonly participant: string; readonly values: readonly (number | null)[] }[];
};

/** Each outcome over its visits, every participant and the arms' means with intervals. */
export type ArmFigureContent = {
  readonly rows: readonly {
    readonly name: string;
    readonly attempt: Attempt<{
      readonly outcome: string;
      readonly label: LocalizedText;
      readonly variable: VariableInfo;
      readonly visits: readonly {
        readonly key: string;
        readonly label: LocalizedText;
        readonly day: number;
        readonly isBaseline: boolean;
      }[];
      readonly arms: readonly ArmSeries[];
    }>;
  }[];
};

export const armFigure: AnalysisKind<ArmFigureContent> = {
  needsArm: true,
  run: (context) => ({
    ok: true,
    result: {
      rows: (context.analysis.outcomes ?? []).map((key) => ({ name: key, attempt: drawOutcome(context, key) })),
    },
  }),
};

type Drawn = Extract<ArmFigureContent["rows"][number]["attempt"], { ok: true }>["result"];

function drawOutcome(context: PlanContext, key: string): Attempt<Drawn> {
  const { book, frame, level, protocol, selection } = context;
  const outcome = protocol.outcomes.find((candidate) => candidate.key === key);
  if (outcome === undefined) return refused("unknown_outcome", { outcome: key });
  const keys = [outcome.baselineVisit, ...outcome.timePoints].filter((visit) => visit !== null);
  const visits = protocol.visits
    .filter((visit) => keys.includes(visit.key))
    .flatMap((visit) => {
      const [column] = columnsAt(frame, outcome.item, visit.key);
      return column === undefined ? [] : [{ visit, column }];
    });
  const [first] = visits;
  if (first === undefined) return refused("not_in_dataset", { outcome: key });
  const ids = frame.cells("usubjid");
  const reference = comparedArms(protocol)?.reference.key;
  const arms = selectArms(protocol, frame, selection).map((arm): ArmSeries => ({
    arm: arm.arm,
    label: arm.label,
    isReference: arm.arm === reference,
    visits: visits.map(({ visit, column }) => {
      const name = `${key}.${arm.arm}.${visit.key}`;
      const sample = takeSample(book, frame, arm.selection, name, [{ part: "outcome", column: column.name }]);
      book.by("descriptive", sample.info);
      const values = valuesOf(frame, sample, column.name);
      const side: Attempt<FigureSide> =
        values.length === 0
          ? refused("nobody_measured", { outcome: key, visit: visit.key })
          : describeSide(book, name, values, "v1", level);
      return { visit: visit.key, sample: sample.info, side };
    }),
    points: arm.selection.rows.map((row) => ({
      participant: String(ids[row]),
      values: visits.map(({ column }) => frame.numbers(column.name)[row] ?? null),
    })),
  }));
  return {
    ok: true,
    result: {
      outcome: key,
      label: outcome.label,
      variable: { ...describeColumn(first.column), label: outcome.label },
      visits: visits.map(({ visit }) => ({
        key: visit.key,
        label: visit.label,
        day: visit.day,
        isBaseline: visit.key === outcome.baselineVisit,
      })),
      arms,
    },
  };
}
