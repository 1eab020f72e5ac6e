import { readCommitment } from "@kendali/db";
import { accept, refuse, type Result } from "@kendali/domain";
import { z } from "zod";
import { approvalView, readApprovals, type ApprovalView } from "../../go-live-approvals.ts";
import { defineUseCase } from "../../use-case.ts";
import { studyKey } from "../inputs.ts";

export type CommitmentView = {
  /** HMAC-SHA-256 under a sealed nonce over scheme, parameters, algorithm version, protocol hash and secret; 64 hex digits. */
  readonly commitment: string;
  /** Which program derives the lists from the secret. */
  readonly algorithmVersion: string;
  /** SHA-256 of the canonical document, hex, that the promise was made for. */
  readonly protocolHash: string;
  /** ISO 8601 UTC; before the first participant, because it is the moment the study opened. */
  readonly madeAt: string;
  readonly approvals: readonly ApprovalView[];
  readonly sites: number;
  /** How many properties of a participant decide which list she is on. */
  readonly strataFactors: number;
  /** A list from a published seed can be computed by anybody: it hides nothing. */
  readonly hasPublishedSeed: boolean;
  /** Whether the arms are open, so that the promise can be checked against the secret. */
  readonly isUnblinded: boolean;
};

/** What a study promised about its allocation list, when, and who approved it: the same for everybody in the study. */
export const getCommitment = defineUseCase({
  policy: "allocation.commitment",
  kind: "query",
  input: z.strictObject({ study: studyKey }),
  run: async (context, _input): Promise<Result<CommitmentView>> => {
    const { study } = context;
    const plan = study.protocol.allocation;
    if (plan === null) return refuse("allocation_not_in_design");
    const list = await context.db.drizzle.transaction((tx) => readCommitment(tx, study.id));
    if (list === null) return refuse("study_not_live");
    const approvals = await readApprovals(context.db.drizzle, study.id);
    return accept({
      commitment: list.commitment,
      algorithmVersion: list.algorithmVersion,
      protocolHash: list.protocolHash,
      madeAt: list.createdAt,
      approvals: approvals.map(approvalView),
      sites: study.protocol.sites.length,
      strataFactors: plan.strata.length,
      hasPublishedSeed: list.publishedSeed,
      isUnblinded: study.unblindedAt !== null,
    });
  },
});
