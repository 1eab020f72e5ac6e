import { insertSealedList, lockStudyRow, updateStudy } from "@kendali/db";
import { accept, localDateIn, refuse, studyKinds } from "@kendali/domain";
import { z } from "zod";
import { makeList } from "../../allocation-list.ts";
import { asCommand, studyEvent } from "../../command.ts";
import { defineUseCase } from "../../use-case.ts";
import { commandId, studyKey } from "../inputs.ts";

export type GoLiveAnswer = { readonly status: "live"; readonly commitment: string | null };

/**
 * Opens a study for participants. A trial's allocation seed is made here, sealed under a key outside the database, and
 * promised by a published commitment; studies without real persons may take a published seed instead.
 */
export const goLive = defineUseCase({
  policy: "study.goLive",
  kind: "mutation",
  input: z.strictObject({
    commandId,
    study: studyKey,
    /** 64 hex digits; only where nobody is treated by it. */
    publishedSeed: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
  }),
  run: (context, input) =>
    asCommand<GoLiveAnswer>(context, "study.goLive", input, async (unit) => {
      const { study } = context;
      const row = await lockStudyRow(unit.tx, study.id);
      if (row === null) return refuse("not_found");
      if (row.status === "live") return refuse("study_already_live");
      if (row.status === "locked") return refuse("study_locked");
      if (input.publishedSeed !== undefined && studyKinds[study.kind].holdsPersons)
        return refuse("invalid_input", { field: "publishedSeed" });
      const { ethics } = study.protocol;
      if (study.kind === "live" && ethics === null) return refuse("ethics_missing");
      const today = localDateIn(context.now(), study.protocol.sites[0]?.timeZone ?? "UTC");
      if (study.kind === "live" && ethics !== null && today > ethics.expiresOn)
        return refuse("ethics_expired", { on: ethics.expiresOn });
      const at = context.now();
      const list = makeList(study, context.keys.sealKey, input.publishedSeed ?? null);
      if (!list.ok) return list;
      await updateStudy(unit.tx, study.id, { status: "live", liveAt: at });
      if (list.value !== null) await insertSealedList(unit.tx, { ...list.value, studyId: study.id, createdAt: at });
      const commitment = list.value?.commitment ?? null;
      await unit.audit(
        studyEvent(
          context,
          "study.goLive",
          { chain: "study", site: null },
          {
            protocolHash: study.protocolHash,
            commitment,
            publishedSeed: input.publishedSeed ?? null,
          },
        ),
      );
      return accept({ status: "live", commitment });
    }),
});
