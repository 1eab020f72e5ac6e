import { countAllocated } from "@kendali/db";
import { accept, refuse, runningAllocationProblems, type Problem } from "@kendali/domain";
import { allocationWarnings, validateStudyDocument } from "@kendali/randomization";
import { z } from "zod";
import { defineUseCase } from "../../use-case.ts";
import { studyKey } from "../inputs.ts";

export type CheckVersionAnswer = {
  readonly version: { readonly live: string; readonly next: string };
  /** Whether the study has a list that was promised; a draft has none, so that its document may still change in any way. */
  readonly isRunning: boolean;
  /** How many participants are allocated: of all arms together, as everybody in the study knows it. */
  readonly allocated: number;
  /** What was not looked at because the answer would tell it: to everybody the settings, to a masked viewer arms and ratio. */
  readonly notCompared: readonly ("arms" | "ratio" | "settings")[];
  readonly warnings: readonly Problem[];
};

/**
 * What a next version of the study's document would do to its allocation. Changes nothing and is recorded nowhere. Refuses
 * `protocol_invalid` with what is wrong with the document itself, `version_touches_allocation` with every part that must
 * stay as it was promised, each with its consequence, and `study_locked`.
 *
 * A mutation on the wire only because a document is longer than an address may be.
 */
export const checkVersion = defineUseCase({
  policy: "study.checkVersion",
  kind: "mutation",
  input: z.strictObject({ study: studyKey, protocol: z.unknown() }),
  run: async (context, input) => {
    const { study } = context;
    if (study.status === "locked") return refuse("study_locked");
    const valid = validateStudyDocument(input.protocol);
    if (!valid.ok) return valid;
    const next = valid.value;
    const isRunning = study.status === "live" && study.protocol.allocation !== null;
    const knowsArms = study.viewer.sight !== "none";
    const problems =
      study.status === "live" ? runningAllocationProblems(study.protocol, next, { arms: knowsArms }) : [];
    if (problems.length > 0) return refuse("version_touches_allocation", { count: problems.length }, problems);
    return accept<CheckVersionAnswer>({
      version: { live: study.protocol.version, next: next.version },
      isRunning,
      allocated: await countAllocated(context.db.drizzle, study.id),
      notCompared: !isRunning ? [] : knowsArms ? ["settings"] : ["arms", "ratio", "settings"],
      warnings: allocationWarnings(next),
    });
  },
});
