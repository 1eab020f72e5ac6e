import { addApproval, lockStudyRow } from "@kendali/db";
import { accept, approvalsNeeded, countingApprovals, refuse } from "@kendali/domain";
import { z } from "zod";
import { asCommand, studyEvent } from "../../command.ts";
import { readApprovals } from "../../go-live-approvals.ts";
import { defineUseCase } from "../../use-case.ts";
import { commandId, studyKey } from "../inputs.ts";
import type { GoLiveAnswer } from "./go-live.ts";

/** Takes back one's own approval while the study is a draft. What was approved and withdrawn, and when, stays on record. */
export const withdrawApproval = defineUseCase({
  policy: "study.withdrawApproval",
  kind: "mutation",
  input: z.strictObject({ commandId, study: studyKey }),
  run: (context, input) =>
    asCommand<GoLiveAnswer>(context, "study.withdrawApproval", input, async (unit) => {
      const { study, account } = context;
      const row = await lockStudyRow(unit.tx, study.id);
      if (row?.status === "live") return refuse("study_already_live");
      if (row?.status === "locked") return refuse("study_locked");
      const approvals = await readApprovals(unit.tx, study.id);
      const mine = approvals.find((approval) => approval.account === account.id);
      if (mine === undefined) return refuse("approval_missing");
      await addApproval(unit.tx, {
        studyId: study.id,
        kind: "withdrawn",
        protocolHash: mine.protocolHash,
        accountId: account.id,
        role: mine.role,
        publishedSeed: mine.publishedSeed,
        recordedAt: context.now(),
      });
      const left = countingApprovals(approvals, study.protocolHash).filter((approval) => approval !== mine).length;
      const { protocolHash } = mine;
      await unit.audit(
        studyEvent(
          context,
          "study.withdrawApproval",
          { chain: "study", site: null },
          { protocolHash, approvals: left },
        ),
      );
      return accept({ status: "draft", approvals: left, needed: approvalsNeeded(study.protocol), commitment: null });
    }),
});
