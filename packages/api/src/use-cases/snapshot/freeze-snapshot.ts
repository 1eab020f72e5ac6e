import { gzipSync } from "node:zlib";
import { findSnapshotByName, insertSnapshot } from "@kendali/db";
import { deriveDataset, hasArms, poolStudyData } from "@kendali/datasets";
import { accept, canonicalJson, refuse } from "@kendali/domain";
import { z } from "zod";
import { asCommand, studyEvent } from "../../command.ts";
import { buildStudyData } from "../../study-data.ts";
import { defineUseCase } from "../../use-case.ts";
import { commandId, studyKey, words } from "../inputs.ts";

export type FreezeAnswer = {
  readonly id: string;
  readonly name: string;
  readonly hash: string;
  readonly withArm: boolean;
};

/**
 * Keeps the study's data as they are now, under a name and a hash, for ever. Of a study with arms the data are pooled
 * before anything is stored, unless the arm may be in them: after the recorded unblinding, or for an account that the
 * protocol names unblinded. Refuses `snapshot_masked`, `snapshot_name_taken`.
 */
export const freezeSnapshot = defineUseCase({
  policy: "snapshot.freeze",
  kind: "mutation",
  input: z.strictObject({ commandId, study: studyKey, name: words(80), reason: words(500), withArm: z.boolean() }),
  run: async (context, input) => {
    const { study } = context;
    if (study.status === "draft") return refuse("study_not_live");
    const isTrial = hasArms(study.protocol);
    if (isTrial && input.withArm && study.viewer.sight !== "all") return refuse("snapshot_masked");
    const withArm = !isTrial || input.withArm;
    const data = await buildStudyData(context.db, study, { withArm });
    const seen = withArm ? data : poolStudyData(data);
    const { hash } = deriveDataset(seen, { withArm }).snapshot;
    return asCommand<FreezeAnswer>(context, "snapshot.freeze", input, async (unit) => {
      if ((await findSnapshotByName(unit.tx, study.id, input.name)) !== null)
        return refuse("snapshot_name_taken", { name: input.name });
      const id = context.newId();
      const { name, reason } = input;
      await insertSnapshot(unit.tx, {
        studyId: study.id,
        id,
        name,
        reason,
        withArm,
        protocolHash: study.protocolHash,
        hash,
        content: gzipSync(canonicalJson(seen)),
        participants: seen.participants.length,
        entries: seen.participants.reduce((sum, participant) => sum + participant.entries.length, 0),
        createdAt: context.now(),
        createdBy: context.account.id,
      });
      await unit.audit(
        studyEvent(
          context,
          "snapshot.freeze",
          { chain: "study", site: null },
          { snapshot: id, name, reason, withArm, hash },
        ),
      );
      return accept({ id, name, hash, withArm });
    });
  },
});
