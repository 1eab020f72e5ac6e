import type { Finding } from "@kendali/builder";
import { accept, type LocalDate, type LocalizedText, type Problem, type Protocol } from "@kendali/domain";
import { z } from "zod";
import type { StudyContext } from "../../context.ts";
import { dateAt, unionOf, versionAt } from "../../study-versions.ts";
import { defineUseCase } from "../../use-case.ts";
import { studyKey } from "../inputs.ts";
import { amendmentFindings } from "./amendment-findings.ts";
import { changeViews, meaningViews, type ChangeView, type MeaningView } from "./amendment-views.ts";
import { weighDraft } from "./weigh-draft.ts";

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
  /** Every problem with what is captured; some belong to a change, some to the document as a whole. */
  readonly problems: readonly Problem[];
  readonly documentProblems: readonly Problem[];
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
    const weighed = await db.drizzle.transaction((tx) => weighDraft(context, tx, input.draft, false), {
      isolationLevel: "repeatable read",
    });
    if (!weighed.ok) return weighed;
    const { draft, before, after, impact, documentProblems } = weighed.value;
    const { open: findings } = await amendmentFindings(context, db.drizzle, weighed.value);
    return accept<AmendmentPreview>({
      version: { from: before.protocol.version, to: after.version },
      revision: draft.row.revision,
      changes: changeViews(impact, before.protocol, after),
      problems: impact.problems,
      documentProblems,
      meanings: meaningViews(impact, before.protocol, after),
      findings,
      sites: amendmentSites(context, after),
    });
  },
});

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
