import { listSnapshots as readSnapshots } from "@kendali/db";
import { accept } from "@kendali/domain";
import { z } from "zod";
import { defineUseCase } from "../../use-case.ts";
import { studyKey } from "../inputs.ts";
import { maySeeSnapshot } from "./open-snapshot.ts";

export type SnapshotView = {
  readonly id: string;
  readonly name: string;
  readonly reason: string;
  readonly withArm: boolean;
  readonly hash: string;
  readonly protocolHash: string;
  readonly participants: number;
  readonly entries: number;
  readonly createdAt: string;
  readonly createdBy: string;
  /** Whether this viewer may analyse and download it. */
  readonly isOpen: boolean;
};

/** Every snapshot of a study, the newest first. One that holds arms stays closed to who is masked. */
export const listSnapshots = defineUseCase({
  policy: "snapshot.list",
  kind: "query",
  input: z.strictObject({ study: studyKey }),
  run: async (context, _input) => {
    const rows = await readSnapshots(context.db.drizzle, context.study.id);
    return accept(
      rows.map((row): SnapshotView => ({
        id: row.id,
        name: row.name,
        reason: row.reason,
        withArm: row.withArm,
        hash: row.hash,
        protocolHash: row.protocolHash,
        participants: row.participants,
        entries: row.entries,
        createdAt: row.createdAt,
        createdBy: row.createdByName,
        isOpen: maySeeSnapshot(context.study, row),
      })),
    );
  },
});
