import { createHash } from "node:crypto";
import { holdState, platformId, runCommand, type AuditRecord, type Json, type UnitOfWork } from "@kendali/db";
import { canCapture, type PolicyKey, type Result } from "@kendali/domain";
import type { StudyContext, UseCaseContext } from "./context.ts";
import { confirmStudy } from "./study-moved.ts";

/** What makes two deliveries the same command: the act and everything in it, as the device wrote it. */
export function contentHash(policy: PolicyKey, input: object): string {
  return createHash("sha256")
    .update(`${policy}\n${JSON.stringify(input)}`)
    .digest("hex");
}

/** Runs the writing half of a use case as one idempotent command of the acting account. */
export function asCommand<T extends Json>(
  context: UseCaseContext | StudyContext,
  policy: PolicyKey,
  input: { readonly commandId: string },
  work: (unit: UnitOfWork) => Promise<Result<T>>,
): Promise<Result<T>> {
  return runCommand(
    context.db,
    {
      studyId: "study" in context ? context.study.id : platformId,
      commandId: input.commandId,
      accountId: context.account.id,
      contentHash: contentHash(policy, input),
      at: context.now(),
    },
    work,
  );
}

/** An event of a study: on the study's own chain, a screening's, or a participant's. */
export function studyEvent(
  context: StudyContext,
  action: PolicyKey,
  place: { readonly chain: string; readonly site: string | null },
  data: AuditRecord["data"],
): AuditRecord {
  return {
    studyId: context.study.id,
    chain: place.chain,
    site: place.site,
    action,
    account: context.account.id,
    at: context.now(),
    clock: context.clockSource,
    data,
  };
}

/**
 * A command that captures data: the same, and the study is live when it commits. Locking a study waits for the captures
 * under way and turns back those that come after; one that was done before is still answered as it was. A version that
 * was published since the request was judged has it judged again.
 */
export function asCapture<T extends Json>(
  context: StudyContext,
  policy: PolicyKey,
  input: { readonly commandId: string },
  work: (unit: UnitOfWork) => Promise<Result<T>>,
): Promise<Result<T>> {
  return asCommand(context, policy, input, async (unit) => {
    const held = await holdState(unit.tx, context.study.id);
    const open = canCapture(held.status);
    if (!open.ok) return open;
    confirmStudy(context, held);
    return work(unit);
  });
}
