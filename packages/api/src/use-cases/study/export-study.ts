import { writeStudyBundle, type BundledAmendment, type BundledVersion } from "@kendali/builder";
import { listAmendments, listImportedVersions } from "@kendali/db";
import { accept, refuse, type Protocol } from "@kendali/domain";
import { z } from "zod";
import type { StudyContext } from "../../context.ts";
import { protocolOf } from "../../protocol-cache.ts";
import { amendingRoles } from "../../protocol-drafts.ts";
import { isTestOfRunningTrial } from "../../running-trial.ts";
import { defineUseCase } from "../../use-case.ts";
import { withoutSettings } from "../../viewed-protocol.ts";
import { studyKey } from "../inputs.ts";

export type ExportStudyAnswer = {
  /** A file of the format `kendali-study/1`: the same study gives the same bytes. */
  readonly text: string;
  readonly versions: number;
  /** Whether the settings of the scheme were left out, because somebody could foresee allocations by them. */
  readonly isWithheld: boolean;
};

/**
 * Every version of a study's document as one file, the oldest first, with its hash and why it came: no data, no person, no
 * secret. The settings of the scheme are in it only where nobody is allocated by them any more, or nobody real is and the
 * viewer sees the arms; never those of a test whose trial is running. Refuses `arm_masked` to a masked coordinator, to whom the arms do not exist.
 */
export const exportStudy = defineUseCase({
  policy: "study.export",
  kind: "query",
  input: z.strictObject({ study: studyKey }),
  run: async (context, _input) => {
    const { study } = context;
    const mayAmend = study.viewer.roles.some((role) => amendingRoles.some((amending) => amending === role));
    if (!mayAmend && study.viewer.sight !== "all") return refuse("arm_masked");
    const isOpen = study.unblindedAt !== null || (study.kind !== "live" && study.viewer.sight === "all");
    const told = isOpen && !(await isTestOfRunningTrial(context.db.drizzle, study));
    const versions = (await versionsOf(context)).map(({ hash, amendment, protocol }): BundledVersion => {
      const isWhole = told || protocol.allocation === null;
      return {
        hash,
        version: protocol.version,
        amendment,
        withheld: isWhole ? [] : ["allocation_settings"],
        document: isWhole ? protocol : withoutSettings(protocol),
      };
    });
    const isWithheld = versions.some(({ withheld }) => withheld.length > 0);
    return accept<ExportStudyAnswer>({ text: writeStudyBundle(versions), versions: versions.length, isWithheld });
  },
});

type Version = { readonly hash: string; readonly amendment: BundledAmendment | null; readonly protocol: Protocol };

/** What the study was brought in with, or its first version, and every amendment since. */
async function versionsOf(context: StudyContext): Promise<readonly Version[]> {
  const { drizzle } = context.db;
  const { id, versions } = context.study;
  const imported = await listImportedVersions(drizzle, id);
  const first = {
    hash: versions[0]?.hash ?? context.study.protocolHash,
    reason: null,
    ethicsNumber: null,
    ethicsOn: null,
  };
  const later = (await listAmendments(drizzle, id)).map(({ toHash, reason, ethicsNumber, ethicsOn }) => {
    return { hash: toHash, reason, ethicsNumber, ethicsOn };
  });
  const all: Version[] = [];
  for (const { hash, reason, ethicsNumber, ethicsOn } of [...(imported.length === 0 ? [first] : imported), ...later]) {
    const isStated = reason !== null && ethicsNumber !== null && ethicsOn !== null;
    const amendment = isStated ? { reason, ethicsNumber, ethicsOn } : null;
    all.push({ hash, amendment, protocol: await protocolOf(drizzle, id, hash) });
  }
  return all;
}
