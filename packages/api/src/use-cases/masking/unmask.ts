import { appendAudit, insertUnmasking, lockParticipant } from "@kendali/db";
import {
  accept,
  canUnmask,
  invariant,
  namesArm,
  refuse,
  shortestUnmaskingReason,
  unmaskingCategories,
  type Result,
} from "@kendali/domain";
import { z } from "zod";
import { armToShowOnce, armView, type ArmView } from "../../arms.ts";
import { confirmPassword } from "../../auth/sign-in.ts";
import { asCommand, studyEvent } from "../../command.ts";
import type { StudyContext } from "../../context.ts";
import { todayAt } from "../../participant-facts.ts";
import { notify } from "../../notices.ts";
import { defineUseCase } from "../../use-case.ts";
import { commandId, participantNumber, studyKey, words } from "../inputs.ts";
import { loadParticipant, type LoadedParticipant } from "../participant/load-participant.ts";

const input = z.strictObject({
  commandId,
  study: studyKey,
  participant: participantNumber,
  password: z.string().min(1).max(1000),
  category: z.enum(unmaskingCategories),
  reason: words(1000).refine((text) => text.length >= shortestUnmaskingReason, "short"),
});

export type UnmaskAnswer = {
  readonly participant: string;
  readonly unmaskedAt: string;
  /** In this answer and nowhere else. */
  readonly arm: ArmView;
};

/**
 * Shows the arm of one participant to somebody masked, once, after the password was given again. What is kept is that it
 * was shown, to whom and why; neither the row, the event, the notices nor the receipt holds the arm. The same command again
 * is answered `unmasking_shown_already`: who lost the answer unmasks anew, and that counts.
 */
export const unmaskParticipant = defineUseCase({
  policy: "masking.unmask",
  kind: "mutation",
  input,
  run: async (context, request): Promise<Result<UnmaskAnswer>> => {
    const { password, ...act } = request;
    const before = await load(context, context.db.drizzle, act.participant);
    if (!before.ok) return before;
    // Who unmasks a participant again knows her arm, and masked colleagues read the reason.
    if (namesArm(context.study.protocol, act.reason)) return refuse("text_names_arm", { field: "reason" });
    const confirmed = await confirmPassword(context, { username: context.account.username, password });
    if (!confirmed.ok) {
      if (confirmed.refusal.code !== "too_many_attempts")
        await noteFailedTry(context, before.value, confirmed.refusal.code);
      return confirmed;
    }
    let isFirst = false;
    // The password is left out of what the receipt hashes: nobody can guess at it there.
    const done = await asCommand(context, "masking.unmask", act, async (unit) => {
      await lockParticipant(unit.tx, context.study.id, act.participant);
      const loaded = await load(context, unit.tx, act.participant);
      if (!loaded.ok) return loaded;
      const { number, site } = loaded.value.record;
      const unmaskedAt = context.now();
      const { category, reason } = act;
      await insertUnmasking(unit.tx, {
        studyId: context.study.id,
        id: context.newId(),
        participant: number,
        siteId: site,
        category,
        reason,
        unmaskedOn: todayAt(context, context.study, site),
        unmaskedBy: context.account.id,
        unmaskedAt,
      });
      await notify(context, unit, { kind: "participant_unmasked", site, participant: number, params: { category } });
      await unit.audit(studyEvent(context, "masking.unmask", { chain: number, site }, { category, reason }));
      isFirst = true;
      return accept({ participant: number, unmaskedAt });
    });
    if (!done.ok) return done;
    if (!isFirst) return refuse("unmasking_shown_already", { participant: act.participant });
    const arm = armView(context.study.protocol, await armToShowOnce(context, act.participant));
    invariant(arm !== null, "an allocated participant has an arm of the protocol");
    return accept({ ...done.value, arm });
  },
});

/** The participant, if her arm may be shown to the viewer. */
async function load(
  context: StudyContext,
  executor: Parameters<typeof loadParticipant>[1],
  number: string,
): Promise<Result<LoadedParticipant>> {
  const { study } = context;
  const loaded = await loadParticipant(context, executor, number);
  if (!loaded.ok) return loaded;
  const allowed = canUnmask({
    protocol: study.protocol,
    isUnblinded: study.unblindedAt !== null,
    seesEveryArm: study.viewer.sight === "all",
    allocatedOn: loaded.value.record.allocatedOn,
  });
  return allowed.ok ? loaded : allowed;
}

/** A try without the right password is an event of its own: a refusal alone would roll it back. */
async function noteFailedTry(context: StudyContext, { record }: LoadedParticipant, refused: string): Promise<void> {
  const place = { chain: record.number, site: record.site };
  await appendAudit(context.db.drizzle, studyEvent(context, "masking.unmask", place, { refused }));
}
