import type { LocalizedText } from "@kendali/domain";
import { runMannWhitney } from "@kendali/stats";
import { comparedArms } from "../../arms.ts";
import { rColumn } from "../../frame.ts";
import { perOutcome, refused, type AnalysisKind, type OutcomeRow, type RowOf } from "../../plan-context.ts";
import type { Attempt, CategorySummary, Num, NumericSummary, SampleInfo, TestResult } from "../../results.ts";
import { takeSample } from "../../sample.ts";
import { summarizeCategories, summarizeNumbers } from "../../summaries.ts";
import { bookTest, exactness } from "../../test-result.ts";

/** An ordered outcome by arm: Mann–Whitney, the chance that a compared participant is higher than a reference one, and the shift. */
export type OrdinalByArmContent = {
  readonly rows: readonly OutcomeRow<{
    readonly sample: SampleInfo;
    /** Reference first. */
    readonly arms: readonly {
      readonly arm: string;
      readonly label: LocalizedText;
      readonly n: Num;
      readonly summary: Attempt<NumericSummary | CategorySummary>;
    }[];
    readonly test: Attempt<TestResult & { readonly superiority: Num }>;
  }>[];
};

export const ordinalByArm: AnalysisKind<OrdinalByArmContent> = {
  needsArm: true,
  run: (context) => ({
    ok: true,
    result: {
      rows: perOutcome<RowOf<OrdinalByArmContent>>(context, (at) => {
        const { book, frame, level, protocol, selection } = context;
        const compared = comparedArms(protocol);
        if (compared === null) return refused("wrong_number_of_arms", { count: protocol.arms.length });
        const sample = takeSample(book, frame, selection, at.name, [{ part: "outcome", column: at.after.name }]);
        if (sample.rows.length === 0) return refused("nobody_measured", { outcome: at.outcome.key });
        const cells = frame.numbers(at.after.name);
        const armCells = frame.cells("arm");
        const valuesIn = (arm: string) =>
          sample.rows.flatMap((row) => (armCells[row] === arm ? [cells[row] ?? 0] : []));
        book.code(`arm <- ${rColumn("arm")}[use]`);
        const arms = [compared.reference, compared.compared].map((arm) => {
          const values = valuesIn(arm.key);
          const name = `${at.name}.arm.${arm.key}`;
          const r = `v1[arm == "${arm.key}"]`;
          book.by("count", sample.info);
          const n = book.number(`${name}.n`, values.length, `length(${r})`, "exact");
          const input = { book, values, r, name, info: sample.info };
          const summary =
            at.variable.codes === null
              ? summarizeNumbers(input)
              : summarizeCategories({ ...input, variable: at.variable });
          return { arm: arm.key, label: arm.label, n, summary };
        });
        const outcome = runMannWhitney(
          { first: valuesIn(compared.compared.key), second: valuesIn(compared.reference.key) },
          { level },
        );
        if (!outcome.ok) return { ok: true, result: { sample: sample.info, arms, test: outcome } };
        const { result } = outcome;
        book.code(
          `u <- rank_sum(v1[arm == "${compared.compared.key}"], v1[arm == "${compared.reference.key}"], ${level}, ${exactness(result)})`,
        );
        const test = bookTest(book, `${at.name}.mann_whitney`, result, {
          estimate: "u$estimate",
          interval: "u$interval",
          statistic: "u$U",
          p: "u$p",
          intervalTolerance: "iterative",
        });
        const superiority = book.number(`${at.name}.superiority`, result.details.auc, "u$U / u$pairs");
        return {
          ok: true,
          result: { sample: sample.info, arms, test: { ok: true, result: { ...test, superiority } } },
        };
      }),
    },
  }),
};
