import { lockStudyRow } from "@kendali/db";
import { accept, refuse } from "@kendali/domain";
import { z } from "zod";
import { confirmPassword } from "../../auth/sign-in.ts";
import { asCommand, studyEvent } from "../../command.ts";
import { goLiveDate } from "../../go-live-approvals.ts";
import { findingsOf, recordExceptions, refuseUnfounded, signedException } from "../../open-findings.ts";
import { defineUseCase } from "../../use-case.ts";
import { commandId, studyKey } from "../inputs.ts";

/**
 * Signs findings of a study's document that stay open, each with a reason, after the password was given again. They hold
 * for this very document. Refuses `exception_not_open` for what is not open or must be mended.
 */
export const signFindings = defineUseCase({
  policy: "study.signFindings",
  kind: "mutation",
  input: z.strictObject({
    commandId,
    study: studyKey,
    exceptions: z.array(signedException).min(1).max(500),
    password: z.string().min(1).max(1000),
  }),
  run: async (context, request) => {
    const { password, ...act } = request;
    const { study } = context;
    const confirmed = await confirmPassword(context, { username: context.account.username, password });
    if (!confirmed.ok) return confirmed;
    // The password is left out of what the receipt hashes: nobody can guess at it there.
    return asCommand(context, "study.signFindings", act, async (unit) => {
      const row = await lockStudyRow(unit.tx, study.id);
      if (row === null) return refuse("not_found");
      if (row.status === "live") return refuse("study_already_live");
      if (row.status === "locked") return refuse("study_locked");
      if (row.protocolHash !== study.protocolHash) return refuse("revision_conflict");
      const { open } = await findingsOf(unit.tx, study, goLiveDate(context, study));
      const founded = refuseUnfounded(open, act.exceptions);
      if (!founded.ok) return founded;
      await recordExceptions(context, unit.tx, study, { exceptions: act.exceptions, findings: open });
      const data = { documentHash: study.protocolHash, count: act.exceptions.length };
      await unit.audit(studyEvent(context, "study.signFindings", { chain: "study", site: null }, data));
      return accept({ signed: act.exceptions.length, open: open.length - act.exceptions.length });
    });
  },
});
