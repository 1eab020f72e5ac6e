import { lockEntries, lockParticipant, readVisitValues } from "@kendali/db";
import { accept, canLockVisit, strataOf } from "@kendali/domain";
import { z } from "zod";
import { asCapture, studyEvent } from "../../command.ts";
import { defineUseCase } from "../../use-case.ts";
import { viewedProtocol } from "../../viewed-protocol.ts";
import { commandId, key, participantNumber, studyKey } from "../inputs.ts";
import { openAtLock } from "./open-at-lock.ts";
import { loadParticipant } from "../participant/load-participant.ts";

export type LockVisitAnswer = { readonly participant: string; readonly visit: string; readonly entries: number };

/** Closes the entries of a complete visit to change; for the baseline of a trial, what allocation waits for. */
export const lockVisit = defineUseCase({
  policy: "visit.lock",
  kind: "mutation",
  input: z.strictObject({ commandId, study: studyKey, participant: participantNumber, visit: key }),
  run: async (context, input) => {
    return asCapture<LockVisitAnswer>(context, "visit.lock", input, async (unit) => {
      await lockParticipant(unit.tx, context.study.id, input.participant);
      const loaded = await loadParticipant(context, unit.tx, input.participant);
      if (!loaded.ok) return loaded;
      const { facts, record } = loaded.value;
      const viewed = viewedProtocol(loaded.value.study);
      const open = await openAtLock(context, unit.tx, record, { viewed, visit: input.visit });
      const allowed = canLockVisit(viewed, facts, input.visit, open);
      if (!allowed.ok) return allowed;
      const { protocol } = loaded.value.study;
      if (protocol.allocation?.afterVisit === input.visit) {
        // Once locked, an answer without which she cannot be allocated could not be given any more.
        const values = await readVisitValues(unit.tx, context.study.id, record.number, input.visit);
        const strata = strataOf(protocol, record.site, values);
        if (!strata.ok) return strata;
      }
      const entries = await lockEntries(unit.tx, context.study.id, record.number, input.visit);
      await unit.audit(
        studyEvent(context, "visit.lock", { chain: record.number, site: record.site }, { visit: input.visit, entries }),
      );
      return accept({ participant: record.number, visit: input.visit, entries });
    });
  },
});
