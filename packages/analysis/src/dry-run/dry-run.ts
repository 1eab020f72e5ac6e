import { deriveDataset, type DatasetModel, type StudyData } from "@kendali/datasets";
import { accept, refuse, type ExpressionEngine, type Protocol, type Result } from "@kendali/domain";
import { validateStudyDocument } from "@kendali/randomization";
import type { AnalysisResults } from "../results.ts";
import { runPlan } from "../run-plan.ts";
import { faultOfAssumptions, type DryRunAssumptions } from "./assumptions.ts";
import { designFindings, type DesignFinding } from "./design-findings.ts";
import { impliedPower, type PowerAnswer } from "./implied-power.ts";
import { liveStudy, type LifeStage } from "./live-study.ts";

/** A study lived through before anybody is enrolled. Everything in it is tagged simulated and nothing of it is stored. */
export type DryRun = {
  readonly assumptions: DryRunAssumptions;
  readonly data: StudyData;
  readonly model: DatasetModel;
  readonly results: AnalysisResults;
  readonly power: PowerAnswer;
  readonly findings: readonly DesignFinding[];
  /** From the first screening to the last entry, `YYYY-MM-DD`. */
  readonly span: { readonly from: string; readonly lastEnrolled: string; readonly to: string };
  readonly entries: number;
};

export type DryRunStage = LifeStage | "dataset" | "analysis" | "power";

export type DryRunProgress = { readonly stage: DryRunStage; readonly completed: number; readonly planned: number };

/** Ends with `null` when it is stopped before there is a whole study; stopped among the repetitions, with those that are done. */
export type DryRunSteps = Generator<DryRunProgress, DryRun | null, boolean | undefined>;

/**
 * Lives a whole study through before anybody is enrolled: participants with the investigator's own assumptions go through the
 * real forms, allocation, datasets and analysis plan; then only the primary analysis is repeated for the power. In steps, so
 * that a worker can say how far it is: `next()` goes on, `next(true)` stops. The same document, assumptions and seed give the
 * same study, to the last byte.
 *
 * Refuses a document that could not become a study (`protocol_invalid`, with every problem that stands in the way; missing words do not) and assumptions outside their
 * rules (`invalid_input`, the name as `field`).
 */
export function dryRunSteps(
  document: unknown,
  assumptions: DryRunAssumptions,
  engine: ExpressionEngine,
): Result<DryRunSteps> {
  const read = readLivable(document);
  if (!read.ok) return read;
  const fault = faultOfAssumptions(read.value, assumptions);
  if (fault !== null) return refuse("invalid_input", { field: fault });
  return accept(stepsOf(read.value, assumptions, engine));
}

/** Faults that keep a document from becoming a study, but nobody from living it through. */
const harmless: ReadonlySet<string> = new Set([
  "text_missing",
  "ethics_dates_reversed",
  "block_size_predictable",
  "sample_size_incomplete",
  "sample_size_below_arms",
  "primary_outcome_missing",
  "visit_windows_overlap",
  "session_count_mismatch",
  "form_not_scheduled",
  "roles_mixed",
  "role_cannot_enter",
  "role_required",
  "form_must_reveal_arm",
  "expression_reveals_arm",
  "consent_purpose_missing",
  "assumption_path_unknown",
]);

/** A document that a study could be lived through with: valid, or with faults only that do not touch what is entered. */
export function readLivable(document: unknown): Result<Protocol> {
  const read = validateStudyDocument(document);
  if (read.ok) return read;
  const { problems = [] } = read.refusal;
  const isLivable = problems.length > 0 && problems.every(({ code }) => harmless.has(code));
  if (isLivable) return accept(document as Protocol);
  const hindering = problems.filter(({ code }) => !harmless.has(code));
  return refuse("protocol_invalid", { count: hindering.length }, hindering);
}

/** {@link dryRunSteps} from beginning to end. */
export function dryRun(document: unknown, assumptions: DryRunAssumptions, engine: ExpressionEngine): Result<DryRun> {
  const steps = dryRunSteps(document, assumptions, engine);
  if (!steps.ok) return steps;
  let next = steps.value.next();
  while (next.done !== true) next = steps.value.next();
  return next.value === null ? refuse("invalid_input", { field: "participants" }) : accept(next.value);
}

function* stepsOf(protocol: Protocol, assumptions: DryRunAssumptions, engine: ExpressionEngine): DryRunSteps {
  const life = liveStudy(protocol, assumptions, engine);
  let step = life.next();
  while (step.done !== true) {
    if ((yield step.value) === true) return null;
    step = life.next();
  }
  const { data, tally } = step.value;
  if ((yield { stage: "dataset", completed: 0, planned: 1 }) === true) return null;
  const model = deriveDataset(data, { withArm: true });
  if ((yield { stage: "analysis", completed: 0, planned: 1 }) === true) return null;
  const results = runPlan({ model, protocol });
  const findings = designFindings({ protocol, assumptions, data, model, results, tally });
  const repetitions = impliedPower(protocol, assumptions);
  let repetition = repetitions.next();
  while (repetition.done !== true) {
    const isStopped = yield { stage: "power", ...repetition.value };
    repetition = repetitions.next(isStopped);
  }
  const entries = data.participants.flatMap((participant) => participant.entries);
  return {
    assumptions,
    data,
    model,
    results,
    power: repetition.value,
    findings,
    span: {
      from: data.screenings[0]?.screenedOn ?? assumptions.startOn,
      lastEnrolled: data.participants.at(-1)?.enrolledOn ?? assumptions.startOn,
      to: latest(
        entries.map(({ performedOn }) => performedOn ?? assumptions.startOn),
        assumptions.startOn,
      ),
    },
    entries: entries.length,
  };
}

function latest(dates: readonly string[], first: string): string {
  return dates.reduce((last, date) => (date > last ? date : last), first);
}
