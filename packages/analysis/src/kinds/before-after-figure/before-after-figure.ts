import { runDescriptive } from "@kendali/stats";
import { bandwidthOf, densityOf, type DensityPoint } from "../../density.ts";
import type { NumberBook } from "../../number-book.ts";
import { changesOf, takePairs } from "../../pairs.ts";
import { perOutcome, type AnalysisKind, type OutcomeRow, type RowOf } from "../../plan-context.ts";
import type { Attempt, IntervalResult, Num, SampleInfo } from "../../results.ts";
import { bookInterval } from "../../summaries.ts";
import { countMoves, type Moved } from "../before-after-table/before-after-table.ts";

/** A mean with its interval, and the smoothed shape of the values where there are enough different ones. */
export type FigureSide = {
  readonly mean: Num;
  readonly interval: IntervalResult | null;
  readonly bandwidth: Num | null;
  readonly density: readonly DensityPoint[];
};

/** Every participant as a line from before to after, the means, and the changes on their own axis. */
export type BeforeAfterFigureContent = {
  readonly rows: readonly OutcomeRow<{
    readonly sample: SampleInfo;
    readonly points: readonly {
      readonly participant: string;
      readonly before: number;
      readonly after: number;
      readonly change: number;
    }[];
    readonly before: Attempt<FigureSide>;
    readonly after: Attempt<FigureSide>;
    readonly change: Attempt<FigureSide>;
    readonly moved: Moved;
  }>[];
};

/** Fewer distinct values than this have no shape worth smoothing. */
const fewestDistinct = 5;

export const beforeAfterFigure: AnalysisKind<BeforeAfterFigureContent> = {
  needsArm: false,
  run: (context) => ({
    ok: true,
    result: {
      rows: perOutcome<RowOf<BeforeAfterFigureContent>>(context, (at) => {
        const taken = takePairs(context, at);
        if (!taken.ok) return taken;
        const pairs = taken.result;
        const changes = changesOf(pairs);
        const side = (values: readonly number[], r: string) => {
          context.book.by("descriptive", pairs.info);
          return describeSide(context.book, `${at.name}.${r}`, values, r, context.level);
        };
        return {
          ok: true,
          result: {
            sample: pairs.info,
            points: pairs.participants.map((participant, index) => ({
              participant,
              before: pairs.before[index] ?? 0,
              after: pairs.after[index] ?? 0,
              change: changes[index] ?? 0,
            })),
            before: side(pairs.before, "before"),
            after: side(pairs.after, "after"),
            change: side(changes, "change"),
            moved: countMoves(context.book, at.name, changes),
          },
        };
      }),
    },
  }),
};

/** A mean with interval, bandwidth and density of a vector that also stands in R. */
export function describeSide(
  book: NumberBook,
  name: string,
  values: readonly number[],
  r: string,
  level: number,
): Attempt<FigureSide> {
  const outcome = runDescriptive({ values }, { level });
  if (!outcome.ok) return outcome;
  const { details, interval } = outcome.result;
  const mean = book.number(`${name}.mean`, details.mean, `mean(${r})`);
  const booked = interval === null ? null : bookInterval(book, name, interval, `mean_interval(${r}, ${level})`);
  const bandwidth =
    details.sd === null || details.distinctValues < fewestDistinct
      ? null
      : bandwidthOf({ n: values.length, sd: details.sd, q1: details.q1, q3: details.q3 });
  if (bandwidth === null) return { ok: true, result: { mean, interval: booked, bandwidth: null, density: [] } };
  book.by("kernel_density");
  const shown = book.number(`${name}.bandwidth`, bandwidth, `bw.nrd0(${r})`);
  book.by("descriptive");
  return { ok: true, result: { mean, interval: booked, bandwidth: shown, density: densityOf(values, bandwidth) } };
}
