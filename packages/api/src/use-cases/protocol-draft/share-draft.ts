import { endDraftMember, findAccountByUsername, isDraftPublished, saveDraftMember, updateDraft } from "@kendali/db";
import { accept, refuse } from "@kendali/domain";
import { z } from "zod";
import { asCommand } from "../../command.ts";
import { draftEvent, openDraft } from "../../protocol-drafts.ts";
import { defineUseCase } from "../../use-case.ts";
import { commandId, username, words } from "../inputs.ts";

const draft = z.uuid();

export const renameDraft = defineUseCase({
  policy: "protocolDraft.rename",
  kind: "mutation",
  input: z.strictObject({ commandId, draft, name: words(120) }),
  run: (context, input) =>
    asCommand(context, "protocolDraft.rename", input, async (unit) => {
      const opened = await openDraft(context, unit.tx, input.draft, { held: true, toEdit: true });
      if (!opened.ok) return opened;
      await updateDraft(unit.tx, input.draft, { name: input.name });
      await unit.audit(draftEvent(context, "protocolDraft.rename", input.draft));
      return accept({ name: input.name });
    }),
});

/**
 * Lets another account read or edit a draft, or changes what it may. Refuses `draft_shared_by_role` for an amendment, which
 * every investigator and data manager of the study may open, `account_unknown`, and `draft_owner_stays`.
 */
export const shareDraft = defineUseCase({
  policy: "protocolDraft.share",
  kind: "mutation",
  input: z.strictObject({ commandId, draft, username, level: z.enum(["editor", "reader"]) }),
  run: (context, input) =>
    asCommand(context, "protocolDraft.share", input, async (unit) => {
      const opened = await openDraft(context, unit.tx, input.draft, { held: true, asOwner: true });
      if (!opened.ok) return opened;
      const { row } = opened.value;
      if (row.studyId !== null) return refuse("draft_shared_by_role");
      const account = await findAccountByUsername(unit.tx, input.username);
      if (account === null || account.disabledAt !== null)
        return refuse("account_unknown", { username: input.username });
      if (account.id === row.createdBy) return refuse("draft_owner_stays");
      const { level } = input;
      await saveDraftMember(unit.tx, { draftId: row.id, accountId: account.id, level, since: context.now() });
      await unit.audit(draftEvent(context, "protocolDraft.share", row.id, { account: account.id, level }));
      return accept({ username: account.username, name: account.displayName, level });
    }),
});

/** Ends a membership; what the account saved stays. Whoever leaves a draft by herself may always do so. */
export const unshareDraft = defineUseCase({
  policy: "protocolDraft.unshare",
  kind: "mutation",
  input: z.strictObject({ commandId, draft, username }),
  run: (context, input) =>
    asCommand(context, "protocolDraft.unshare", input, async (unit) => {
      const isOwn = input.username === context.account.username;
      const opened = await openDraft(context, unit.tx, input.draft, { held: true, asOwner: !isOwn });
      if (!opened.ok) return opened;
      const { row, members } = opened.value;
      if (row.studyId !== null) return refuse("draft_shared_by_role");
      const member = members.find((one) => one.username === input.username);
      if (member === undefined) return refuse("account_unknown", { username: input.username });
      if (member.level === "owner") return refuse("draft_owner_stays");
      await endDraftMember(unit.tx, row.id, member.accountId, context.now());
      await unit.audit(draftEvent(context, "protocolDraft.unshare", row.id, { account: member.accountId }));
      return accept({ username: member.username });
    }),
});

/** Ends the work on a draft. It stays, with its steps, and can be read and copied. */
export const closeDraft = defineUseCase({
  policy: "protocolDraft.close",
  kind: "mutation",
  input: z.strictObject({ commandId, draft }),
  run: (context, input) =>
    asCommand(context, "protocolDraft.close", input, async (unit) => {
      const opened = await openDraft(context, unit.tx, input.draft, { held: true, toEdit: true, asOwner: true });
      if (!opened.ok) return opened;
      const closedAt = context.now();
      await updateDraft(unit.tx, input.draft, { closedAt, closedBy: context.account.id });
      await unit.audit(draftEvent(context, "protocolDraft.close", input.draft));
      return accept({ closedAt });
    }),
});

/**
 * Takes a draft off everybody's lists. Nothing is dropped: it stays with its steps, and its owner can bring it back. Refuses
 * `draft_published` for one that a live study, or a version of one, was made of: that is closed, so that its origin can be read.
 */
export const removeDraft = defineUseCase({
  policy: "protocolDraft.remove",
  kind: "mutation",
  input: z.strictObject({ commandId, draft }),
  run: (context, input) =>
    asCommand(context, "protocolDraft.remove", input, async (unit) => {
      const opened = await openDraft(context, unit.tx, input.draft, { held: true, asOwner: true });
      if (!opened.ok) return opened;
      if (await isDraftPublished(unit.tx, input.draft)) return refuse("draft_published");
      const removedAt = context.now();
      await updateDraft(unit.tx, input.draft, { removedAt, removedBy: context.account.id });
      await unit.audit(draftEvent(context, "protocolDraft.remove", input.draft));
      return accept({ removedAt });
    }),
});

/**
 * Goes on with a draft that was closed, or brings one back that was removed, as it was before. Refuses `draft_published` for
 * an amendment that became a version: the next one begins from that version.
 */
export const reopenDraft = defineUseCase({
  policy: "protocolDraft.reopen",
  kind: "mutation",
  input: z.strictObject({ commandId, draft }),
  run: (context, input) =>
    asCommand(context, "protocolDraft.reopen", input, async (unit) => {
      const opened = await openDraft(context, unit.tx, input.draft, { held: true, asOwner: true, removedToo: true });
      if (!opened.ok) return opened;
      const { row } = opened.value;
      if (row.studyId !== null && (await isDraftPublished(unit.tx, row.id))) return refuse("draft_published");
      // One that was closed before it was removed comes back closed.
      const change = row.removedAt === null ? { closedAt: null, closedBy: null } : { removedAt: null, removedBy: null };
      await updateDraft(unit.tx, row.id, change);
      await unit.audit(draftEvent(context, "protocolDraft.reopen", row.id));
      return accept({ closedAt: row.removedAt === null ? null : row.closedAt });
    }),
});
