import { insertSealedList, lockStudyRow, updateStudy, type UnitOfWork } from "@kendali/db";
import {
  accept,
  approvalsNeeded,
  canApprove,
  countingApprovals,
  goLiveObstacles,
  refuse,
  type Result,
} from "@kendali/domain";
import { makeList, type NewList } from "./allocation-list.ts";
import { studyEvent } from "./command.ts";
import type { StudyContext } from "./context.ts";
import { endLapsed, goLiveDate, readApprovals, recordApproval } from "./go-live-approvals.ts";
import { findingsOf, refuseOpen } from "./open-findings.ts";
import { layOutCards } from "./sealed-cards.ts";

export type GoLiveAnswer = {
  /** `draft` while another account has to approve. */
  readonly status: "draft" | "live";
  /** Approvals that count, this one among them. */
  readonly approvals: number;
  readonly needed: 1 | 2;
  /** 64 hex digits once the study is live and allocates; it is published before anybody is in the study. */
  readonly commitment: string | null;
};

type Approving = { readonly publishedSeed: string | null; readonly protocolHash: string | null };

/** One account's approval; see `study.goLive`. The study of the context is in draft, as its viewer may act on it. */
export async function approveGoLive(
  context: StudyContext,
  unit: UnitOfWork,
  request: Approving,
): Promise<Result<GoLiveAnswer>> {
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
  if (study.kind === "live") {
    const mended = refuseOpen((await findingsOf(unit.tx, study, goLiveDate(context, study))).open);
    if (!mended.ok) return mended;
  }
  // Made at every approval, so that a scheme that cannot be used is refused to the first account already.
  const list = makeList(study, context.keys.sealKey, publishedSeed, context.randomBytes);
  if (!list.ok) return list;
  const needed = approvalsNeeded(study.protocol);
  const given = counting.length + 1;
  const opens = given >= needed;
  await recordApproval(context, unit.tx, publishedSeed);
  if (opens) await openStudy(context, unit, list.value);
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

/** Opens the study: what lapsed is ended, and the list, if there is one, is sealed. */
async function openStudy(context: StudyContext, unit: UnitOfWork, list: NewList | null): Promise<void> {
  const { study } = context;
  const at = context.now();
  await endLapsed(context, unit.tx, await readApprovals(unit.tx, study.id));
  await updateStudy(unit.tx, study.id, { status: "live", liveAt: at });
  if (list === null) return;
  const sealed = { ...list, studyId: study.id, createdAt: at };
  await insertSealedList(unit.tx, sealed);
  await layOutCards(unit.tx, sealed, context.keys.sealKey);
}
