import { holdSaves, lockStudyRow, updateStudy } from "@kendali/db";
import { accept, namesArm, refuse } from "@kendali/domain";
import { z } from "zod";
import { asCommand, studyEvent } from "../../command.ts";
import { defineUseCase } from "../../use-case.ts";
import { commandId, studyKey, words } from "../inputs.ts";

/** Ends data capture for ever. Waits for the saves under way; those that come later are refused. */
export const lockStudy = defineUseCase({
  policy: "study.lock",
  kind: "mutation",
  input: z.strictObject({ commandId, study: studyKey, reason: words(500) }),
  run: (context, input) =>
    asCommand(context, "study.lock", input, async (unit) => {
      const { id, protocol } = context.study;
      // Masked people read it while they still are.
      if (namesArm(protocol, input.reason)) return refuse("text_names_arm", { field: "reason" });
      await holdSaves(unit.tx, id);
      const row = await lockStudyRow(unit.tx, id);
      if (row?.status === "locked") return refuse("study_locked");
      if (row?.status !== "live") return refuse("study_not_live");
      await updateStudy(unit.tx, id, { status: "locked", lockedAt: context.now() });
      await unit.audit(studyEvent(context, "study.lock", { chain: "study", site: null }, { reason: input.reason }));
      return accept({ status: "locked" as const });
    }),
});

/** Opens the arms to everybody in the study, once, after it is locked; who did it and why stays on record. */
export const unblindStudy = defineUseCase({
  policy: "study.unblind",
  kind: "mutation",
  input: z.strictObject({ commandId, study: studyKey, reason: words(500) }),
  run: (context, input) =>
    asCommand(context, "study.unblind", input, async (unit) => {
      const { id, protocol } = context.study;
      if (protocol.allocation === null) return refuse("allocation_not_in_design");
      const row = await lockStudyRow(unit.tx, id);
      if (row?.status !== "locked") return refuse("study_not_locked");
      if (row.unblindedAt !== null) return refuse("already_unblinded", { at: row.unblindedAt });
      const unblindedAt = context.now();
      await updateStudy(unit.tx, id, { unblindedAt, unblindedBy: context.account.id, unblindingReason: input.reason });
      await unit.audit(studyEvent(context, "study.unblind", { chain: "study", site: null }, { reason: input.reason }));
      return accept({ unblindedAt });
    }),
});
