import type { LocalizedText, Protocol } from "@kendali/domain";
import { runMultiplicity } from "@kendali/stats";
import type { OutcomeFacts, OutcomeRow, PlanContext } from "./plan-context.ts";
import type { Attempt, Num, SampleInfo } from "./results.ts";

/** One of several arms compared with the reference. Its interval is not adjusted for the others. */
export type ArmComparison<Comparison> = {
  readonly arm: string;
  readonly label: LocalizedText;
  readonly comparison: Attempt<Comparison>;
  /** Adjusted for the comparisons of its family; null where the plan adjusts none, or there is no p. */
  readonly adjustedP: Num | null;
};

/** What a row has in place of the one comparison of two arms. */
export type SeveralComparisons<Comparison> = { readonly comparisons: readonly ArmComparison<Comparison>[] };

/** Names the numbers of a comparison: those of two arms by the outcome, those of more by the compared arm too. */
export function comparisonName(outcome: string, arm: string): string {
  return `${outcome}.versus.${arm}`;
}

type Row<Comparison> = {
  readonly at: OutcomeFacts;
  readonly sample: SampleInfo;
} & (SeveralComparisons<Comparison> | { readonly comparisons?: never });

/** Whether a row belongs to the family whose error the plan may bound: primary outcomes in an analysis that is primary too. */
export function isInFamily(role: PlanContext["analysis"]["role"], at: Pick<OutcomeFacts, "role">): boolean {
  return role === "primary" && at.role === "primary";
}

/**
 * Adds Holm's adjusted p to every comparison of the primary outcomes of a primary analysis, over all of them (each arm with the
 * reference, at each time point of the analysis), where the plan asks for it and there are more than two arms. A comparison that
 * gives no p counts in the family. Source: Holm (1979), Scand J Stat 6:65.
 */
export function adjustComparisons<Comparison, Rows extends readonly OutcomeRow<unknown>[]>(
  context: PlanContext,
  rows: Rows,
  pOf: (comparison: Comparison) => Num | null,
): Rows {
  const { analysis, book, protocol } = context;
  const { multiplicity } = protocol.analysisPlan;
  if (multiplicity?.method !== "holm" || protocol.arms.length < 3) return rows;
  // Which rows stand in the content is tied to its comparisons by the kind that made them.
  const own = rows as unknown as readonly OutcomeRow<Row<Comparison>>[];
  const found = own.flatMap(({ attempt }) => {
    if (!attempt.ok || !isInFamily(analysis.role, attempt.result.at)) return [];
    const { sample, comparisons = [] } = attempt.result;
    return comparisons.flatMap((one) => {
      const p = one.comparison.ok ? pOf(one.comparison.result) : null;
      return p === null ? [] : [{ one, p, sample }];
    });
  });
  const tests = familySize(protocol, analysis.role, own);
  const outcome = runMultiplicity({ p: found.map(({ p }) => p.value) }, { variant: "holm", tests });
  if (!outcome.ok) return rows;
  book.code(
    `adjusted_p <- p.adjust(c(${found.map(({ p }) => `found[[${JSON.stringify(p.id)}]]`).join(", ")}), method = "holm", n = ${tests})`,
  );
  const adjusted = new Map(
    found.map(({ one, p, sample }, index): [ArmComparison<Comparison>, Num | null] => {
      book.by("multiplicity", sample);
      const name = `${p.id.slice(analysis.key.length + 1)}_adjusted`;
      return [
        one,
        book.optional(name, outcome.result.details.adjusted[index] ?? null, `adjusted_p[${index + 1}]`, "p"),
      ];
    }),
  );
  return own.map((row) => {
    if (!row.attempt.ok || row.attempt.result.comparisons === undefined) return row;
    const comparisons = row.attempt.result.comparisons.map((one) => ({ ...one, adjustedP: adjusted.get(one) ?? null }));
    return { ...row, attempt: { ok: true, result: { ...row.attempt.result, comparisons } } };
  }) as unknown as Rows;
}

/**
 * Comparisons that the plan makes of primary outcomes in an analysis of this role, done or not: every arm but the reference, at each
 * of the rows (named by outcome, or by outcome and time point) of a primary outcome.
 */
export function familySize(
  protocol: Protocol,
  role: PlanContext["analysis"]["role"],
  rows: readonly { readonly name: string }[],
): number {
  const primary = rows.filter(({ name }) => {
    const [key] = name.split(".");
    return protocol.outcomes.some((outcome) => outcome.key === key && isInFamily(role, outcome));
  });
  return primary.length * (protocol.arms.length - 1);
}
