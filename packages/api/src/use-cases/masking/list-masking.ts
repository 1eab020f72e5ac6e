import { listAssignments, listMaskingRequests, type MaskingRequestRow } from "@kendali/db";
import {
  accept,
  canDecideMaskingChange,
  isAnythingMasked,
  lesserLevels,
  type BlindingLevel,
  type Refusal,
  type Result,
  type Role,
} from "@kendali/domain";
import { z } from "zod";
import type { StudyContext } from "../../context.ts";
import { reaches } from "../../participant-facts.ts";
import { defineUseCase } from "../../use-case.ts";
import { studyKey } from "../inputs.ts";

export type MaskingAssignment = {
  readonly grant: string;
  readonly account: string;
  readonly displayName: string;
  readonly role: Role;
  readonly site: string | null;
  readonly level: BlindingLevel;
  /** What the account as a whole may know: the least of all the levels that it holds or held. */
  readonly accountLevel: BlindingLevel;
  /**
   * Levels that the viewer may ask for; none for the viewer's own assignment, for one of every site where the viewer's role
   * is of some, and while a request is open.
   */
  readonly mayRequest: readonly BlindingLevel[];
};

export type MaskingRequestView = MaskingRequestRow & {
  /** Why the viewer may not decide it; null when it may be decided, or was. */
  readonly approveRefusal: Refusal | null;
  readonly declineRefusal: Refusal | null;
};

export type MaskingList = {
  /** False in a one-group study and after the study was unblinded: then nobody is masked. */
  readonly isMasked: boolean;
  readonly assignments: readonly MaskingAssignment[];
  /** The newest first. */
  readonly requests: readonly MaskingRequestView[];
};

/** Who may know arms in a study, assignment by assignment, with what was asked and decided. It tells no arm. */
export const listMasking = defineUseCase({
  policy: "masking.list",
  kind: "query",
  input: z.strictObject({ study: studyKey }),
  run: async (context, _input) => {
    const { study } = context;
    const query = { studyId: study.id, sites: study.viewer.sites };
    const rows = await listAssignments(context.db.drizzle, study.id, study.viewer.sites);
    const requests = await listMaskingRequests(context.db.drizzle, query);
    const masked = isAnythingMasked({ protocol: study.protocol, isUnblinded: study.unblindedAt !== null }).ok;
    const open = new Set(requests.filter((request) => request.decision === null).map((request) => request.grant));
    return accept<MaskingList>({
      isMasked: masked,
      assignments: rows.map((row) => ({
        ...row,
        mayRequest:
          !masked || row.account === context.account.id || open.has(row.grant) || !reaches(study.viewer, row.site).ok
            ? []
            : lesserLevels(row.level),
      })),
      requests: requests.map((request) => viewOf(context, request)),
    });
  },
});

function viewOf(context: StudyContext, request: MaskingRequestRow): MaskingRequestView {
  const ask = (decision: "approve" | "decline"): Refusal | null =>
    request.decision === null ? refusalOf(canDecide(context, request, decision)) : null;
  return { ...request, approveRefusal: ask("approve"), declineRefusal: ask("decline") };
}

/** Whether the acting account may decide a request so. */
export function canDecide(
  { study, account }: StudyContext,
  request: MaskingRequestRow,
  decision: "approve" | "decline",
): Result<null> {
  const reached = reaches(study.viewer, request.site);
  if (!reached.ok) return reached;
  return canDecideMaskingChange(
    { protocol: study.protocol, isUnblinded: study.unblindedAt !== null },
    {
      request: {
        account: request.account,
        requestedBy: request.requestedBy,
        level: request.to,
        isDecided: request.decision !== null,
      },
      current: request.current,
      decider: account.id,
      decision,
    },
  );
}

function refusalOf(result: Result<unknown>): Refusal | null {
  return result.ok ? null : result.refusal;
}
