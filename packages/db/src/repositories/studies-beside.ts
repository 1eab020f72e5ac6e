import { and, eq, ne } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Executor } from "../open-database.ts";
import { protocolDraftStudy } from "../schema/protocol-draft.ts";
import { study } from "../schema/study-data.ts";
import type { DraftStudyRow } from "./protocol-drafts.ts";

/** The other studies that were opened from the draft a study came from; none of one that came from no draft. */
export async function listStudiesBeside(executor: Executor, studyId: string): Promise<readonly DraftStudyRow[]> {
  const own = alias(protocolDraftStudy, "own");
  return executor
    .select({
      id: study.id,
      key: study.key,
      kind: study.kind,
      status: study.status,
      protocolHash: study.protocolHash,
      unblindedAt: study.unblindedAt,
    })
    .from(own)
    .innerJoin(protocolDraftStudy, eq(protocolDraftStudy.draftId, own.draftId))
    .innerJoin(study, eq(study.id, protocolDraftStudy.studyId))
    .where(and(eq(own.studyId, studyId), ne(study.id, studyId)));
}
