import { findScreening, insertConsent, lockScreening } from "@kendali/db";
import { accept, canRecordConsent, namesParticipant, refuse, wasApproved } from "@kendali/domain";
import { z } from "zod";
import { asCapture, studyEvent } from "../../command.ts";
import { isWithin, todayAt } from "../../participant-facts.ts";
import { atSite } from "../../study-versions.ts";
import { defineUseCase } from "../../use-case.ts";
import { commandId, key, locale, localDate, ordinal, studyKey, words } from "../inputs.ts";
import { screeningFacts } from "../screening/screening-view.ts";

export type RecordConsentAnswer = { readonly screening: number; readonly decision: "given" | "declined" };

/** Keeps what a mother decided after the consent text was read with her. The witness's name goes to the closed schema. */
export const recordConsent = defineUseCase({
  policy: "consent.record",
  kind: "mutation",
  input: z.strictObject({
    commandId,
    study: studyKey,
    screening: ordinal,
    version: z.string().min(1).max(20),
    language: locale,
    decision: z.enum(["given", "declined"]),
    purposes: z.array(key).max(50),
    signedOn: localDate,
    witness: words(120).optional(),
    reason: words(500).optional(),
  }),
  run: async (context, input) => {
    const { study } = context;
    return asCapture<RecordConsentAnswer>(context, "consent.record", input, async (unit) => {
      await lockScreening(unit.tx, study.id, input.screening);
      const record = await findScreening(unit.tx, study.id, input.screening);
      if (record === null || !isWithin(study.viewer.sites, record.screening.siteId)) return refuse("not_found");
      const site = record.screening.siteId;
      const today = todayAt(context, study, site);
      // A text is signed as it stood on that day, whenever it is told.
      const read = atSite(context, study, site, input.signedOn < today ? input.signedOn : today);
      const { protocol } = read;
      const allowed = canRecordConsent(protocol, screeningFacts(record), input, today);
      if (!allowed.ok) return allowed;
      const approved = input.decision === "given" ? wasApproved(read, input.signedOn, "signedOn") : accept(null);
      if (!approved.ok) return approved;
      if (namesParticipant(input.reason ?? "")) return refuse("text_names_participant", { field: "reason" });
      const sequence = (record.consent?.sequence ?? 0) + 1;
      const purposes = Object.fromEntries(
        protocol.consent.purposes.map(({ key: purpose }) => [purpose, input.purposes.includes(purpose)]),
      );
      const facts = {
        version: input.version,
        language: input.language,
        decision: input.decision,
        purposes,
        witnessed: input.witness !== undefined,
        signedOn: input.signedOn,
        reason: input.reason ?? null,
      };
      await insertConsent(
        unit.tx,
        {
          ...facts,
          studyId: study.id,
          screening: input.screening,
          sequence,
          siteId: site,
          recordedBy: context.account.id,
          recordedAt: context.now(),
        },
        input.witness ?? null,
      );
      await unit.audit(
        studyEvent(
          context,
          "consent.record",
          { chain: `screening:${input.screening}`, site },
          { screening: input.screening, sequence, ...facts },
        ),
      );
      return accept({ screening: input.screening, decision: input.decision });
    });
  },
});
