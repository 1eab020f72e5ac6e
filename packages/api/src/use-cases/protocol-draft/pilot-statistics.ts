import { pilotStatistics as computePilotStatistics, type PilotStatistics } from "@kendali/analysis";
import { listSnapshots } from "@kendali/db";
import { accept, refuse } from "@kendali/domain";
import { z } from "zod";
import { defineUseCase } from "../../use-case.ts";
import { key, studyKey } from "../inputs.ts";
import { maySeeSnapshot, openSnapshot } from "../snapshot/open-snapshot.ts";

export type PilotStatisticsAnswer = {
  readonly snapshot: { readonly id: string; readonly name: string; readonly hash: string; readonly createdAt: string };
  readonly statistics: PilotStatistics;
};

/**
 * What a study found of an outcome, for the size of the trial that follows it: from a frozen dataset that the viewer may
 * read, the newest when none is named. Refuses `pilot_not_frozen` and, with the reason, `analysis_not_possible`.
 */
export const pilotStatistics = defineUseCase({
  policy: "protocolDraft.pilotStatistics",
  kind: "query",
  input: z.strictObject({
    study: studyKey,
    /** The primary outcome when absent. */
    outcome: key.optional(),
    snapshot: z.uuid().optional(),
  }),
  run: async (context, input) => {
    const { study } = context;
    const frozen = await listSnapshots(context.db.drizzle, study.id);
    const id = input.snapshot ?? frozen.find((snapshot) => maySeeSnapshot(study, snapshot))?.id;
    if (id === undefined) return refuse("pilot_not_frozen");
    const snapshot = await openSnapshot(context, id);
    if (!snapshot.ok) return snapshot;
    const { row, model, protocol } = snapshot.value;
    const found = computePilotStatistics({ model, protocol }, input.outcome ?? null);
    if (!found.ok) return refuse("analysis_not_possible", { reason: found.refusal.code, ...found.refusal.params });
    const { name, hash, createdAt } = row;
    return accept<PilotStatisticsAnswer>({ snapshot: { id: row.id, name, hash, createdAt }, statistics: found.result });
  },
});
