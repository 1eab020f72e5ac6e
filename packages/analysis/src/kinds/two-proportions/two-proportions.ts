import type { LocalizedText } from "@kendali/domain";
import { runTwoProportions } from "@kendali/stats";
import { comparedArms } from "../../arms.ts";
import { adjustComparisons, comparisonName, type ArmComparison, type SeveralComparisons } from "../../comparisons.ts";
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
import type { Attempt, IntervalResult, Num, SampleInfo, TestResult } from "../../results.ts";
import { takeSample } from "../../sample.ts";
import { bookInterval } from "../../summaries.ts";
import { bookTest } from "../../test-result.ts";

/** An arm compared with the reference. */
export type RiskDifference = {
  readonly test: TestResult;
  readonly riskRatio: { readonly value: Num; readonly interval: IntervalResult | null } | null;
};

/**
 * A yes/no outcome by arm: risk difference (compared minus reference), ratio, Fisher's exact test; of more than two arms each with
 * the reference, from those two arms alone.
 */
export type TwoProportionsContent = {
  readonly rows: readonly OutcomeRow<
    {
      readonly sample: SampleInfo;
      /** Reference first. */
      readonly arms: readonly {
        readonly arm: string;
        readonly label: LocalizedText;
        readonly events: Num;
        readonly total: Num;
        readonly percent: Num | null;
      }[];
    } & (RiskDifference | SeveralComparisons<RiskDifference>)
  >[];
};

export const twoProportions: AnalysisKind<TwoProportionsContent> = {
  needsArm: true,
  run: (context) => {
    const rows = perOutcome<RowOf<TwoProportionsContent>>(context, (at) => runAt(context, at));
    return {
      ok: true,
      result: { rows: adjustComparisons(context, rows, ({ test }: RiskDifference) => test.p?.value ?? null) },
    };
  },
};

type Counts = { readonly events: number; readonly total: number };

function runAt(context: PlanContext, at: OutcomeAt): Attempt<RowOf<TwoProportionsContent>> {
  const { book, frame, level, protocol, selection } = context;
  const arms = comparedArms(protocol);
  if (arms === null) return refused("wrong_number_of_arms", { count: protocol.arms.length });
  const { reference, compared } = arms;
  const sample = takeSample(book, frame, selection, at.name, [{ part: "outcome", column: at.after.name }]);
  const events = at.outcome.event ?? [1];
  book.code(`event <- ${rColumn(at.after.name)}[use] %in% c(${events.join(", ")})`, `arm <- ${rColumn("arm")}[use]`);
  const cells = frame.cells(at.after.name);
  const armCells = frame.cells("arm");
  const countIn = (arm: string): Counts => {
    const rows = sample.rows.filter((row) => armCells[row] === arm);
    return { events: rows.filter((row) => events.includes(Number(cells[row]))).length, total: rows.length };
  };
  const counts = new Map([reference, ...compared].map(({ key }) => [key, countIn(key)]));
  const against = (arm: string) => ({
    first: counts.get(arm) ?? countIn(arm),
    second: counts.get(reference.key) ?? countIn(reference.key),
  });
  const [one] = compared;
  const only = compared.length === 1 ? runTwoProportions(against(one.key), { level }) : null;
  if (only?.ok === false) return only;
  book.by("two_proportions", sample.info);
  const groups = [reference, ...compared].map((arm) => {
    const { events: count, total } = counts.get(arm.key) ?? countIn(arm.key);
    const name = `${at.name}.arm.${arm.key}`;
    return {
      arm: arm.key,
      label: arm.label,
      events: book.number(`${name}.events`, count, `sum(event[arm == "${arm.key}"])`, "exact"),
      total: book.number(`${name}.total`, total, `sum(arm == "${arm.key}")`, "exact"),
      percent:
        total === 0
          ? null
          : book.number(`${name}.percent`, (100 * count) / total, `100 * mean(event[arm == "${arm.key}"])`),
    };
  });
  const bookPair = (name: string, arm: string, result: PairResult): RiskDifference => {
    book.code(
      `x <- c(sum(event[arm == "${arm}"]), sum(event[arm == "${reference.key}"]))`,
      `n <- c(sum(arm == "${arm}"), sum(arm == "${reference.key}"))`,
    );
    return bookRisks(context, name, result);
  };
  if (only !== null)
    return { ok: true, result: { sample: sample.info, arms: groups, ...bookPair(at.name, one.key, only.result) } };
  const comparisons = compared.map(({ key, label }): ArmComparison<RiskDifference> => {
    const pair = runTwoProportions(against(key), { level });
    const comparison: Attempt<RiskDifference> = pair.ok
      ? { ok: true, result: bookPair(comparisonName(at.name, key), key, pair.result) }
      : pair;
    return { arm: key, label, comparison, adjustedP: null };
  });
  return { ok: true, result: { sample: sample.info, arms: groups, comparisons } };
}

type PairResult = Extract<ReturnType<typeof runTwoProportions>, { readonly ok: true }>["result"];

/** Difference, Fisher's p and ratio of the two arms that stand in `x` (events) and `n` of the R code. */
function bookRisks({ book, level }: PlanContext, name: string, result: PairResult): RiskDifference {
  const test = bookTest(book, `${name}.difference`, result, {
    estimate: "x[1] / n[1] - x[2] / n[2]",
    interval: `newcombe_two(x, n, ${level})`,
    p: "fisher.test(rbind(x, n - x))$p.value",
  });
  const { value, interval } = result.details.riskRatio;
  if (typeof value !== "number") return { test, riskRatio: null };
  return {
    test,
    riskRatio: {
      value: book.number(`${name}.risk_ratio`, value, "(x[1] / n[1]) / (x[2] / n[2])"),
      interval: interval === null ? null : bookInterval(book, `${name}.risk_ratio`, interval, `katz(x, n, ${level})`),
    },
  };
}
