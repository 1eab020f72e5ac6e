import { listStudiesBeside, type DraftStudyRow, type Executor } from "@kendali/db";
import type { StudyScope } from "./context.ts";
import { protocolOf } from "./protocol-cache.ts";

/**
 * Whether one of the studies of a draft is a live trial that allocates by settings of this document. Once it is unblinded
 * nobody can be allocated by them, and they are told again.
 */
export async function hasRunningTrial(executor: Executor, studies: readonly DraftStudyRow[]): Promise<boolean> {
  for (const { id, kind, status, unblindedAt, protocolHash } of studies) {
    if (kind !== "live" || status === "draft" || unblindedAt !== null) continue;
    if ((await protocolOf(executor, id, protocolHash)).allocation !== null) return true;
  }
  return false;
}

/** Whether a running trial came from the same draft as a test study: what tells the test's settings tells the trial's. */
export async function isTestOfRunningTrial(
  executor: Executor,
  { id, kind }: Pick<StudyScope, "id" | "kind">,
): Promise<boolean> {
  return kind !== "live" && hasRunningTrial(executor, await listStudiesBeside(executor, id));
}
