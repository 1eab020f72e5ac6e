import {
  familySize,
  isInFamily,
  type AnalysisBlock,
  type ArmComparison,
  type Num,
  type OutcomeFacts,
  type TestResult,
} from "@kendali/analysis";
import type { LocalizedText } from "@kendali/domain";
import { fact, rowLabel } from "../block-drawing.ts";
import { makeTable, numberCell, textCell, type ReportContext } from "../report-context.ts";
import type { MarginFact, ReportCell, ReportRefusal, ReportTable } from "../report-model.ts";
import { rich, stat, type Rich } from "../rich-text.ts";

/** What a kind shows of a comparison between its name and its p. */
export type ComparisonColumn<Comparison> = {
  readonly head: string | Rich;
  readonly cell: (comparison: Comparison) => ReportCell;
};

type Compared<Comparison> = {
  readonly title: LocalizedText;
  readonly at: OutcomeFacts;
  readonly reference: LocalizedText;
  readonly comparisons: readonly ArmComparison<Comparison>[];
  readonly columns: readonly ComparisonColumn<Comparison>[];
  /** What stands behind p. */
  readonly more?: readonly ComparisonColumn<Comparison>[];
  readonly testOf: (comparison: Comparison) => TestResult;
};

/** More than two arms: one row for each compared with the reference, with its p, and beside it the adjusted one where the plan adjusts. */
export function drawComparisons<Comparison>(
  context: ReportContext,
  compared: Compared<Comparison>,
): { readonly table: ReportTable; readonly refusals: readonly ReportRefusal[] } {
  const { t, say } = context;
  const { at, columns, more = [], comparisons, testOf, reference, title } = compared;
  const isAdjusted = comparisons.some(({ adjustedP }) => adjustedP !== null);
  const right = (content: string | Rich) => textCell(content, { align: "right" });
  const pOf = (comparison: Comparison): Num | null => testOf(comparison).p?.value ?? null;
  const p = (value: Num | null) => numberCell(value === null ? "–" : context.p(value), value);
  const table = makeTable(context, {
    caption: t("comparisons", { title: `${say(title)}, ${rowLabel(context, at)}`, reference: say(reference) }),
    head: [
      [
        textCell(t("comparison")),
        ...columns.map(({ head }) => right(head)),
        right(stat("p")),
        ...(isAdjusted ? [right(rich(stat("p"), ` (${t("adjusted_by_holm")})`))] : []),
        ...more.map(({ head }) => right(head)),
      ],
    ],
    rows: comparisons.map(({ label, comparison, adjustedP }) => ({
      kind: "row" as const,
      cells: [
        textCell(say(label)),
        ...columns.map(({ cell }) => (comparison.ok ? cell(comparison.result) : numberCell("–"))),
        p(comparison.ok ? pOf(comparison.result) : null),
        ...(isAdjusted ? [p(adjustedP)] : []),
        ...more.map(({ cell }) => (comparison.ok ? cell(comparison.result) : numberCell("–"))),
      ],
    })),
    note: comparisons.flatMap(({ label, comparison }) => {
      if (!comparison.ok) return [];
      const value = pOf(comparison.result);
      const exact = value === null ? null : context.exactP(value);
      return [
        ...(exact === null ? [] : [rich(`${say(label)}: `, stat("p"), " (", exact, ").")]),
        ...context.warningLines(testOf(comparison.result)).map((line) => rich(`${say(label)}: `, line)),
      ];
    }),
  });
  const refusals = comparisons.flatMap(({ label, comparison }) =>
    comparison.ok ? [] : [context.refusal(comparison.refusal, say(label))],
  );
  return { table, refusals };
}

/** What each arm is compared with, and what is done about there being several comparisons. */
export function comparisonFacts(
  context: ReportContext,
  block: Pick<AnalysisBlock, "role">,
  { at, reference, rows }: { readonly at: OutcomeFacts; readonly reference: LocalizedText; readonly rows: Rows },
): readonly MarginFact[] {
  const { t, say, protocol } = context;
  const count = familySize(protocol, block.role, rows);
  return [
    fact(t("fact_direction"), t("direction_several", { reference: say(reference) })),
    fact(t("fact_multiplicity"), multiplicityWords(context, isInFamily(block.role, at), count)),
  ];
}

type Rows = Parameters<typeof familySize>[2];

/** What the plan does about so many comparisons, for those that it may adjust and for the others. */
export function multiplicityWords(context: ReportContext, isFamily: boolean, count: number): string {
  const { t, say, protocol } = context;
  const { multiplicity } = protocol.analysisPlan;
  if (multiplicity === undefined) return t("multiplicity_not_stated");
  if (multiplicity.method === "none") return t("multiplicity_none", { reason: say(multiplicity.reason) });
  return isFamily ? t("multiplicity_holm", { count }) : t("multiplicity_outside");
}
