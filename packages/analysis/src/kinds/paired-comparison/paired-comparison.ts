import { runEffectSizePaired, runPairedT, runWilcoxonSignedRank } from "@kendali/stats";
import type { NumberBook } from "../../number-book.ts";
import { changesOf, takePairs, type Pairs } from "../../pairs.ts";
import { perOutcome, refused, type AnalysisKind, type OutcomeRow, type RowOf } from "../../plan-context.ts";
import type { Attempt, IntervalResult, Num, SampleInfo, TestResult } from "../../results.ts";
import { bookInterval } from "../../summaries.ts";
import { bookTest, exactness } from "../../test-result.ts";
import { countMoves, type Moved } from "../before-after-table/before-after-table.ts";
import { checkNormality, type NormalityReading } from "../normality/normality.ts";

/** Standardized effects, each under its own name and definition. */
export type PairedEffectsResult = {
  readonly d_z: Num;
  readonly interval: IntervalResult | null;
  readonly d_av: Num | null;
  readonly g_z: Num;
};

/** The paired t-test with what it assumes and what to read if that fails. Direction: after minus before. */
export type PairedComparisonContent = {
  readonly rows: readonly OutcomeRow<{
    readonly sample: SampleInfo;
    readonly moved: Moved;
    readonly t: Attempt<TestResult>;
    readonly sdChange: Num | null;
    readonly correlation: Num | null;
    readonly effects: Attempt<PairedEffectsResult>;
    readonly wilcoxon: Attempt<TestResult & { readonly nonzero: Num }>;
    readonly normality: Attempt<NormalityReading>;
    /** The outcome is a coded score; computed only to compare with what was published. */
    readonly isCodedScore: boolean;
  }>[];
};

export const pairedComparison: AnalysisKind<PairedComparisonContent> = {
  needsArm: false,
  run: (context) => ({
    ok: true,
    result: {
      rows: perOutcome<RowOf<PairedComparisonContent>>(context, (at) => {
        const { book, level, alpha } = context;
        const isCodedScore = at.outcome.scale !== "continuous";
        // A mean of codes is no measurement; only a replication of somebody's published t-test may compute it.
        if (isCodedScore && context.analysis.role !== "replication")
          return refused("coded_score", { outcome: at.outcome.key });
        const taken = takePairs(context, at);
        if (!taken.ok) return taken;
        const pairs = taken.result;
        const changes = changesOf(pairs);
        const t = runPairedT({ first: pairs.before, second: pairs.after }, { level, checkAssumptions: false });
        const moved = countMoves(book, at.name, changes);
        book.by("paired_t", pairs.info);
        return {
          ok: true,
          result: {
            sample: pairs.info,
            moved,
            isCodedScore,
            sdChange: t.ok ? book.number(`${at.name}.sd_change`, t.result.details.sdDifference, "sd(change)") : null,
            correlation: t.ok
              ? book.optional(`${at.name}.correlation`, t.result.details.correlation, "cor(before, after)")
              : null,
            t: t.ok ? { ok: true, result: bookTest(book, `${at.name}.t`, t.result, pairedTInR(level)) } : t,
            effects: bookEffects(book, at.name, pairs, level),
            wilcoxon: bookWilcoxon(book, at.name, pairs, level),
            normality: checkNormality({
              book,
              values: changes,
              r: "change",
              name: `${at.name}.change`,
              alpha,
              info: pairs.info,
            }),
          },
        };
      }),
    },
  }),
};

function pairedTInR(level: number) {
  const test = `t.test(after, before, paired = TRUE, conf.level = ${level})`;
  return {
    estimate: "mean(change)",
    standardError: "sd(change) / sqrt(length(change))",
    interval: `${test}$conf.int`,
    statistic: `${test}$statistic[["t"]]`,
    p: `${test}$p.value`,
  };
}

function bookEffects(book: NumberBook, name: string, pairs: Pairs, level: number): Attempt<PairedEffectsResult> {
  const outcome = runEffectSizePaired({ first: pairs.before, second: pairs.after }, { level });
  if (!outcome.ok) return outcome;
  book.by("effect_size_paired");
  const { effects } = outcome.result.details;
  const { interval } = outcome.result;
  return {
    ok: true,
    result: {
      d_z: book.number(`${name}.d_z`, effects.d_z, "mean(change) / sd(change)"),
      interval:
        interval === null
          ? null
          : bookInterval(book, `${name}.d_z`, interval, `d_z_interval(change, ${level})`, "iterative"),
      d_av: book.optional(`${name}.d_av`, effects.d_av, "mean(change) / mean(c(sd(before), sd(after)))"),
      g_z: book.number(`${name}.g_z`, effects.g_z, "hedges_j(length(change) - 1) * mean(change) / sd(change)"),
    },
  };
}

function bookWilcoxon(
  book: NumberBook,
  name: string,
  pairs: Pairs,
  level: number,
): Attempt<TestResult & { readonly nonzero: Num }> {
  const outcome = runWilcoxonSignedRank({ first: pairs.before, second: pairs.after }, { level });
  if (!outcome.ok) return outcome;
  const { result } = outcome;
  book.code(`w <- signed_rank(change, ${level}, ${exactness(result)})`);
  // So few pairs cannot reach the level: an interval of another one is none of those that the report is headed with.
  const interval =
    result.interval !== null && result.interval !== undefined && result.interval.level < level ? null : result.interval;
  const test = bookTest(
    book,
    `${name}.wilcoxon`,
    { ...result, interval: interval ?? null },
    {
      estimate: "w$estimate",
      interval: "w$interval",
      statistic: "w$V",
      p: "w$p",
      intervalTolerance: "iterative",
    },
  );
  return {
    ok: true,
    result: {
      ...test,
      nonzero: book.number(`${name}.wilcoxon.nonzero`, result.details.nonzero, "sum(round(change, 10) != 0)", "exact"),
    },
  };
}
