import type { Finding } from "@kendali/builder";
import { countTouched, type Executor } from "@kendali/db";
import {
  accept,
  statementImpacts,
  statementSets,
  type LocalDate,
  type LocalizedText,
  type Problem,
  type Protocol,
  type StatementImpact,
} from "@kendali/domain";
import { z } from "zod";
import type { StudyContext } from "../../context.ts";
import { dateAt, unionOf, versionAt } from "../../study-versions.ts";
import { defineUseCase } from "../../use-case.ts";
import { studyKey } from "../inputs.ts";
import { amendmentFindings } from "./amendment-findings.ts";
import {
  changeViews,
  meaningViews,
  placedProblems,
  type ChangeView,
  type MeaningView,
  type PlacedProblem,
} from "./amendment-views.ts";
import { hiddenFrom, weighDraft, type WeighedDraft } from "./weigh-draft.ts";

export type AmendmentSite = {
  readonly site: string;
  readonly name: LocalizedText;
  readonly today: LocalDate;
  /** The version in force there today; null: the study is not there yet. */
  readonly version: string | null;
};

export type AmendmentPreview = {
  readonly version: { readonly from: string; readonly to: string };
  /** Of the draft that was weighed. */
  readonly revision: number;
  readonly changes: readonly ChangeView[];
  /** What the changes that can be made touch together, by what is said of them. */
  readonly happens: readonly StatementImpact[];
  /** Every problem with what is captured; some belong to a change, some to the document as a whole. */
  readonly problems: readonly Problem[];
  readonly documentProblems: readonly PlacedProblem[];
  /** Codes and questions with new words that must be stated to mean the same, by path, with both wordings. */
  readonly meanings: readonly MeaningView[];
  /** Of a live study: what is found in the next version and has to be mended, or signed with a reason. */
  readonly findings: readonly Finding[];
  readonly sites: readonly AmendmentSite[];
};

/** What publishing a draft would do to what is captured, with true counts. Changes nothing. */
export const previewAmendment = defineUseCase({
  policy: "amendment.preview",
  kind: "query",
  input: z.strictObject({ study: studyKey, draft: z.uuid() }),
  run: async (context, input) => {
    const { db } = context;
    const told = await db.drizzle.transaction(
      async (tx) => {
        const weighed = await weighDraft(context, tx, input.draft, false);
        return weighed.ok
          ? accept({ ...weighed.value, happens: await happensIn(context, tx, weighed.value) })
          : weighed;
      },
      { isolationLevel: "repeatable read" },
    );
    if (!told.ok) return told;
    const { draft, before, after, impact, happens, documentProblems } = told.value;
    const { open: findings } = await amendmentFindings(context, db.drizzle, told.value);
    return accept<AmendmentPreview>({
      version: { from: before.protocol.version, to: after.version },
      revision: draft.row.revision,
      changes: changeViews(impact, before.protocol, after),
      happens,
      problems: impact.problems,
      documentProblems: placedProblems(documentProblems, after),
      meanings: meaningViews(impact, before.protocol, after),
      findings,
      sites: amendmentSites(context, after),
    });
  },
});

/** A refused change has its own counts and no share in these. */
async function happensIn(
  context: StudyContext,
  executor: Executor,
  { before: { protocol: before }, after, impact }: WeighedDraft,
): Promise<readonly StatementImpact[]> {
  const changes = impact.changes.filter(({ problems }) => problems.length === 0);
  const sets = statementSets(changes, before);
  const counted = await countTouched(executor, context.study.id, sets, hiddenFrom(context, after));
  return statementImpacts(changes, before, counted);
}

/** Every site that the study has or will have. */
export function amendmentSites(context: StudyContext, after: Protocol): readonly AmendmentSite[] {
  const { versions } = context.study;
  const present = unionOf(context.study).sites;
  const added = after.sites.filter((site) => !present.some(({ key }) => key === site.key));
  return [...present, ...added].map(({ key, name }) => ({
    site: key,
    name,
    today: dateAt(context, [...versions, { protocol: after }], key),
    version: added.some((site) => site.key === key) ? null : versionAt(context, versions, key).protocol.version,
  }));
}
