import { insertMissed, lockParticipant } from "@kendali/db";
import { accept, canRecordMissed, isArmSpecific, namesArm, refuse } from "@kendali/domain";
import { z } from "zod";
import { asCapture, studyEvent } from "../../command.ts";
import { rolesAt, todayAt } from "../../participant-facts.ts";
import { defineUseCase } from "../../use-case.ts";
import { viewedProtocol } from "../../viewed-protocol.ts";
import { commandId, key, localDate, participantNumber, studyKey, text, words } from "../inputs.ts";
import { loadParticipant } from "../participant/load-participant.ts";

export type RecordMissedAnswer = { readonly participant: string; readonly visit: string; readonly on: string };

/** A visit or session that did not take place: a fact with its reason. */
export const recordMissed = defineUseCase({
  policy: "visit.recordMissed",
  kind: "mutation",
  input: z.strictObject({
    commandId,
    study: studyKey,
    participant: participantNumber,
    visit: key,
    on: localDate,
    reason: text(200),
    note: words(1000).optional(),
  }),
  run: async (context, input) => {
    const { study } = context;
    return asCapture<RecordMissedAnswer>(context, "visit.recordMissed", input, async (unit) => {
      await lockParticipant(unit.tx, study.id, input.participant);
      const loaded = await loadParticipant(context, unit.tx, input.participant);
      if (!loaded.ok) return loaded;
      const { facts, record } = loaded.value;
      const { visit, on, reason } = input;
      const protocol = viewedProtocol(loaded.value.study);
      const allowed = canRecordMissed({
        protocol,
        participant: facts,
        visit,
        on,
        reason,
        today: todayAt(context, study, record.site),
      });
      if (!allowed.ok) return allowed;
      const planned = protocol.visits.find((candidate) => candidate.key === visit);
      const roles = rolesAt(study.viewer.assignments, record.site);
      const isMine = planned?.forms.some(({ form }) =>
        protocol.forms.find((candidate) => candidate.key === form)?.performedBy.some((role) => roles.includes(role)),
      );
      if (isMine !== true && !roles.includes("coordinator")) return refuse("not_allowed");
      const note = input.note ?? null;
      // Masked colleagues read why, but of a visit that only some arms have they know nothing.
      const isRead = planned !== undefined && !isArmSpecific(protocol, planned);
      for (const [field, said] of Object.entries({ reason, note: note ?? "" }))
        if (isRead && namesArm(study.protocol, said)) return refuse("text_names_arm", { field });
      await insertMissed(unit.tx, {
        studyId: study.id,
        participant: record.number,
        visit,
        siteId: record.site,
        kind: "missed",
        happenedOn: on,
        reason,
        note,
        recordedBy: context.account.id,
        recordedAt: context.now(),
      });
      await unit.audit(
        studyEvent(
          context,
          "visit.recordMissed",
          { chain: record.number, site: record.site },
          { visit, on, reason, note },
        ),
      );
      return accept({ participant: record.number, visit, on });
    });
  },
});
