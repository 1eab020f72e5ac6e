import type { Finding } from "@kendali/builder";
import { findStudy, readCommitment } from "@kendali/db";
import {
  accept,
  actingAssignments,
  approvalsNeeded,
  canApprove,
  countingApprovals,
  goLiveObstacles,
  policies,
  studyKinds,
  type Protocol,
  type Refusal,
} from "@kendali/domain";
import { z } from "zod";
import { makeList } from "../../allocation-list.ts";
import type { StudyContext } from "../../context.ts";
import {
  approvalView,
  goLiveDate,
  readApprovals,
  type ApprovalView,
  type StoredApproval,
} from "../../go-live-approvals.ts";
import { findingsOf, signedViews, type SignedView } from "../../open-findings.ts";
import { defineUseCase } from "../../use-case.ts";
import { studyKey } from "../inputs.ts";

export type GoLiveState = {
  readonly status: "draft" | "live" | "locked";
  readonly needed: 1 | 2;
  /** Approvals of other accounts or one's own that are still missing. */
  readonly missing: number;
  readonly approvals: readonly (ApprovalView & {
    readonly isMine: boolean;
    /** Whether it says yes to a published seed in place of a secret. */
    readonly hasPublishedSeed: boolean;
  })[];
  /** Given once and counting no more: for another document, or by an account that may approve no longer. */
  readonly lapsed: readonly (ApprovalView & { readonly why: "document" | "account" })[];
  /** The document that an approval is given for. */
  readonly protocolHash: string;
  readonly protocolVersion: string;
  readonly ethics: Protocol["ethics"];
  /** Whether the study's kind asks for an ethics approval. */
  readonly ethicsNeeded: boolean;
  /** What would refuse an approval now, whoever gives it. */
  readonly obstacles: readonly Pick<Refusal, "code" | "params">[];
  /** Whether this account may add its approval now, other obstacles aside. */
  readonly mayApprove: boolean;
  /** What a live study's document still needs: to be mended, or, where it is only advised, signed with a reason. */
  readonly findings: readonly Finding[];
  /** Findings that stay open, by whom and why; after the go-live for whoever is not masked. */
  readonly exceptions: readonly SignedView[];
  readonly maySeed: boolean;
  /** The seed that an approval names, which the next one has to repeat; public by its name. */
  readonly publishedSeed: string | null;
  readonly liveAt: string | null;
  readonly commitment: string | null;
};

/** Who approved a go-live when, who is still missing, and what would refuse it. */
export const goLiveState = defineUseCase({
  policy: "study.goLiveState",
  kind: "query",
  input: z.strictObject({ study: studyKey }),
  run: async (context, _input) => {
    const { study } = context;
    const { protocol, protocolHash, status } = study;
    const row = await findStudy(context.db.drizzle, study.key);
    const approvals = await readApprovals(context.db.drizzle, study.id);
    const isDraft = status === "draft";
    // Once the study is open, what counted then is what counts: the rest was ended by rows of its own.
    const counting = isDraft ? countingApprovals(approvals, protocolHash) : approvals;
    const needed = approvalsNeeded(protocol);
    const publishedSeed = counting[0]?.publishedSeed ?? null;
    const list =
      protocol.allocation === null || isDraft
        ? null
        : await context.db.drizzle.transaction((tx) => readCommitment(tx, study.id));
    return accept<GoLiveState>({
      status,
      needed,
      missing: isDraft ? Math.max(0, needed - counting.length) : 0,
      approvals: counting.map((approval) => ({
        ...approvalView(approval),
        isMine: approval.account === context.account.id,
        hasPublishedSeed: approval.publishedSeed !== null,
      })),
      lapsed: approvals.filter((approval) => !counting.includes(approval)).map((one) => lapsedView(one, protocolHash)),
      protocolHash,
      protocolVersion: protocol.version,
      ethics: protocol.ethics,
      ethicsNeeded: study.kind === "live",
      obstacles: isDraft ? obstaclesOf(context) : [],
      mayApprove:
        isDraft &&
        actingAssignments(policies["study.goLive"], study.viewer.assignments).ok &&
        canApprove(study, counting, { account: context.account.id, publishedSeed }).ok,
      ...(await findingsView(context)),
      maySeed: protocol.allocation !== null && !studyKinds[study.kind].holdsPersons,
      publishedSeed,
      liveAt: row?.liveAt ?? null,
      commitment: list?.commitment ?? null,
    });
  },
});

/** Nobody is asked for findings of a study without real persons. Places of a document may name what tells the arm. */
async function findingsView(context: StudyContext): Promise<Pick<GoLiveState, "findings" | "exceptions">> {
  const { study } = context;
  const isDraft = study.status === "draft";
  if (study.kind !== "live" || !(isDraft || study.viewer.sight === "all")) return { findings: [], exceptions: [] };
  const { open, signed } = await findingsOf(context.db.drizzle, study, goLiveDate(context, study));
  return {
    findings: isDraft ? open : [],
    exceptions: signedViews(study.protocol, signed),
  };
}

function lapsedView(approval: StoredApproval, protocolHash: string): GoLiveState["lapsed"][number] {
  return { ...approvalView(approval), why: approval.protocolHash === protocolHash ? "account" : "document" };
}

function obstaclesOf(context: StudyContext): GoLiveState["obstacles"] {
  const { study } = context;
  // A list is made and thrown away: only whether its scheme can be used is told, and its problems without their places.
  const list = makeList(study, context.keys.sealKey, null, context.randomBytes);
  const refusals = [...goLiveObstacles(study, goLiveDate(context, study)), ...(list.ok ? [] : [list.refusal])];
  return refusals.map(({ code, params }) => ({ code, params }));
}
