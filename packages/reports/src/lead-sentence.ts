import {
  familySize,
  isInFamily,
  type AnalysisBlock,
  type AncovaContent,
  type AncovaDifference,
  type Num,
  type OutcomeFacts,
  type OutcomeRow,
  type SeveralComparisons,
  type TestResult,
} from "@kendali/analysis";
import { designOf } from "@kendali/domain";
import { covariateWords } from "./blocks/ancova.ts";
import { multiplicityWords } from "./blocks/comparison-table.ts";
import type { ReportContext } from "./report-context.ts";
import type { ReportModel } from "./report-model.ts";
import { rich, strong, type Rich } from "./rich-text.ts";

/**
 * The sentence a results page opens with, written by rule from the plan's primary analysis. Without a control group it uses no causal
 * verb and says what the design cannot tell; between randomized arms it names the difference, its interval and who was used;
 * with the arms masked it says that there is nothing to compare yet.
 */
export function leadSentence(context: ReportContext): ReportModel["lead"] {
  const { t, results, protocol } = context;
  const canClaimCause = designOf(protocol).canClaimCause;
  const rule = results.isMasked ? t("rule_masked") : canClaimCause ? t("rule_cause") : t("rule_no_cause");
  const margin = { heading: t("said_by_rule"), lines: [rich(rule)] };
  if (results.isMasked) return { sentence: rich(t("lead_pooled")), margin };
  const sentence = fromAncova(context) ?? fromPairs(context) ?? fromCategories(context) ?? rich(t("lead_nothing"));
  const ending = canClaimCause ? "" : ` ${t("lead_no_control")}`;
  return { sentence: rich(sentence, ending), margin };
}

/** The primary block of a kind, or the first of it that gave a result. */
function blocksOf<K extends AnalysisBlock["kind"]>(
  context: ReportContext,
  kind: K,
): readonly Extract<AnalysisBlock, { kind: K; ok: true }>[] {
  const own = context.results.blocks.filter(
    (block): block is Extract<AnalysisBlock, { kind: K; ok: true }> => block.kind === kind && block.ok,
  );
  return own.toSorted((a, b) => Number(b.role === "primary") - Number(a.role === "primary"));
}

function firstDone<T>(rows: readonly OutcomeRow<T>[]): (T & { readonly at: OutcomeFacts }) | undefined {
  for (const { attempt } of rows) if (attempt.ok) return attempt.result;
  return undefined;
}

function fromAncova(context: ReportContext): Rich | null {
  const { t, say, level } = context;
  for (const block of blocksOf(context, "ancova")) {
    const row = firstDone(block.content.rows);
    if (row !== undefined && "comparisons" in row) {
      const said = fromSeveralArms(context, row, block);
      if (said !== null) return said;
      continue;
    }
    const [reference, compared] = row?.arms ?? [];
    if (row === undefined || reference === undefined || compared === undefined || row.difference.estimate === null)
      continue;
    const digits = context.digitsOf(row.at.variable);
    const { value } = row.difference.estimate.value;
    const words = {
      outcome: context.outcomeName(row.at.variable.key, row.at.label),
      visit: say(row.at.timePointLabel),
      compared: say(compared.label),
      reference: say(reference.label),
      amount: context.quantity(Math.abs(value), row.at.variable.unit, digits),
    };
    const limits = limitWords(context, row.difference, digits);
    return rich(
      strong(
        shows(value, digits)
          ? value > 0
            ? t("lead_arms_higher", words)
            : t("lead_arms_lower", words)
          : t("lead_arms_same", words),
      ),
      " ",
      t("lead_arms_interval", {
        level,
        ...limits,
        used: row.sample.used.value,
        population: row.sample.population.value,
        covariates: covariateWords(context, row.covariates),
      }),
      includesZero(row.difference) ? ` ${t("lead_includes_none")}` : "",
    );
  }
  return null;
}

type AncovaRow = Extract<AncovaContent["rows"][number]["attempt"], { ok: true }>["result"];
type SeveralRow = Extract<AncovaRow, SeveralComparisons<AncovaDifference>>;

/** Every arm with the reference: the difference, its interval and p; then who was used and what the plan does about their number. */
function fromSeveralArms(
  context: ReportContext,
  row: SeveralRow,
  block: Extract<AnalysisBlock, { kind: "ancova"; ok: true }>,
): Rich | null {
  const { t, say, level, protocol } = context;
  const [reference] = row.arms;
  if (reference === undefined || !row.comparisons.some(({ comparison }) => comparison.ok)) return null;
  const digits = context.digitsOf(row.at.variable);
  const sentences = row.comparisons.map(({ label, comparison, adjustedP }): Rich => {
    if (!comparison.ok)
      return rich(t("lead_several_refused", { compared: say(label), reason: t(`refusal_${comparison.refusal.code}`) }));
    const { difference } = comparison.result;
    const value = difference.estimate?.value.value ?? 0;
    const words = {
      outcome: context.outcomeName(row.at.variable.key, row.at.label),
      visit: say(row.at.timePointLabel),
      compared: say(label),
      reference: say(reference.label),
      amount: context.quantity(Math.abs(value), row.at.variable.unit, digits),
    };
    const key = !shows(value, digits) ? "lead_arms_same" : value > 0 ? "lead_arms_higher" : "lead_arms_lower";
    return rich(
      strong(t(key, words)),
      " ",
      t("lead_several_interval", { level, ...limitWords(context, difference, digits) }),
      difference.p === null ? "" : rich("; ", context.pEquation(difference.p.value)),
      adjustedP === null ? "" : rich(`, ${t("lead_several_holm")} `, context.pEquation(adjustedP)),
      ").",
      includesZero(difference) ? ` ${t("lead_includes_none")}` : "",
    );
  });
  const { used, population } = row.sample;
  return rich(
    ...sentences.flatMap((sentence) => [sentence, " "]),
    t("lead_several_used", {
      used: used.value,
      population: population.value,
      covariates: covariateWords(context, row.covariates),
    }),
    " ",
    multiplicityWords(context, isInFamily(block.role, row.at), familySize(protocol, block.role, block.content.rows)),
  );
}

function fromPairs(context: ReportContext): Rich | null {
  const { t, say, level } = context;
  for (const block of blocksOf(context, "paired_comparison")) {
    const row = block.role === "replication" ? undefined : firstDone(block.content.rows);
    if (row === undefined || !row.t.ok || row.t.result.estimate === null) continue;
    const test = row.t.result;
    const value = row.t.result.estimate.value.value;
    const digits = context.digitsOf(row.at.variable);
    const words = {
      outcome: context.outcomeName(row.at.variable.key, row.at.label),
      before: say(row.at.baselineLabel),
      after: say(row.at.timePointLabel),
      amount: context.quantity(Math.abs(value), row.at.variable.unit, digits),
    };
    return rich(
      strong(
        shows(value, digits) ? (value > 0 ? t("lead_higher", words) : t("lead_lower", words)) : t("lead_same", words),
      ),
      " ",
      t("lead_interval", { level, ...limitWords(context, test, digits), count: row.sample.used.value }),
      includesZero(test) ? ` ${t("lead_includes_none")}` : "",
    );
  }
  return null;
}

function fromCategories(context: ReportContext): Rich | null {
  for (const block of blocksOf(context, "paired_categories")) {
    const row = firstDone(block.content.rows);
    if (row === undefined) continue;
    const { rose, unchanged, fell } = row.moved;
    return rich(
      strong(
        context.t("lead_moved", {
          outcome: context.outcomeName(row.at.variable.key, row.at.label),
          count: row.sample.used.value,
          rose: rose.value,
          unchanged: unchanged.value,
          fell: fell.value,
        }),
      ),
    );
  }
  return null;
}

function limitWords(
  context: ReportContext,
  test: TestResult,
  digits: number,
): { readonly lower: string; readonly upper: string } {
  const word = (limit: Num | null | undefined): string => (limit ? context.number(limit, digits) : "–");
  return { lower: word(test.interval?.lower), upper: word(test.interval?.upper) };
}

/** Whether a difference is more than zero once it is printed. */
function shows(value: number, digits: number): boolean {
  return Number(Math.abs(value).toFixed(digits)) > 0;
}

function includesZero(test: TestResult): boolean {
  const { lower, upper } = test.interval ?? { lower: null, upper: null };
  return lower !== null && upper !== null && lower.value <= 0 && upper.value >= 0;
}
