import {
  countStudyLog,
  findScreening,
  lockHead,
  lockParticipant,
  markAllocated,
  readVisitValues,
  studyList,
  takeSlot,
  type UnitOfWork,
} from "@kendali/db";
import { accept, canAllocate, invariant, refuse, type Result } from "@kendali/domain";
import { nextAllocation, schemes, stratumKey, type LoggedAllocation } from "@kendali/randomization";
import { z } from "zod";
import { openList } from "../../allocation-list.ts";
import { armView, knownArm, type ArmView } from "../../arms.ts";
import { asCapture, studyEvent } from "../../command.ts";
import type { StudyContext } from "../../context.ts";
import { todayAt } from "../../participant-facts.ts";
import { defineUseCase } from "../../use-case.ts";
import { commandId, participantNumber, studyKey } from "../inputs.ts";
import { loadParticipant } from "../participant/load-participant.ts";
import { screeningFacts } from "../screening/screening-view.ts";

export type AllocationAnswer = {
  readonly number: string;
  readonly allocatedOn: string;
  readonly allocatedAt: string;
  /** Null for who is masked. */
  readonly arm: ArmView | null;
};

/**
 * Allocates a participant once: the next slot of her stratum, under a lock on the stratum's head; under a scheme that looks
 * back, the next slot of the study, under a lock on the study's. Asking again, from any device, answers the allocation she
 * has. The receipt holds no arm; it is looked up after the commit, for who may see it.
 */
export const allocateParticipant = defineUseCase({
  policy: "allocation.allocate",
  kind: "mutation",
  input: z.strictObject({ commandId, study: studyKey, participant: participantNumber }),
  run: async (context, input): Promise<Result<AllocationAnswer>> => {
    const allocated = await asCapture(context, "allocation.allocate", input, (unit) =>
      allocate(context, unit, input.participant),
    );
    if (!allocated.ok) return allocated;
    return accept({
      ...allocated.value,
      arm: armView(context.study.protocol, await knownArm(context, input.participant)),
    });
  },
});

async function allocate(
  context: StudyContext,
  unit: UnitOfWork,
  number: string,
): Promise<Result<Omit<AllocationAnswer, "arm">>> {
  const { study } = context;
  await lockParticipant(unit.tx, study.id, number);
  const loaded = await loadParticipant(context, unit.tx, number, { whole: true });
  if (!loaded.ok) return loaded;
  const { record, facts } = loaded.value;
  const place = { chain: record.number, site: record.site };
  if (record.allocatedOn !== null && record.allocatedAt !== null) {
    await unit.audit(
      studyEvent(context, "allocation.allocate", place, { allocatedOn: record.allocatedOn, kept: true }),
    );
    return accept({ number: record.number, allocatedOn: record.allocatedOn, allocatedAt: record.allocatedAt });
  }
  const plan = study.protocol.allocation;
  if (plan === null) return refuse("allocation_not_in_design");
  const screening = await findScreening(unit.tx, study.id, record.screening);
  const strata = canAllocate({
    protocol: study.protocol,
    participant: facts,
    eligible: screening?.screening.eligible ?? false,
    consent: screening === null ? null : screeningFacts(screening).consent,
    baselineValues: await readVisitValues(unit.tx, study.id, record.number, plan.afterVisit),
  });
  if (!strata.ok) return strata;
  const stratum = stratumKey(Object.fromEntries(strata.value.map(({ factor, level }) => [factor, level])));
  if (!stratum.ok) return stratum;
  const taken = await takeNext(context, unit, { number: record.number, site: record.site, stratum: stratum.value });
  await markAllocated(unit.tx, study.id, record.number, taken.allocatedOn, taken.allocatedAt);
  await unit.audit(
    studyEvent(context, "allocation.allocate", place, {
      allocatedOn: taken.allocatedOn,
      stratum: stratum.value,
      kept: false,
    }),
  );
  return accept({ number: record.number, ...taken });
}

async function takeNext(
  context: StudyContext,
  unit: UnitOfWork,
  who: { readonly number: string; readonly site: string; readonly stratum: string },
): Promise<{ readonly allocatedOn: string; readonly allocatedAt: string }> {
  const { study } = context;
  const plan = study.protocol.allocation;
  invariant(plan !== null, "a participant is allocated by a plan");
  const looksBack = schemes[plan.scheme].adaptive;
  const list = looksBack ? studyList : who.stratum;
  const locked = await lockHead(unit.tx, { studyId: study.id, list, participant: who.number });
  invariant(locked.list !== null, "a live trial has its sealed list");
  invariant(locked.existing === null, "a participant without a date of allocation has no slot");
  const step = nextAllocation({
    list: openList(locked.list, context.keys.sealKey),
    participant: who.number,
    head: { stratumKey: who.stratum, nextSlot: locked.nextSlot },
    existing: null,
    // Read under the lock and rebuilt each time: the log is the only state there is, and the order in it does not matter.
    earlier: looksBack ? (await countStudyLog(unit.tx, study.id)).flatMap(timesOver) : [],
  });
  const allocatedOn = todayAt(context, study, who.site);
  const allocatedAt = context.now();
  await takeSlot(unit.tx, {
    studyId: study.id,
    participant: who.number,
    siteId: who.site,
    stratum: step.allocation.stratumKey,
    list,
    source: "server",
    slot: step.allocation.slot,
    arm: step.allocation.armKey,
    allocatedOn,
    allocatedAt,
    allocatedBy: context.account.id,
  });
  return { allocatedOn, allocatedAt };
}

function timesOver({ count, ...allocation }: LoggedAllocation & { readonly count: number }): LoggedAllocation[] {
  return Array.from({ length: count }, () => allocation);
}
