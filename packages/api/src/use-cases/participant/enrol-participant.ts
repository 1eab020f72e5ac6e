import { findScreening, insertParticipant, lockScreening, nextSerial, recordPerson } from "@kendali/db";
import { accept, canEnrol, ethicsRefusal, invariant, participantNumber, refuse } from "@kendali/domain";
import { z } from "zod";
import { asCapture, studyEvent } from "../../command.ts";
import { isWithin, todayAt } from "../../participant-facts.ts";
import { atSite } from "../../study-versions.ts";
import { defineUseCase } from "../../use-case.ts";
import { commandId, ordinal, studyKey, text, words } from "../inputs.ts";
import { screeningFacts } from "../screening/screening-view.ts";

export type EnrolAnswer = { readonly participant: string };

/** Makes an eligible, consenting mother a participant: a number for the study, and her identity where only it is needed. */
export const enrolParticipant = defineUseCase({
  policy: "participant.enrol",
  kind: "mutation",
  input: z.strictObject({
    commandId,
    study: studyKey,
    screening: ordinal,
    identity: z.strictObject({
      name: text(120),
      phone: words(30).optional(),
      nationalNumber: words(30).optional(),
      address: words(300).optional(),
    }),
  }),
  run: async (context, input) => {
    const { study } = context;
    return asCapture<EnrolAnswer>(context, "participant.enrol", input, async (unit) => {
      await lockScreening(unit.tx, study.id, input.screening);
      const record = await findScreening(unit.tx, study.id, input.screening);
      if (record === null || !isWithin(study.viewer.sites, record.screening.siteId)) return refuse("not_found");
      // What she signed was the text of that day.
      const read = atSite(context, study, record.screening.siteId, record.consent?.signedOn ?? undefined);
      const allowed = canEnrol(read.protocol, screeningFacts(record), input.identity);
      if (!allowed.ok) return allowed;
      const { protocol } = atSite(context, study, record.screening.siteId);
      const site = protocol.sites.find((candidate) => candidate.key === record.screening.siteId);
      invariant(site !== undefined, "a screening belongs to a site of its protocol");
      const today = todayAt(context, study, site.key);
      // Studies of invented persons may have none.
      if (study.kind === "live" && protocol.ethics === null) return refuse("ethics_missing");
      const barred = protocol.ethics === null ? null : ethicsRefusal(protocol.ethics, today);
      if (barred !== null) return { ok: false, refusal: barred };
      const number = participantNumber(site.code, await nextSerial(unit.tx, study.id, site.key, "participant"));
      const at = context.now();
      await insertParticipant(unit.tx, {
        studyId: study.id,
        number,
        siteId: site.key,
        screening: input.screening,
        enrolledOn: today,
        enrolledBy: context.account.id,
        enrolledAt: at,
      });
      const { name, phone, nationalNumber, address } = input.identity;
      await recordPerson(
        unit.tx,
        { studyId: study.id, participant: number, site: site.key, at },
        { name, phone: phone ?? null, nationalNumber: nationalNumber ?? null, address: address ?? null },
      );
      await unit.audit(
        studyEvent(
          context,
          "participant.enrol",
          { chain: number, site: site.key },
          { screening: input.screening, enrolledOn: today },
        ),
      );
      return accept({ participant: number });
    });
  },
});
