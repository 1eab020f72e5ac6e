import { inTransaction } from "@kendali/db";
import { numbersCsv, resultsJson, writeRScript } from "@kendali/analysis";
import { packageFileName, zipDataset } from "@kendali/datasets";
import { accept } from "@kendali/domain";
import { z } from "zod";
import { studyEvent } from "../../command.ts";
import { defineUseCase } from "../../use-case.ts";
import { studyKey } from "../inputs.ts";
import { openSnapshot } from "./open-snapshot.ts";

export type Download = {
  readonly fileName: string;
  readonly hash: string;
  /** The zip, piece by piece: rows are written as they are taken. */
  readonly chunks: Iterable<Uint8Array>;
};

/** The download of a snapshot: tables, codebook, results and the R script that recomputes them. Who took it is recorded. */
export const downloadSnapshot = defineUseCase({
  policy: "snapshot.download",
  kind: "query",
  input: z.strictObject({ study: studyKey, snapshot: z.uuid() }),
  run: async (context, input) => {
    const snapshot = await openSnapshot(context, input.snapshot);
    if (!snapshot.ok) return snapshot;
    const { row, model, results } = snapshot.value;
    const data = { snapshot: row.id, name: row.name, hash: row.hash, withArm: row.withArm };
    return inTransaction<Download>(context.db, async (unit) => {
      await unit.audit(studyEvent(context, "snapshot.download", { chain: "study", site: null }, data));
      return accept({
        fileName: packageFileName(model),
        hash: row.hash,
        chunks: zipDataset(model, {
          snapshotName: row.name,
          frozenAt: row.createdAt,
          resultsJson: resultsJson(results),
          numbersCsv: numbersCsv(results),
          rScript: writeRScript({ model, protocol: model.protocol, results }),
        }),
      });
    });
  },
});
