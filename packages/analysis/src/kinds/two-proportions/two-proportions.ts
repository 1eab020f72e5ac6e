import type { LocalizedText } from "@kendali/domain";
import { runTwoProportions } from "@kendali/stats";
import { comparedArms } from "../../arms.ts";
import { rColumn } from "../../frame.ts";
import { perOutcome, refused, type AnalysisKind, type OutcomeRow, type RowOf } from "../../plan-context.ts";
import type { IntervalResult, Num, SampleInfo, TestResult } from "../../results.ts";
import { takeSample } from "../../sample.ts";
import { bookInterval } from "../../summaries.ts";
import { bookTest } from "../../test-result.ts";

/** A yes/no outcome by arm: risk difference (compared minus reference), ratio, Fisher's exact test. */
export type TwoProportionsContent = {
  readonly rows: readonly OutcomeRow<{
    readonly sample: SampleInfo;
    /** Reference first. */
    readonly arms: readonly {
      readonly arm: string;
      readonly label: LocalizedText;
      readonly events: Num;
      readonly total: Num;
      readonly percent: Num | null;
    }[];
    readonly test: TestResult;
    readonly riskRatio: { readonly value: Num; readonly interval: IntervalResult | null } | null;
  }>[];
};

export const twoProportions: AnalysisKind<TwoProportionsContent> = {
  needsArm: true,
  run: (context) => ({
    ok: true,
    result: {
      rows: perOutcome<RowOf<TwoProportionsContent>>(context, (at) => {
        const { book, frame, level, protocol, selection } = context;
        const compared = comparedArms(protocol);
        if (compared === null) return refused("wrong_number_of_arms", { count: protocol.arms.length });
        const sample = takeSample(book, frame, selection, at.name, [{ part: "outcome", column: at.after.name }]);
        const events = at.outcome.event ?? [1];
        book.code(
          `event <- ${rColumn(at.after.name)}[use] %in% c(${events.join(", ")})`,
          `arm <- ${rColumn("arm")}[use]`,
        );
        const cells = frame.cells(at.after.name);
        const armCells = frame.cells("arm");
        const countIn = (arm: string) => {
          const rows = sample.rows.filter((row) => armCells[row] === arm);
          return { events: rows.filter((row) => events.includes(Number(cells[row]))).length, total: rows.length };
        };
        const first = countIn(compared.compared.key);
        const second = countIn(compared.reference.key);
        const outcome = runTwoProportions({ first, second }, { level });
        if (!outcome.ok) return outcome;
        book.by("two_proportions", sample.info);
        const groups = [
          { arm: compared.reference, ...second },
          { arm: compared.compared, ...first },
        ].map(({ arm, events: count, total }) => ({
          arm: arm.key,
          label: arm.label,
          events: book.number(`${at.name}.arm.${arm.key}.events`, count, `sum(event[arm == "${arm.key}"])`, "exact"),
          total: book.number(`${at.name}.arm.${arm.key}.total`, total, `sum(arm == "${arm.key}")`, "exact"),
          percent:
            total === 0
              ? null
              : book.number(
                  `${at.name}.arm.${arm.key}.percent`,
                  (100 * count) / total,
                  `100 * mean(event[arm == "${arm.key}"])`,
                ),
        }));
        book.code(
          `x <- c(sum(event[arm == "${compared.compared.key}"]), sum(event[arm == "${compared.reference.key}"]))`,
          `n <- c(sum(arm == "${compared.compared.key}"), sum(arm == "${compared.reference.key}"))`,
        );
        const test = bookTest(book, `${at.name}.difference`, outcome.result, {
          estimate: "x[1] / n[1] - x[2] / n[2]",
          interval: `newcombe_two(x, n, ${level})`,
          p: "fisher.test(rbind(x, n - x))$p.value",
        });
        const { value, interval } = outcome.result.details.riskRatio;
        const riskRatio =
          typeof value !== "number"
            ? null
            : {
                value: book.number(`${at.name}.risk_ratio`, value, "(x[1] / n[1]) / (x[2] / n[2])"),
                interval:
                  interval === null
                    ? null
                    : bookInterval(book, `${at.name}.risk_ratio`, interval, `katz(x, n, ${level})`),
              };
        return { ok: true, result: { sample: sample.info, arms: groups, test, riskRatio } };
      }),
    },
  }),
};
