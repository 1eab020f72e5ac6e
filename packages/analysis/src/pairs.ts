import { rColumn } from "./frame.ts";
import { refused, type OutcomeAt, type PlanContext } from "./plan-context.ts";
import type { Attempt, SampleInfo } from "./results.ts";
import { takeSample, valuesOf } from "./sample.ts";

/** Complete pairs of one outcome, before and after, in participant order. In R: `before`, `after` and `change`. */
export type Pairs = {
  readonly info: SampleInfo;
  readonly participants: readonly string[];
  readonly before: readonly number[];
  readonly after: readonly number[];
};

/** Takes the complete pairs of an outcome; who lacks the later value is counted under it, who lacks only the baseline under that. */
export function takePairs(context: PlanContext, at: OutcomeAt): Attempt<Pairs> {
  const { book, frame, selection } = context;
  if (at.before === null) return refused("no_baseline", { outcome: at.outcome.key });
  const sample = takeSample(book, frame, selection, at.name, [
    { part: "outcome", column: at.after.name },
    { part: "baseline", column: at.before.name },
  ]);
  if (sample.rows.length === 0) return refused("nobody_measured", { outcome: at.outcome.key });
  book.code(
    `after <- ${rColumn(at.after.name)}[use]`,
    `before <- ${rColumn(at.before.name)}[use]`,
    "change <- after - before",
  );
  const ids = frame.cells("usubjid");
  return {
    ok: true,
    result: {
      info: sample.info,
      participants: sample.rows.map((row) => String(ids[row])),
      before: valuesOf(frame, sample, at.before.name),
      after: valuesOf(frame, sample, at.after.name),
    },
  };
}

/** Changes, after minus before. */
export function changesOf(pairs: Pairs): readonly number[] {
  return pairs.after.map((value, index) => value - (pairs.before[index] ?? 0));
}
