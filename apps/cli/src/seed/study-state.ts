import type { ServerContext } from "@kendali/api";
import { findProtocolDocument, findStudy, listRegisterCounts, listSnapshots } from "@kendali/db";
import { invariant, type Protocol } from "@kendali/domain";
import { validateStudyDocument } from "@kendali/randomization";

/** What an earlier run of the seed left of a study. */
export type StudyState = {
  readonly createdAt: string;
  readonly status: "draft" | "live" | "locked";
  readonly isUnblinded: boolean;
  readonly hasRegisterCounts: boolean;
  readonly snapshots: number;
  /** The document it was made from, which may be older than the one this version brings. */
  readonly protocol: Protocol;
};

export async function studyState(server: ServerContext, key: string): Promise<StudyState | null> {
  const { drizzle } = server.db;
  const study = await findStudy(drizzle, key);
  if (study === null) return null;
  const document = await findProtocolDocument(drizzle, study.id, study.protocolHash);
  const valid = document === null ? null : validateStudyDocument(JSON.parse(document));
  invariant(valid?.ok === true, `the stored protocol of ${key} is valid`);
  return {
    createdAt: study.createdAt,
    status: study.status,
    isUnblinded: study.unblindedAt !== null,
    snapshots: (await listSnapshots(drizzle, study.id)).length,
    hasRegisterCounts: (await listRegisterCounts(drizzle, study.id)).length > 0,
    protocol: valid.value,
  };
}
