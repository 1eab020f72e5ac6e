import { insertNotice, type UnitOfWork } from "@kendali/db";
import { noticeKinds, type NoticeKind } from "@kendali/domain";
import type { StudyContext } from "./context.ts";

/**
 * Tells the roles of a kind that something happened, in the transaction in which it did. `params` holds what its words
 * name, never an arm: those who are told may be masked.
 */
export async function notify(
  context: Pick<StudyContext, "account" | "newId" | "now"> & { readonly study: Pick<StudyContext["study"], "id"> },
  unit: UnitOfWork,
  notice: {
    readonly kind: NoticeKind;
    /** Null: the whole study's. */
    readonly site: string | null;
    readonly participant?: string;
    readonly params: Readonly<Record<string, string | number>>;
  },
): Promise<void> {
  await insertNotice(unit.tx, {
    studyId: context.study.id,
    id: context.newId(),
    siteId: notice.site,
    kind: notice.kind,
    roles: [...noticeKinds[notice.kind].roles],
    participant: notice.participant ?? null,
    params: notice.params,
    createdBy: context.account.id,
    createdAt: context.now(),
  });
}
