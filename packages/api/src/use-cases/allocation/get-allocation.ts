import { findAccount, readAllocation } from "@kendali/db";
import { accept, refuse, type Result } from "@kendali/domain";
import { z } from "zod";
import { armView } from "../../arms.ts";
import type { StudyContext } from "../../context.ts";
import { defineUseCase } from "../../use-case.ts";
import { participantNumber, studyKey } from "../inputs.ts";
import { loadParticipant } from "../participant/load-participant.ts";
import type { AllocationAnswer } from "./allocate-participant.ts";

type AllocationRecord = AllocationAnswer & {
  /** Name of the account that allocated her. */
  readonly allocatedBy: string | null;
};

/** The allocation of one participant, for who may know it. */
export const getAllocation = defineUseCase({
  policy: "allocation.get",
  kind: "query",
  input: z.strictObject({ study: studyKey, participant: participantNumber }),
  run: async (context, input): Promise<Result<AllocationRecord>> => {
    const loaded = await loadParticipant(context, context.db.drizzle, input.participant);
    if (!loaded.ok) return loaded;
    if (context.study.protocol.allocation === null) return refuse("allocation_not_in_design");
    const { record, facts } = loaded.value;
    if (record.allocatedOn === null || record.allocatedAt === null) return refuse("not_allocated");
    const arm = armView(context.study.protocol, facts.arm);
    if (arm === null) return refuse("arm_masked");
    const { number, allocatedOn, allocatedAt } = record;
    return accept({ number, allocatedOn, allocatedAt, arm, allocatedBy: await allocatorOf(context, number) });
  },
});

async function allocatorOf({ db, study }: StudyContext, participant: string): Promise<string | null> {
  const row = await db.drizzle.transaction((tx) => readAllocation(tx, study.id, participant));
  return row === null ? null : ((await findAccount(db.drizzle, row.allocatedBy))?.displayName ?? null);
}
