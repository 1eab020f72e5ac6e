import {
  countAllocated,
  readAllocations,
  readCards,
  readSealedList,
  readStratumHeads,
  type AllocationRow,
  type Executor,
} from "@kendali/db";
import { accept, invariant, refuse, sha256Hex, type Result } from "@kendali/domain";
import {
  allocationBundleSchema,
  writeAllocationBundle,
  type CardPlan,
  type RevealedCards,
} from "@kendali/randomization";
import { promisedCards, revealList } from "../../allocation-list.ts";
import type { StudyContext } from "../../context.ts";
import { isTestOfRunningTrial } from "../../running-trial.ts";

export type BuiltBundle = {
  /** The bundle `kendali-allocation-bundle/1`, as it is to be written to a file. */
  readonly text: string;
  /** SHA-256 of the text, hex. */
  readonly sha256: string;
  readonly allocations: number;
  readonly commitment: string;
};

/**
 * The record of a study's allocations with the secret behind them. Only after lock and unblinding: whoever holds the secret
 * knows every arm. A locked study allocates nobody, so the text is the same whenever it is built. Refuses
 * `trial_of_test_running` for a test whose trial is running: its bundle would name the settings that the trial draws by.
 */
export async function buildBundle(context: StudyContext, tx: Executor): Promise<Result<BuiltBundle>> {
  const { study } = context;
  if (study.protocol.allocation === null) return refuse("allocation_not_in_design");
  if (study.unblindedAt === null) return refuse("study_not_unblinded");
  if (await isTestOfRunningTrial(tx, study)) return refuse("trial_of_test_running");
  const list = await readSealedList(tx, study.id);
  invariant(list !== null, "an unblinded trial has its sealed list");
  const heads = await readStratumHeads(tx, study.id);
  const rows = [...(await readAllocations(tx, study.id)).values()];
  const plan = promisedCards(list);
  // Who was allocated at all, less those the server's heads counted: rows taken away leave a card that is missed.
  const usedCount = (await countAllocated(tx, study.id)) - heads.reduce((sum, { head }) => sum + head, 0);
  const cards = plan === null ? null : await revealedCards(tx, { studyId: study.id, plan, rows, usedCount });
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
  return accept({ text, sha256: sha256Hex(text), allocations: rows.length, commitment: list.commitment });
}

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
