import { inTransaction, readAllocations, readSealedList, readStratumHeads } from "@kendali/db";
import { accept, invariant, refuse, sha256Hex } from "@kendali/domain";
import { allocationBundleSchema, writeAllocationBundle } from "@kendali/randomization";
import { z } from "zod";
import { revealList } from "../../allocation-list.ts";
import { studyEvent } from "../../command.ts";
import { defineUseCase } from "../../use-case.ts";
import { studyKey } from "../inputs.ts";

export type RevealedAllocations = {
  /** The bundle `kendali-allocation-bundle/1`, as it is to be written to a file. */
  readonly text: string;
  /** SHA-256 of the text, hex: the audit trail keeps it, so that a changed copy is told from the original. */
  readonly sha256: string;
  readonly allocations: number;
  readonly commitment: string;
};

/**
 * The secret of a study's lists with every allocation made from them, for anybody to derive again. Only after lock and
 * unblinding: whoever holds the secret knows every arm. Who took it, and the hash of what was given, is recorded.
 */
export const revealAllocations = defineUseCase({
  policy: "allocation.reveal",
  kind: "query",
  input: z.strictObject({ study: studyKey }),
  run: async (context) => {
    const { study } = context;
    if (study.protocol.allocation === null) return refuse("allocation_not_in_design");
    if (study.unblindedAt === null) return refuse("study_not_unblinded");
    return inTransaction<RevealedAllocations>(context.db, async (unit) => {
      const list = await readSealedList(unit.tx, study.id);
      invariant(list !== null, "an unblinded trial has its sealed list");
      const heads = await readStratumHeads(unit.tx, study.id);
      const rows = [...(await readAllocations(unit.tx, study.id)).values()];
      const text = writeAllocationBundle({
        schema: allocationBundleSchema,
        study: study.key,
        ...revealList(list, context.keys.sealKey),
        strata: heads.map(({ stratum, head }) => ({ stratumKey: stratum, allocated: head })),
        allocations: rows.map(({ participant, stratum, slot, arm }) => {
          return { participant, stratumKey: stratum, slot, armKey: arm };
        }),
      });
      const given = { sha256: sha256Hex(text), allocations: rows.length };
      await unit.audit(studyEvent(context, "allocation.reveal", { chain: "study", site: null }, given));
      return accept({ text, ...given, commitment: list.commitment });
    });
  },
});
