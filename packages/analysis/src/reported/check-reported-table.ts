import { findAboutCodings } from "./coding-findings.ts";
import { findAboutComparisons } from "./comparison-findings.ts";
import { findAboutEffects } from "./effect-findings.ts";
import type { Finding, Named, Verdict } from "./finding.ts";
import { findAboutJoint } from "./joint-findings.ts";
import { reportJoint, type JointReport } from "./joint-report.ts";
import { listClaims } from "./list-claims.ts";
import { findAboutMeans, findAboutPercentages } from "./measurement-findings.ts";
import type { ReportedTable } from "./reported-table.ts";
import type { SearchProgress } from "./search-paired.ts";
import { findAboutShapiro } from "./shapiro-findings.ts";
import { readContext, type ReportedClaim } from "./table-context.ts";

/** A claim with the most serious verdict of the findings about it; `findings` are their positions. */
export type ClaimVerdict = ReportedClaim & { readonly verdict: Verdict; readonly findings: readonly number[] };

/** Everything the check says about a table: plain JSON. Sentences are keys with their values; words live in `i18n`. */
export type ReportedCheck = {
  readonly title: Named;
  readonly source: string;
  readonly claims: readonly ClaimVerdict[];
  readonly findings: readonly Finding[];
  /** One for each comparison. */
  readonly joint: readonly JointReport[];
};

export type ReportedCheckOptions = {
  /** Tables of pairs beyond which a comparison is not searched; 20 million when absent. */
  readonly mostTables?: number;
};

export type ReportedCheckControl = ReportedCheckOptions & {
  /** Called every 50,000 tables. */
  readonly onProgress?: (progress: SearchProgress) => void;
  /** Asked every 50,000 tables; true ends the search, and the report says so. */
  readonly shouldStop?: () => boolean;
};

/**
 * Reports which numbers of a published table can be true, and which can be true together. Runs to its end, or until `shouldStop`
 * says so; what was found by then stays. See docs/statistics/reported-statistics.md for every method and source.
 * Example: of the pilot's ten claims at most five hold together, in three data sets.
 */
export function checkReportedTable(table: ReportedTable, control: ReportedCheckControl = {}): ReportedCheck {
  const { onProgress, shouldStop, ...options } = control;
  const steps = checkReportedSteps(table, options);
  let step = steps.next();
  while (step.done !== true) {
    onProgress?.(step.value);
    step = steps.next(shouldStop?.() === true);
  }
  return step.value;
}

/**
 * {@link checkReportedTable} step by step, for a worker that must answer messages in between: every `next()` takes some
 * milliseconds and gives the progress; `next(true)` stops the search and gives the report.
 */
export function* checkReportedSteps(
  table: ReportedTable,
  { mostTables }: ReportedCheckOptions = {},
): Generator<SearchProgress, ReportedCheck, boolean | undefined> {
  const context = readContext(table);
  const findings: Finding[] = [
    ...findAboutMeans(context),
    ...findAboutPercentages(context),
    ...findAboutCodings(context),
    ...findAboutShapiro(context),
    ...findAboutComparisons(context),
    ...findAboutEffects(context),
  ];
  const joint: JointReport[] = [];
  for (const compared of context.compared) {
    const report = yield* reportJoint(context, compared, mostTables);
    joint.push(report);
    findings.push(...findAboutJoint(report, compared));
  }
  const claims = listClaims(context).map((claim) => judge(claim, findings));
  return { title: table.title, source: table.source, claims, findings, joint };
}

/** From the gravest. That claims are not all true together says nothing about each of them, so `joint_most` does not count. */
const gravest: readonly Verdict[] = ["cannot_be", "cannot_be_together", "print_otherwise", "fits", "information"];

function judge(claim: ReportedClaim, findings: readonly Finding[]): ClaimVerdict {
  const about = findings.flatMap((finding, position) =>
    finding.about.includes(claim.id) ? [{ finding, position }] : [],
  );
  const verdicts = about.filter(({ finding }) => finding.key !== "joint_most").map(({ finding }) => finding.verdict);
  const verdict = gravest.find((one) => verdicts.includes(one)) ?? "information";
  return { ...claim, verdict, findings: about.map(({ position }) => position) };
}
