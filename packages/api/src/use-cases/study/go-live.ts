import { insertSealedList, lockStudyRow, updateStudy, type UnitOfWork } from "@kendali/db";
import { accept, approvalsNeeded, canApprove, countingApprovals, goLiveObstacles, refuse } from "@kendali/domain";
import type { Result } from "@kendali/domain";
import { z } from "zod";
import { makeList } from "../../allocation-list.ts";
import { asCommand, studyEvent } from "../../command.ts";
import type { StudyContext } from "../../context.ts";
import { endLapsed, goLiveDate, readApprovals, recordApproval } from "../../go-live-approvals.ts";
import { layOutCards } from "../../sealed-cards.ts";
import { defineUseCase } from "../../use-case.ts";
import { commandId, studyKey } from "../inputs.ts";

export type GoLiveAnswer = {
  /** `draft` while another account has to approve. */
  readonly status: "draft" | "live";
  /** Approvals that count, this one among them. */
  readonly approvals: number;
  readonly needed: 1 | 2;
  /** 64 hex digits once the study is live and allocates; it is published before anybody is in the study. */
  readonly commitment: string | null;
};

/**
 * One account's approval of the go-live; the one that completes them opens the study. A trial's allocation secret is made
 * in that very transaction, sealed under a key outside the database, and promised by a published commitment: nobody who
 * approves has seen it, and there is no second draw. Studies without real persons may name a published seed instead.
 */
export const goLive = defineUseCase({
  policy: "study.goLive",
  kind: "mutation",
  input: z.strictObject({
    commandId,
    study: studyKey,
    /** 64 hex digits; only where nobody is treated by it, and the same in both approvals. */
    publishedSeed: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
    /** The document that was read before approving; another one in force refuses `revision_conflict`. */
    protocolHash: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
  }),
  run: (context, input) =>
    asCommand<GoLiveAnswer>(context, "study.goLive", input, (unit) =>
      approve(context, unit, { publishedSeed: input.publishedSeed ?? null, protocolHash: input.protocolHash ?? null }),
    ),
});

type Approving = { readonly publishedSeed: string | null; readonly protocolHash: string | null };

async function approve(context: StudyContext, unit: UnitOfWork, request: Approving): Promise<Result<GoLiveAnswer>> {
  const { study } = context;
  // Approvals of one study wait for each other here, in whichever process they arrive.
  const row = await lockStudyRow(unit.tx, study.id);
  if (row === null) return refuse("not_found");
  if (row.status === "live") return refuse("study_already_live");
  if (row.status === "locked") return refuse("study_locked");
  if (row.protocolHash !== study.protocolHash || (request.protocolHash ?? row.protocolHash) !== row.protocolHash)
    return refuse("revision_conflict");
  const approvals = await readApprovals(unit.tx, study.id);
  const counting = countingApprovals(approvals, study.protocolHash);
  const { publishedSeed } = request;
  const may = canApprove(study, counting, { account: context.account.id, publishedSeed });
  if (!may.ok) return may;
  const [obstacle] = goLiveObstacles(study, goLiveDate(context, study));
  if (obstacle !== undefined) return { ok: false, refusal: obstacle };
  // Made at every approval, so that a scheme that cannot be used is refused to the first account already.
  const list = makeList(study, context.keys.sealKey, publishedSeed, context.randomBytes);
  if (!list.ok) return list;
  const needed = approvalsNeeded(study.protocol);
  const given = counting.length + 1;
  const opens = given >= needed;
  await recordApproval(context, unit.tx, publishedSeed);
  if (opens) {
    const at = context.now();
    await endLapsed(context, unit.tx, await readApprovals(unit.tx, study.id));
    await updateStudy(unit.tx, study.id, { status: "live", liveAt: at });
    if (list.value !== null) {
      const sealed = { ...list.value, studyId: study.id, createdAt: at };
      await insertSealedList(unit.tx, sealed);
      await layOutCards(unit.tx, sealed, context.keys.sealKey);
    }
  }
  const answer: GoLiveAnswer = {
    status: opens ? "live" : "draft",
    approvals: given,
    needed,
    commitment: opens ? (list.value?.commitment ?? null) : null,
  };
  const { protocolHash } = study;
  const data = { protocolHash, publishedSeed, ...answer };
  await unit.audit(studyEvent(context, "study.goLive", { chain: "study", site: null }, data));
  return accept(answer);
}
