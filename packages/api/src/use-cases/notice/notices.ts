import { insertAcknowledgement, listNotices as readNotices } from "@kendali/db";
import { accept, refuse, type NoticeKind } from "@kendali/domain";
import { z } from "zod";
import { asCommand, studyEvent } from "../../command.ts";
import type { StudyContext } from "../../context.ts";
import { defineUseCase } from "../../use-case.ts";
import { commandId, studyKey } from "../inputs.ts";

export type NoticeView = {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly site: string | null;
  readonly participant: string | null;
  readonly params: Readonly<Record<string, string | number>>;
  readonly by: string;
  readonly byName: string;
  readonly at: string;
  /** When this viewer acknowledged it. Who caused a notice has none to acknowledge: then it is when it was made. */
  readonly acknowledgedAt: string | null;
};

const mostListed = 200;

/** What the viewer's roles were told of, the newest first. */
export const listNotices = defineUseCase({
  policy: "notice.list",
  kind: "query",
  input: z.strictObject({ study: studyKey }),
  run: async (context, _input) => accept({ notices: await noticesOf(context) }),
});

/** The notices for a viewer; `id` for one of them. */
export async function noticesOf(context: StudyContext, id?: string): Promise<NoticeView[]> {
  const rows = await readNotices(context.db.drizzle, {
    studyId: context.study.id,
    sites: context.study.viewer.sites,
    roles: context.study.viewer.roles,
    account: context.account.id,
    limit: mostListed,
    ...(id === undefined ? {} : { id }),
  });
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    site: row.siteId,
    participant: row.participant,
    params: row.params,
    by: row.createdBy,
    byName: row.createdByName,
    at: row.createdAt,
    acknowledgedAt: row.createdBy === context.account.id ? row.createdAt : row.acknowledgedAt,
  }));
}

/** Records that the viewer has read a notice. Reading it again changes nothing. */
export const acknowledgeNotice = defineUseCase({
  policy: "notice.acknowledge",
  kind: "mutation",
  input: z.strictObject({ commandId, study: studyKey, notice: z.uuid() }),
  run: (context, input) =>
    asCommand(context, "notice.acknowledge", input, async (unit) => {
      const [notice] = await noticesOf(context, input.notice);
      if (notice === undefined) return refuse("not_found");
      const at = notice.acknowledgedAt ?? context.now();
      await insertAcknowledgement(unit.tx, {
        studyId: context.study.id,
        noticeId: notice.id,
        accountId: context.account.id,
        acknowledgedAt: at,
      });
      const place = { chain: notice.participant ?? "study", site: notice.site };
      await unit.audit(studyEvent(context, "notice.acknowledge", place, { notice: notice.id, kind: notice.kind }));
      return accept({ notice: notice.id, acknowledgedAt: at });
    }),
});
