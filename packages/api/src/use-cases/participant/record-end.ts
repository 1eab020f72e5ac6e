import { insertEnd, lockParticipant, type EndKind } from "@kendali/db";
import { accept, canRecordEnd, namesArm, refuse } from "@kendali/domain";
import { z } from "zod";
import { asCapture, studyEvent } from "../../command.ts";
import { todayAt } from "../../participant-facts.ts";
import { defineUseCase } from "../../use-case.ts";
import { commandId, localDate, participantNumber, studyKey, text, words } from "../inputs.ts";
import { loadParticipant } from "./load-participant.ts";

export type RecordEndAnswer = { readonly participant: string; readonly kind: EndKind; readonly on: string };

/** Discontinuation of the intervention, withdrawal, or loss to follow-up: dated, with a reason, never undone. */
export const recordEnd = defineUseCase({
  policy: "participant.recordEnd",
  kind: "mutation",
  input: z.strictObject({
    commandId,
    study: studyKey,
    participant: participantNumber,
    kind: z.enum(["discontinuation", "withdrawal", "lost_to_follow_up"]),
    on: localDate,
    reason: text(200),
    note: words(1000).optional(),
  }),
  run: async (context, input) => {
    return asCapture<RecordEndAnswer>(context, "participant.recordEnd", input, async (unit) => {
      await lockParticipant(unit.tx, context.study.id, input.participant);
      const loaded = await loadParticipant(context, unit.tx, input.participant);
      if (!loaded.ok) return loaded;
      const { facts, record } = loaded.value;
      const { kind, on, reason } = input;
      const allowed = canRecordEnd({
        // To a masked viewer a discontinuation does not exist: being told that there is one would tell the arm.
        participant: facts,
        kind,
        on,
        reason,
        today: todayAt(context, context.study, record.site),
      });
      if (!allowed.ok) return allowed;
      const note = input.note ?? null;
      // Masked colleagues read why.
      for (const [field, said] of Object.entries({ reason, note: note ?? "" }))
        if (namesArm(context.study.protocol, said)) return refuse("text_names_arm", { field });
      // What she may not know of stays as it was recorded first; that she said it too stands in the trail.
      const isKnown = record.ends.some((end) => end.kind === kind);
      if (!isKnown)
        await insertEnd(unit.tx, {
          studyId: context.study.id,
          participant: record.number,
          id: context.newId(),
          siteId: record.site,
          kind,
          happenedOn: on,
          reason,
          note,
          recordedBy: context.account.id,
          recordedAt: context.now(),
        });
      await unit.audit(
        studyEvent(
          context,
          "participant.recordEnd",
          { chain: record.number, site: record.site },
          { kind, on, reason, note },
        ),
      );
      return accept({ participant: record.number, kind, on });
    });
  },
});
