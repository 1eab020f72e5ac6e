import { countAllocated } from "@kendali/db";
import {
  accept,
  invariant,
  protocolHash,
  refuse,
  runningAllocationProblems,
  type AllocationSight,
  type Problem,
} from "@kendali/domain";
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
  /** What was not looked at because the answer would tell it: the settings, and to a masked viewer arms and ratio. */
  readonly notCompared: readonly ("arms" | "ratio" | "settings")[];
  readonly warnings: readonly Problem[];
};

/**
 * What a next version of the study's document would do to its allocation. Changes nothing and is recorded nowhere. Refuses
 * `protocol_invalid` with what is wrong with the document itself, `version_touches_allocation` with every part that must
 * stay as it was promised, each with its consequence, `live_document_differs` and `study_locked`.
 *
 * Who sends the live document beside it (its hash is public, and nobody without its salt can try until it is met) is told
 * about everything: the answer then follows from the two documents alone. Otherwise what the viewer is not told is not compared: a masked viewer could ask until she knew it.
 *
 * A mutation on the wire only because a document is longer than an address may be.
 */
export const checkVersion = defineUseCase({
  policy: "study.checkVersion",
  kind: "mutation",
  input: z.strictObject({ study: studyKey, protocol: z.unknown(), live: z.unknown().optional() }),
  run: async (context, input) => {
    const { study } = context;
    if (study.status === "locked") return refuse("study_locked");
    const valid = validateStudyDocument(input.protocol);
    if (!valid.ok) return valid;
    const next = valid.value;
    const live = study.versions.at(-1);
    invariant(live !== undefined, "a study has a version");
    const holdsLive = input.live !== undefined;
    if (holdsLive && !isLiveDocument(input.live, live.hash)) return refuse("live_document_differs");
    const sight = { arms: holdsLive || study.viewer.sight !== "none", settings: holdsLive };
    const isRunning = study.status === "live" && live.protocol.allocation !== null;
    const problems = study.status === "live" ? runningAllocationProblems(live.protocol, next, sight) : [];
    if (problems.length > 0) return refuse("version_touches_allocation", { count: problems.length }, problems);
    return accept<CheckVersionAnswer>({
      version: { live: live.protocol.version, next: next.version },
      isRunning,
      allocated: await countAllocated(context.db.drizzle, study.id),
      notCompared: isRunning ? unseenBy(sight) : [],
      warnings: allocationWarnings(next),
    });
  },
});

/** Compared by hash, which everybody in the study knows: the answer tells nothing of what is in the document. */
function isLiveDocument(document: unknown, hash: string): boolean {
  const valid = validateStudyDocument(document);
  return valid.ok && protocolHash(valid.value) === hash;
}

function unseenBy(sight: AllocationSight): CheckVersionAnswer["notCompared"] {
  return [...(sight.arms ? [] : (["arms", "ratio"] as const)), ...(sight.settings ? [] : (["settings"] as const))];
}
