import { insertScreening, nextSerial } from "@kendali/db";
import { accept, decideEligibility, namesParticipant, refuse, wasApproved } from "@kendali/domain";
import { z } from "zod";
import { asCapture, studyEvent } from "../../command.ts";
import { isWithin, todayAt } from "../../participant-facts.ts";
import { atSite } from "../../study-versions.ts";
import { defineUseCase } from "../../use-case.ts";
import { commandId, key, localDate, studyKey, words } from "../inputs.ts";

export type RecordScreeningAnswer = {
  readonly screening: number;
  readonly eligible: boolean;
  readonly failed: readonly string[];
};

/**
 * Keeps the answers to the eligibility questions under a number; no name, no phone, nothing that identifies. `decision`
 * is given when an eligible mother says no at once, with her reason.
 */
export const recordScreening = defineUseCase({
  policy: "screening.record",
  kind: "mutation",
  input: z.strictObject({
    commandId,
    study: studyKey,
    site: key,
    answers: z.record(z.string().max(64), z.boolean()),
    decision: z.strictObject({ declined: z.literal(true), reason: words(200) }).optional(),
    /** When she was asked; today at the site when absent. */
    screenedOn: localDate.optional(),
  }),
  run: async (context, input) => {
    const study = atSite(context, context.study, input.site);
    const isKnown = study.protocol.sites.some((site) => site.key === input.site);
    if (!isKnown || !isWithin(study.viewer.sites, input.site)) return refuse("not_found");
    // Judged within the command: what is sent again has the answer it had, though the criteria are others by now.
    return asCapture<RecordScreeningAnswer>(context, "screening.record", input, async (unit) => {
      const today = todayAt(context, study, input.site);
      const screenedOn = input.screenedOn ?? today;
      if (screenedOn > today) return refuse("date_in_future", { field: "screenedOn", date: screenedOn });
      const onThatDay = atSite(context, context.study, input.site, screenedOn);
      const approved = wasApproved(onThatDay, screenedOn, "screenedOn");
      if (!approved.ok) return approved;
      if (namesParticipant(input.decision?.reason ?? "")) return refuse("text_names_participant", { field: "reason" });
      const decided = decideEligibility(study.protocol, input.answers);
      if (!decided.ok) return decided;
      const { eligible, failed } = decided.value;
      const number = await nextSerial(unit.tx, study.id, "", "screening");
      const declinedReason = eligible ? (input.decision?.reason ?? null) : null;
      await insertScreening(unit.tx, {
        studyId: study.id,
        number,
        siteId: input.site,
        protocolHash: study.protocolHash,
        answers: input.answers,
        eligible,
        failed: [...failed],
        declinedReason,
        screenedOn,
        screenedBy: context.account.id,
        recordedAt: context.now(),
      });
      await unit.audit(
        studyEvent(
          context,
          "screening.record",
          { chain: `screening:${number}`, site: input.site },
          {
            screening: number,
            answers: input.answers,
            eligible,
            failed,
            declinedReason,
            screenedOn,
          },
        ),
      );
      return accept({ screening: number, eligible, failed });
    });
  },
});
