import type { LocalizedText } from "@kendali/domain";
import { runMannWhitney } from "@kendali/stats";
import { comparedArms } from "../../arms.ts";
import { adjustComparisons, comparisonName, type SeveralComparisons } from "../../comparisons.ts";
import { rColumn } from "../../frame.ts";
import {
  perOutcome,
  refused,
  type AnalysisKind,
  type OutcomeAt,
  type OutcomeRow,
  type PlanContext,
  type RowOf,
} from "../../plan-context.ts";
import type { Attempt, CategorySummary, Num, NumericSummary, SampleInfo, TestResult } from "../../results.ts";
import { takeSample } from "../../sample.ts";
import { summarizeCategories, summarizeNumbers } from "../../summaries.ts";
import { bookTest, exactness } from "../../test-result.ts";

/** An arm compared with the reference. */
export type RankComparison = TestResult & { readonly superiority: Num };

/**
 * An ordered outcome by arm: Mann–Whitney, the chance that a compared participant is higher than a reference one, and the shift; of
 * more than two arms each with the reference, ranked among those two arms alone.
 */
export type OrdinalByArmContent = {
  readonly rows: readonly OutcomeRow<
    {
      readonly sample: SampleInfo;
      /** Reference first. */
      readonly arms: readonly {
        readonly arm: string;
        readonly label: LocalizedText;
        readonly n: Num;
        readonly summary: Attempt<NumericSummary | CategorySummary>;
      }[];
    } & ({ readonly test: Attempt<RankComparison> } | SeveralComparisons<RankComparison>)
  >[];
};

export const ordinalByArm: AnalysisKind<OrdinalByArmContent> = {
  needsArm: true,
  run: (context) => {
    const rows = perOutcome<RowOf<OrdinalByArmContent>>(context, (at) => runAt(context, at));
    return {
      ok: true,
      result: { rows: adjustComparisons(context, rows, ({ p }: RankComparison) => p?.value ?? null) },
    };
  },
};

function runAt(context: PlanContext, at: OutcomeAt): Attempt<RowOf<OrdinalByArmContent>> {
  const { book, frame, protocol, selection } = context;
  const both = comparedArms(protocol);
  if (both === null) return refused("wrong_number_of_arms", { count: protocol.arms.length });
  const { reference, compared } = both;
  const sample = takeSample(book, frame, selection, at.name, [{ part: "outcome", column: at.after.name }]);
  if (sample.rows.length === 0) return refused("nobody_measured", { outcome: at.outcome.key });
  const cells = frame.numbers(at.after.name);
  const armCells = frame.cells("arm");
  const valuesIn = (arm: string) => sample.rows.flatMap((row) => (armCells[row] === arm ? [cells[row] ?? 0] : []));
  book.code(`arm <- ${rColumn("arm")}[use]`);
  const arms = [reference, ...compared].map((arm) => {
    const values = valuesIn(arm.key);
    const name = `${at.name}.arm.${arm.key}`;
    const r = `v1[arm == "${arm.key}"]`;
    book.by("count", sample.info);
    const n = book.number(`${name}.n`, values.length, `length(${r})`, "exact");
    const input = { book, values, r, name, info: sample.info };
    const summary =
      at.variable.codes === null ? summarizeNumbers(input) : summarizeCategories({ ...input, variable: at.variable });
    return { arm: arm.key, label: arm.label, n, summary };
  });
  const compare = (name: string, arm: string): Attempt<RankComparison> =>
    compareRanks(context, name, {
      first: { arm, values: valuesIn(arm) },
      second: { arm: reference.key, values: valuesIn(reference.key) },
    });
  const [one] = compared;
  if (compared.length === 1)
    return { ok: true, result: { sample: sample.info, arms, test: compare(at.name, one.key) } };
  const comparisons = compared.map(({ key, label }) => {
    book.by("mann_whitney", sample.info);
    return { arm: key, label, comparison: compare(comparisonName(at.name, key), key), adjustedP: null };
  });
  return { ok: true, result: { sample: sample.info, arms, comparisons } };
}

type Group = { readonly arm: string; readonly values: readonly number[] };

function compareRanks(
  { book, level }: PlanContext,
  name: string,
  { first, second }: { readonly first: Group; readonly second: Group },
): Attempt<RankComparison> {
  const outcome = runMannWhitney({ first: first.values, second: second.values }, { level });
  if (!outcome.ok) return outcome;
  const { result } = outcome;
  book.code(`u <- rank_sum(v1[arm == "${first.arm}"], v1[arm == "${second.arm}"], ${level}, ${exactness(result)})`);
  const test = bookTest(book, `${name}.mann_whitney`, result, {
    estimate: "u$estimate",
    interval: "u$interval",
    statistic: "u$U",
    p: "u$p",
    intervalTolerance: "iterative",
  });
  const superiority = book.number(`${name}.superiority`, result.details.auc, "u$U / u$pairs");
  return { ok: true, result: { ...test, superiority } };
}
