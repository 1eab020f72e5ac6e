import type { LocalDate } from "../local-date.ts";
import type { Protocol, StudyKind } from "../protocol/types.ts";
import { accept, refuse, type Refusal, type Result } from "../result.ts";
import { studyKinds } from "./can-capture.ts";

/** One account's approval of a document, as it stands. */
export type Approval = {
  readonly account: string;
  /** SHA-256 of the canonical document that was approved, hex. */
  readonly protocolHash: string;
  /** 64 hex digits where the list is to come from a seed that everybody may know; null where the server draws a secret. */
  readonly publishedSeed: string | null;
  /** Whether the account is enabled and holds a role that may approve. */
  readonly mayStill: boolean;
};

/** How many accounts must approve: two where chance decides who is treated, one in a study of one group. */
export function approvalsNeeded(protocol: Pick<Protocol, "allocation">): 1 | 2 {
  return protocol.allocation === null ? 1 : 2;
}

/** Of the approvals given, those that count for a document: of this very document, by who may still approve. */
export function countingApprovals<A extends Approval>(approvals: readonly A[], protocolHash: string): readonly A[] {
  return approvals.filter((approval) => approval.protocolHash === protocolHash && approval.mayStill);
}

/** What would refuse the go-live of a study on a day, whoever approves. `today` is a date at the study's first site. */
export function goLiveObstacles(
  study: { readonly kind: StudyKind; readonly protocol: Pick<Protocol, "ethics"> },
  today: LocalDate,
): readonly Refusal[] {
  if (study.kind !== "live") return [];
  const { ethics } = study.protocol;
  if (ethics === null) return [refuse("ethics_missing").refusal];
  const found = ethicsRefusal(ethics, today);
  return found === null ? [] : [found];
}

/** Why nobody is enrolled under an approval on a day: it has not begun, or it has ended. Both its days are days of it. */
export function ethicsRefusal(
  { approvedOn, expiresOn }: { readonly approvedOn: LocalDate; readonly expiresOn: LocalDate },
  today: LocalDate,
): Refusal | null {
  if (today < approvedOn) return refuse("ethics_not_yet", { on: approvedOn }).refusal;
  return today > expiresOn ? refuse("ethics_expired", { on: expiresOn }).refusal : null;
}

/**
 * Whether an account may add its approval to those that count. Refuses `already_approved`, `approval_seed_differs` where
 * an earlier approval named another seed or none, and `invalid_input` for a seed where persons are treated or nobody is
 * allocated.
 */
export function canApprove(
  study: { readonly kind: StudyKind; readonly protocol: Pick<Protocol, "allocation"> },
  counting: readonly Approval[],
  request: { readonly account: string; readonly publishedSeed: string | null },
): Result<null> {
  if (request.publishedSeed !== null && (studyKinds[study.kind].holdsPersons || study.protocol.allocation === null))
    return refuse("invalid_input", { field: "publishedSeed" });
  if (counting.some((approval) => approval.account === request.account)) return refuse("already_approved");
  if (counting.some((approval) => approval.publishedSeed !== request.publishedSeed))
    return refuse("approval_seed_differs");
  return accept(null);
}
