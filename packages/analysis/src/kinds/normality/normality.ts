import { runShapiroWilk, type Reading } from "@kendali/stats";
import type { NumberBook } from "../../number-book.ts";
import { changesOf, takePairs } from "../../pairs.ts";
import { perOutcome, type AnalysisKind, type OutcomeRow, type RowOf } from "../../plan-context.ts";
import type { Attempt, Num, SampleInfo } from "../../results.ts";

export type NormalityReading = {
  readonly W: Num;
  readonly p: Num;
  readonly distinctValues: Num;
  readonly reading: Reading;
};

/** Shapiro–Wilk of before, after and change, W and p apart. Only the change is the paired t-test's assumption. */
export type NormalityContent = {
  readonly rows: readonly OutcomeRow<{
    readonly sample: SampleInfo;
    readonly before: Attempt<NormalityReading>;
    readonly after: Attempt<NormalityReading>;
    readonly change: Attempt<NormalityReading>;
  }>[];
};

export const normality: AnalysisKind<NormalityContent> = {
  needsArm: false,
  run: (context) => ({
    ok: true,
    result: {
      rows: perOutcome<RowOf<NormalityContent>>(context, (at) => {
        const taken = takePairs(context, at);
        if (!taken.ok) return taken;
        const pairs = taken.result;
        const check = (values: readonly number[], r: "before" | "after" | "change") =>
          checkNormality({
            book: context.book,
            values,
            r,
            name: `${at.name}.${r}`,
            alpha: context.alpha,
            info: pairs.info,
          });
        return {
          ok: true,
          result: {
            sample: pairs.info,
            before: check(pairs.before, "before"),
            after: check(pairs.after, "after"),
            change: check(changesOf(pairs), "change"),
          },
        };
      }),
    },
  }),
};

export type NormalityInput = {
  readonly book: NumberBook;
  readonly values: readonly number[];
  readonly r: string;
  readonly name: string;
  readonly alpha: number;
  readonly info?: SampleInfo;
};

/** W, p, the number of distinct values and what they allow to be said. */
export function checkNormality(input: NormalityInput): Attempt<NormalityReading> {
  const { book, name, r } = input;
  const outcome = runShapiroWilk({ values: input.values }, { alpha: input.alpha });
  if (!outcome.ok) return outcome;
  book.by("shapiro_wilk", input.info);
  const { statistic, p, details } = outcome.result;
  return {
    ok: true,
    result: {
      W: book.number(`${name}.W`, statistic.value, `shapiro.test(${r})$statistic[["W"]]`),
      p: book.number(`${name}.p_normality`, p.value, `shapiro.test(${r})$p.value`, "p"),
      distinctValues: book.number(`${name}.distinct_values`, details.distinctValues, `length(unique(${r}))`, "exact"),
      reading: details.reading,
    },
  };
}
