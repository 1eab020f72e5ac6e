import { lintDraft, maySign, type Finding } from "@kendali/builder";
import { addExceptions, listExceptions, type ExceptionRow, type Executor } from "@kendali/db";
import { accept, type Protocol, type Result } from "@kendali/domain";
import type { StudyContext } from "../../context.ts";
import { goLiveDate } from "../../go-live-approvals.ts";
import { recordExceptions, refuseOpen, refuseUnfounded, unsigned, type SignedException } from "../../open-findings.ts";
import type { StudyVersion } from "../../study-versions.ts";

export type AmendmentFindings = {
  /** What is found in the next version and was not signed for the one it amends. */
  readonly open: readonly Finding[];
  /** What was signed for the one it amends and is still found. */
  readonly carried: readonly ExceptionRow[];
};

type Weighed = { readonly before: StudyVersion; readonly after: Protocol };

/**
 * The findings of a live study's next version that somebody may sign. What must be mended refuses the document itself, and
 * an approval that has ended ends enrolment. Nothing is said of the scheme: an amendment cannot change it, and what is found
 * there would tell of its settings.
 */
export async function amendmentFindings(
  context: StudyContext,
  executor: Executor,
  { before, after }: Weighed,
): Promise<AmendmentFindings> {
  if (context.study.kind !== "live") return { open: [], carried: [] };
  const today = goLiveDate(context, { protocol: after });
  const found = lintDraft(after, { today }).filter(
    (finding) => maySign(finding) && finding.path.split("/")[0] !== "allocation",
  );
  const signed = await listExceptions(executor, context.study.id, before.hash);
  const isFound = ({ code, path }: ExceptionRow): boolean =>
    found.some((finding) => finding.code === code && finding.path === path);
  return { open: unsigned(found, signed), carried: signed.filter(isFound) };
}

/** Refuses `findings_open`, `exception_not_open` and `exception_reason_short`, as where a live study is opened. */
export function findingsSigned(open: readonly Finding[], exceptions: readonly SignedException[]): Result<null> {
  const founded = refuseUnfounded(open, exceptions);
  if (!founded.ok) return founded;
  const mended = refuseOpen(unsigned(open, exceptions));
  return mended.ok ? accept(null) : mended;
}

/** A signature goes with its finding to the next version, by whom and when it was given; what is signed now comes after. */
export async function signNextVersion(
  context: StudyContext,
  executor: Executor,
  documentHash: string,
  { open, carried, exceptions }: AmendmentFindings & { readonly exceptions: readonly SignedException[] },
): Promise<void> {
  const { id } = context.study;
  await addExceptions(
    executor,
    carried.map(({ signedByName: _name, ...row }) => ({ ...row, studyId: id, documentHash })),
  );
  await recordExceptions(context, executor, { id, protocolHash: documentHash }, { exceptions, findings: open });
}
