import { z } from "zod";
import { approveGoLive, type GoLiveAnswer } from "../../approve-go-live.ts";
import { asCommand } from "../../command.ts";
import { defineUseCase } from "../../use-case.ts";
import { commandId, studyKey } from "../inputs.ts";

export type { GoLiveAnswer };

/**
 * One account's approval of the go-live; the one that completes them opens the study. A trial's allocation secret is made
 * in that very transaction, sealed under a key outside the database, and promised by a published commitment: nobody who
 * approves has seen it, and there is no second draw. Studies without real persons may name a published seed instead.
 * A live study opens when every finding of its document is mended or signed; `findings_open` names the others.
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
      approveGoLive(context, unit, {
        publishedSeed: input.publishedSeed ?? null,
        protocolHash: input.protocolHash ?? null,
      }),
    ),
});
