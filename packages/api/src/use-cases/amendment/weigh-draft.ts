import { countStudy, countTouched, lockStudyRow, type Executor, type StudyCounts } from "@kendali/db";
import {
  accept,
  amendmentImpact,
  hiddenParts,
  invariant,
  nothingHidden,
  refuse,
  touchedSets,
  type AmendmentImpact,
  type HiddenParts,
  type Problem,
  type Protocol,
  type Result,
  type TouchedCounts,
} from "@kendali/domain";
import { validateStudyDocument } from "@kendali/randomization";
import type { StudyContext } from "../../context.ts";
import { documentOf, openDraft, type OpenDraft } from "../../protocol-drafts.ts";
import { underVersion, type StudyVersion } from "../../study-versions.ts";

export type WeighedDraft = {
  readonly draft: OpenDraft;
  readonly before: StudyVersion;
  readonly after: Protocol;
  /** What is wrong with the document itself; its impact is told all the same. */
  readonly documentProblems: readonly Problem[];
  readonly impact: AmendmentImpact;
  /** The same with every count, as it is kept. */
  readonly whole: AmendmentImpact;
  /** The same as whoever is masked is told it. */
  readonly masked: AmendmentImpact;
};

/**
 * A draft of a study's next version held against what the study holds. Refuses `not_found`, `study_not_live`,
 * `study_locked` and, for a draft of another version than the newest, `amendment_outdated`.
 */
export async function weighDraft(
  context: StudyContext,
  executor: Executor,
  draftId: string,
  /** Whether the draft and the study are held until the transaction ends. */
  held: boolean,
): Promise<Result<WeighedDraft>> {
  const { study } = context;
  if (study.status !== "live") return refuse(study.status === "locked" ? "study_locked" : "study_not_live");
  const opened = await openDraft(context, executor, draftId, { held, toEdit: held });
  if (!opened.ok) return opened;
  const { row, amends } = opened.value;
  if (amends === null || amends.study.id !== study.id || row.baseHash === null) return refuse("not_found");
  const newest = held ? (await lockStudyRow(executor, study.id))?.protocolHash : amends.study.protocolHash;
  const before = study.versions.at(-1);
  invariant(before !== undefined, "a study has a version");
  if (newest !== row.baseHash || before.hash !== row.baseHash) {
    const known = underVersion(study, newest ?? "")?.protocol ?? before.protocol;
    return refuse("amendment_outdated", { from: amends.base.version, newest: known.version });
  }
  const after = documentOf(row);
  const valid = validateStudyDocument(after);
  const counts = await countStudy(executor, study.id);
  const sets = touchedSets(before.protocol, after);
  const weigh = async (hidden: HiddenParts): Promise<AmendmentImpact> => {
    const touched = await countTouched(executor, study.id, sets, hidden);
    return impactOf(study.versions, after, counts, { hidden, touched });
  };
  const documents = [...study.versions.map(({ protocol }) => protocol), after];
  const [whole, masked] = [await weigh(nothingHidden), await weigh(hiddenParts(documents))];
  return accept({
    draft: opened.value,
    before,
    after,
    documentProblems: valid.ok ? [] : (valid.refusal.problems ?? []),
    impact: study.viewer.sight === "all" ? whole : masked,
    whole,
    masked,
  });
}

/** What this viewer is not told a count of. */
export function hiddenFrom({ study }: StudyContext, after: Protocol | null): HiddenParts {
  const documents = study.versions.map(({ protocol }) => protocol);
  return study.viewer.sight === "all" ? nothingHidden : hiddenParts(after === null ? documents : [...documents, after]);
}

function impactOf(
  versions: readonly StudyVersion[],
  after: Protocol,
  counts: StudyCounts,
  seen: { readonly hidden: HiddenParts; readonly touched: TouchedCounts },
): AmendmentImpact {
  const documents = versions.map(({ protocol }) => protocol);
  const before = documents.at(-1);
  invariant(before !== undefined, "a study has a version");
  return amendmentImpact(before, after, counts, { earlier: documents.slice(0, -1), ...seen });
}
