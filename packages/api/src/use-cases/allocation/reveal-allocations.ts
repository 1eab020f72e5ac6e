import {
  countAllocated,
  inTransaction,
  readAllocations,
  readCards,
  readSealedList,
  readStratumHeads,
  type AllocationRow,
  type Executor,
} from "@kendali/db";
import { accept, invariant, refuse, sha256Hex } from "@kendali/domain";
import {
  allocationBundleSchema,
  writeAllocationBundle,
  type CardPlan,
  type RevealedCards,
} from "@kendali/randomization";
import { z } from "zod";
import { promisedCards, revealList } from "../../allocation-list.ts";
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
      const plan = promisedCards(list);
      // Who was allocated at all, less those the server's heads counted: rows taken away leave a card that is missed.
      const usedCount = (await countAllocated(unit.tx, study.id)) - heads.reduce((sum, { head }) => sum + head, 0);
      const cards = plan === null ? null : await revealedCards(unit.tx, { studyId: study.id, plan, rows, usedCount });
      const text = writeAllocationBundle({
        schema: allocationBundleSchema,
        study: study.key,
        ...revealList(list, context.keys.sealKey),
        strata: heads.map(({ stratum, head }) => ({ stratumKey: stratum, allocated: head })),
        allocations: rows
          .filter(({ source }) => source === "server")
          .map(({ participant, stratum, slot, arm }) => {
            return { participant, stratumKey: stratum, slot, armKey: arm };
          }),
        ...(cards === null ? {} : { cards }),
      });
      const given = { sha256: sha256Hex(text), allocations: rows.length };
      await unit.audit(studyEvent(context, "allocation.reveal", { chain: "study", site: null }, given));
      return accept({ text, ...given, commitment: list.commitment });
    });
  },
});

type CardsOfStudy = {
  readonly studyId: string;
  readonly plan: CardPlan;
  readonly rows: readonly AllocationRow[];
  readonly usedCount: number;
};

async function revealedCards(tx: Executor, { studyId, plan, rows, usedCount }: CardsOfStudy): Promise<RevealedCards> {
  const cards = new Map((await readCards(tx, studyId)).map((card) => [`${card.list};${card.position}`, card]));
  return {
    ...plan,
    usedCount,
    used: rows
      .filter(({ source }) => source === "card")
      .map(({ participant, list, slot, arm }) => {
        const card = cards.get(`${list};${slot}`);
        invariant(card !== undefined, "a used card is one of the study's");
        const { code, siteId, stratum } = card;
        return { participant, code, site: siteId, stratumKey: stratum, position: slot, armKey: arm };
      }),
  };
}
