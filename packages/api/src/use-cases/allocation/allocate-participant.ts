import { lockForAllocation, markAllocated, studyList, takeSlot, type UnitOfWork } from "@kendali/db";
import { accept, canAllocate, invariant, refuse, type Result } from "@kendali/domain";
import { nextAllocation, schemes, stratumKey, type LoggedAllocation } from "@kendali/randomization";
import { z } from "zod";
import { openList } from "../../allocation-list.ts";
import { armView, knownArm, rememberArm, type ArmView } from "../../arms.ts";
import { asCapture, studyEvent } from "../../command.ts";
import type { StudyContext } from "../../context.ts";
import { factsOf, todayAt } from "../../participant-facts.ts";
import { forParticipant } from "../../study-versions.ts";
import { defineUseCase } from "../../use-case.ts";
import { commandId, participantNumber, studyKey } from "../inputs.ts";
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
    let taken: string | null = null;
    const allocated = await asCapture(context, "allocation.allocate", input, (unit) =>
      allocate(context, unit, { number: input.participant, onTaken: (arm) => (taken = arm) }),
    );
    if (!allocated.ok) return allocated;
    // Committed by now; before, nobody but the transaction itself may know of it.
    if (taken !== null) rememberArm(context, input.participant, taken);
    return accept({
      ...allocated.value,
      arm: armView(context.study.protocol, await knownArm(context, input.participant)),
    });
  },
});

async function allocate(
  context: StudyContext,
  unit: UnitOfWork,
  told: { readonly number: string; readonly onTaken: (arm: string) => void },
): Promise<Result<Omit<AllocationAnswer, "arm">>> {
  const { study } = context;
  const plan = study.protocol.allocation;
  if (plan === null) return refuse("allocation_not_in_design");
  const found = await lockForAllocation(unit.tx, {
    studyId: study.id,
    sites: study.viewer.sites,
    deliveryItem: study.protocol.deliveryItem,
    number: told.number,
    visit: plan.afterVisit,
  });
  if (found === null) return refuse("not_found");
  const { number, site, allocatedOn, allocatedAt } = found.participant;
  const place = { chain: number, site };
  if (allocatedOn !== null && allocatedAt !== null) {
    await unit.audit(studyEvent(context, "allocation.allocate", place, { allocatedOn, kept: true }));
    return accept({ number, allocatedOn, allocatedAt });
  }
  const { eligible, consent } = screeningFacts(found);
  const { protocol } = forParticipant(context, study, found.participant);
  const strata = canAllocate({
    protocol,
    participant: factsOf(found.participant, null, protocol),
    eligible,
    consent,
    baselineValues: found.values,
  });
  if (!strata.ok) return strata;
  const stratum = stratumKey(Object.fromEntries(strata.value.map(({ factor, level }) => [factor, level])));
  if (!stratum.ok) return stratum;
  const taken = await takeNext(context, unit, { ...told, number, site, stratum: stratum.value });
  const data = { allocatedOn: taken.allocatedOn, stratum: stratum.value, kept: false };
  await Promise.all([
    markAllocated(unit.tx, study.id, number, taken.allocatedOn, taken.allocatedAt),
    unit.audit(studyEvent(context, "allocation.allocate", place, data)),
  ]);
  return accept({ number, ...taken });
}

async function takeNext(
  context: StudyContext,
  unit: UnitOfWork,
  who: {
    readonly number: string;
    readonly site: string;
    readonly stratum: string;
    readonly onTaken: (arm: string) => void;
  },
): Promise<{ readonly allocatedOn: string; readonly allocatedAt: string }> {
  const { study } = context;
  const plan = study.protocol.allocation;
  invariant(plan !== null, "a participant is allocated by a plan");
  const list = schemes[plan.scheme].adaptive ? studyList : who.stratum;
  const when = { allocatedOn: todayAt(context, study, who.site), allocatedAt: context.now() };
  await takeSlot(unit.tx, { studyId: study.id, list, participant: who.number }, (hand) => {
    const { allocation } = nextAllocation({
      list: openList(hand.list, context.keys.sealKey),
      participant: who.number,
      head: { stratumKey: who.stratum, nextSlot: hand.slot },
      existing: null,
      // Read under the lock and rebuilt each time: the log is the only state there is, and the order in it does not matter.
      earlier: hand.log.flatMap(timesOver),
    });
    invariant(allocation.slot === hand.slot, "the arm is that of the slot taken");
    who.onTaken(allocation.armKey);
    return {
      siteId: who.site,
      stratum: allocation.stratumKey,
      source: "server",
      arm: allocation.armKey,
      ...when,
      allocatedBy: context.account.id,
    };
  });
  return when;
}

function timesOver({ count, ...allocation }: LoggedAllocation & { readonly count: number }): LoggedAllocation[] {
  return Array.from({ length: count }, () => allocation);
}
