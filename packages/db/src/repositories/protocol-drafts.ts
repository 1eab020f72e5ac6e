import type { DesignType, LocalizedText, Role, StudyKind } from "@kendali/domain";
import { and, asc, desc, eq, exists, getTableColumns, gt, inArray, isNotNull, isNull, lte, or, sql } from "drizzle-orm";
import type { Executor } from "../open-database.ts";
import { amendment } from "../schema/amendment.ts";
import { account } from "../schema/platform.ts";
import {
  importedVersion,
  protocolDraft,
  protocolDraftMember,
  protocolDraftStep,
  protocolDraftStudy,
  protocolException,
  type DraftLevel,
} from "../schema/protocol-draft.ts";
import { roleAssignment, study, type StudyStatus } from "../schema/study-data.ts";

export type DraftRow = typeof protocolDraft.$inferSelect;
export type DraftStepRow = typeof protocolDraftStep.$inferSelect;
export type DraftMemberRow = {
  readonly accountId: string;
  readonly username: string;
  readonly name: string;
  readonly administrator: boolean;
  readonly level: DraftLevel;
};
/** A study as a draft knows it: one that was opened from it, or the one it amends. */
export type DraftStudyRow = {
  readonly id: string;
  readonly key: string;
  readonly kind: StudyKind;
  readonly status: StudyStatus;
  readonly protocolHash: string;
  readonly unblindedAt: string | null;
};
export type ExceptionRow = Omit<typeof protocolException.$inferSelect, "studyId" | "sequence"> & {
  readonly signedByName: string;
};

export async function insertDraft(executor: Executor, row: typeof protocolDraft.$inferInsert): Promise<void> {
  await executor.insert(protocolDraft).values(row);
}

/** A draft by its id; `held` keeps it from other saves until the transaction ends. */
export async function findDraft(executor: Executor, id: string, held = false): Promise<DraftRow | null> {
  const query = executor.select().from(protocolDraft).where(eq(protocolDraft.id, id));
  const [row] = await (held ? query.for("update") : query);
  return row ?? null;
}

/** A draft without its document, for who only asks whose it is and how far. */
export type DraftHead = Omit<DraftRow, "document">;

const { document: _document, ...headColumns } = getTableColumns(protocolDraft);

export async function findDraftHead(executor: Executor, id: string): Promise<DraftHead | null> {
  const [row] = await executor.select(headColumns).from(protocolDraft).where(eq(protocolDraft.id, id));
  return row ?? null;
}

export async function updateDraft(
  executor: Executor,
  id: string,
  change: Partial<
    Pick<
      DraftRow,
      "name" | "document" | "revision" | "updatedAt" | "updatedBy" | "closedAt" | "closedBy" | "removedAt" | "removedBy"
    >
  >,
): Promise<void> {
  await executor.update(protocolDraft).set(change).where(eq(protocolDraft.id, id));
}

/** What a list shows of a draft. */
export type DraftListRow = Omit<
  DraftRow,
  "document" | "createdAt" | "updatedBy" | "closedBy" | "removedBy" | "baseHash"
> & {
  readonly level: DraftLevel | null;
  /** The key of the study that it amends. */
  readonly study: string | null;
  readonly shortTitle: LocalizedText;
  readonly design: DesignType;
  /** Whether a live study or a version of one was made of it. */
  readonly isPublished: boolean;
};

/** Whether a draft of an amendment was published: that closed it, at the same moment. */
const becameVersion = (executor: Executor) =>
  exists(
    executor
      .select({ one: sql`1` })
      .from(amendment)
      .where(and(eq(amendment.studyId, protocolDraft.studyId), eq(amendment.publishedAt, protocolDraft.closedAt))),
  );

/** Whether a study of kind live was opened from a draft. */
const becameStudy = (executor: Executor) =>
  exists(
    executor
      .select({ one: sql`1` })
      .from(protocolDraftStudy)
      .innerJoin(study, eq(study.id, protocolDraftStudy.studyId))
      .where(and(eq(protocolDraftStudy.draftId, protocolDraft.id), eq(study.kind, "live"))),
  );

/** Whether a live study, or a version of one, was made of a draft. */
export async function isDraftPublished(executor: Executor, id: string): Promise<boolean> {
  const [row] = await executor
    .select({ one: sql`1` })
    .from(protocolDraft)
    .where(and(eq(protocolDraft.id, id), or(becameVersion(executor), becameStudy(executor))));
  return row !== undefined;
}

/** The drafts an account may open: those it is a member of, and the amendments of studies where it holds one of the roles at every site; of those that were removed only its own. */
export async function listDraftsOf(
  executor: Executor,
  accountId: string,
  amendingRoles: readonly Role[],
): Promise<readonly DraftListRow[]> {
  const amends = executor
    .select({ one: sql`1` })
    .from(roleAssignment)
    .where(
      and(
        eq(roleAssignment.studyId, protocolDraft.studyId),
        eq(roleAssignment.accountId, accountId),
        inArray(roleAssignment.role, [...amendingRoles]),
        isNull(roleAssignment.siteId),
        isNull(roleAssignment.revokedAt),
      ),
    );
  return executor
    .select({
      id: protocolDraft.id,
      name: protocolDraft.name,
      studyId: protocolDraft.studyId,
      revision: protocolDraft.revision,
      createdBy: protocolDraft.createdBy,
      updatedAt: protocolDraft.updatedAt,
      closedAt: protocolDraft.closedAt,
      removedAt: protocolDraft.removedAt,
      isPublished: sql<boolean>`${or(becameVersion(executor), becameStudy(executor))}`,
      level: protocolDraftMember.level,
      study: study.key,
      shortTitle: sql<LocalizedText>`${protocolDraft.document}::jsonb -> 'shortTitle'`,
      design: sql<DesignType>`${protocolDraft.document}::jsonb #>> '{design,type}'`,
    })
    .from(protocolDraft)
    .leftJoin(
      protocolDraftMember,
      and(
        eq(protocolDraftMember.draftId, protocolDraft.id),
        eq(protocolDraftMember.accountId, accountId),
        isNull(protocolDraftMember.endedAt),
      ),
    )
    .leftJoin(study, eq(study.id, protocolDraft.studyId))
    .where(
      and(
        or(and(isNull(protocolDraft.studyId), isNotNull(protocolDraftMember.level)), exists(amends)),
        or(isNull(protocolDraft.removedAt), eq(protocolDraft.createdBy, accountId)),
      ),
    )
    .orderBy(desc(protocolDraft.updatedAt), asc(protocolDraft.id));
}

export async function insertDraftStep(executor: Executor, row: typeof protocolDraftStep.$inferInsert): Promise<void> {
  await executor.insert(protocolDraftStep).values(row);
}

/** Steps after one revision and up to another, the oldest first. */
export async function listDraftSteps(
  executor: Executor,
  draftId: string,
  range: { readonly after: number; readonly upTo: number },
): Promise<readonly DraftStepRow[]> {
  return executor
    .select()
    .from(protocolDraftStep)
    .where(
      and(
        eq(protocolDraftStep.draftId, draftId),
        gt(protocolDraftStep.revision, range.after),
        lte(protocolDraftStep.revision, range.upTo),
      ),
    )
    .orderBy(asc(protocolDraftStep.revision));
}

/** The newest steps before a revision, with who made them. */
export async function listDraftHistory(
  executor: Executor,
  draftId: string,
  page: { readonly before: number; readonly limit: number },
): Promise<readonly (DraftStepRow & { readonly accountName: string })[]> {
  const rows = await executor
    .select({ step: protocolDraftStep, accountName: account.displayName })
    .from(protocolDraftStep)
    .innerJoin(account, eq(account.id, protocolDraftStep.accountId))
    .where(and(eq(protocolDraftStep.draftId, draftId), sql`${protocolDraftStep.revision} < ${page.before}`))
    .orderBy(desc(protocolDraftStep.revision))
    .limit(page.limit);
  return rows.map(({ step, accountName }) => ({ ...step, accountName }));
}

/** Who may open a draft now, its owner first. */
export async function listDraftMembers(executor: Executor, draftId: string): Promise<readonly DraftMemberRow[]> {
  return executor
    .select({
      accountId: account.id,
      username: account.username,
      name: account.displayName,
      administrator: account.administrator,
      level: protocolDraftMember.level,
    })
    .from(protocolDraftMember)
    .innerJoin(account, eq(account.id, protocolDraftMember.accountId))
    .where(and(eq(protocolDraftMember.draftId, draftId), isNull(protocolDraftMember.endedAt)))
    .orderBy(
      sql`array_position(ARRAY['owner', 'editor', 'reader'], ${protocolDraftMember.level})`,
      asc(account.displayName),
      asc(account.id),
    );
}

/** Gives or changes a membership. */
export async function saveDraftMember(
  executor: Executor,
  row: { readonly draftId: string; readonly accountId: string; readonly level: DraftLevel; readonly since: string },
): Promise<void> {
  await executor
    .insert(protocolDraftMember)
    .values(row)
    .onConflictDoUpdate({
      target: [protocolDraftMember.draftId, protocolDraftMember.accountId],
      set: { level: row.level, since: row.since, endedAt: null },
    });
}

export async function endDraftMember(
  executor: Executor,
  draftId: string,
  accountId: string,
  endedAt: string,
): Promise<void> {
  await executor
    .update(protocolDraftMember)
    .set({ endedAt })
    .where(and(eq(protocolDraftMember.draftId, draftId), eq(protocolDraftMember.accountId, accountId)));
}

export async function insertDraftStudy(executor: Executor, row: typeof protocolDraftStudy.$inferInsert): Promise<void> {
  await executor.insert(protocolDraftStudy).values(row);
}

/** The studies that were opened from a draft, the newest first. */
export async function listDraftStudies(
  executor: Executor,
  draftId: string,
): Promise<readonly (DraftStudyRow & { readonly revision: number; readonly openedAt: string })[]> {
  return executor
    .select({ ...studyColumns, revision: protocolDraftStudy.revision, openedAt: protocolDraftStudy.openedAt })
    .from(protocolDraftStudy)
    .innerJoin(study, eq(study.id, protocolDraftStudy.studyId))
    .where(eq(protocolDraftStudy.draftId, draftId))
    .orderBy(desc(protocolDraftStudy.openedAt), asc(study.key));
}

const studyColumns = {
  id: study.id,
  key: study.key,
  kind: study.kind,
  status: study.status,
  protocolHash: study.protocolHash,
  unblindedAt: study.unblindedAt,
};

/** A study by its id. */
export async function findStudyById(executor: Executor, id: string): Promise<DraftStudyRow | null> {
  const [row] = await executor.select(studyColumns).from(study).where(eq(study.id, id));
  return row ?? null;
}

/** The keys of studies that begin with a text. */
export async function listKeysLike(executor: Executor, prefix: string): Promise<readonly string[]> {
  const rows = await executor
    .select({ key: study.key })
    .from(study)
    .where(sql`starts_with(${study.key}, ${prefix})`);
  return rows.map(({ key }) => key);
}

/** What was signed for a document of a study, in the order of signing. */
export async function listExceptions(
  executor: Executor,
  studyId: string,
  documentHash: string,
): Promise<readonly ExceptionRow[]> {
  const rows = await executor
    .select({ exception: protocolException, signedByName: account.displayName })
    .from(protocolException)
    .innerJoin(account, eq(account.id, protocolException.signedBy))
    .where(and(eq(protocolException.studyId, studyId), eq(protocolException.documentHash, documentHash)))
    .orderBy(asc(protocolException.sequence));
  return rows.map(({ exception: { studyId: _study, sequence: _sequence, ...row }, signedByName }) => ({
    ...row,
    signedByName,
  }));
}

/** Adds signed exceptions at the end; the caller holds the study's row, so that two never take one place. */
export async function addExceptions(
  executor: Executor,
  rows: readonly Omit<typeof protocolException.$inferInsert, "sequence">[],
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const [last] = await executor
    .select({ sequence: sql<number>`coalesce(max(${protocolException.sequence}), 0)::int` })
    .from(protocolException)
    .where(eq(protocolException.studyId, first.studyId));
  const from = (last?.sequence ?? 0) + 1;
  await executor.insert(protocolException).values(rows.map((row, index) => ({ ...row, sequence: from + index })));
}

export type ImportedVersionRow = Omit<typeof importedVersion.$inferSelect, "studyId" | "sequence">;

export async function insertImportedVersions(
  executor: Executor,
  studyId: string,
  rows: readonly ImportedVersionRow[],
): Promise<void> {
  await executor.insert(importedVersion).values(rows.map((row, index) => ({ ...row, studyId, sequence: index + 1 })));
}

/** The versions that a study was brought in with, the oldest first; none for one that was made here. */
export async function listImportedVersions(
  executor: Executor,
  studyId: string,
): Promise<readonly ImportedVersionRow[]> {
  const { hash, reason, ethicsNumber, ethicsOn } = importedVersion;
  return executor
    .select({ hash, reason, ethicsNumber, ethicsOn })
    .from(importedVersion)
    .where(eq(importedVersion.studyId, studyId))
    .orderBy(asc(importedVersion.sequence));
}
