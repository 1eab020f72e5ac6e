import { designOf } from "../designs/index.ts";
import { labelParams } from "../protocol/label-params.ts";
import type { EntryValues, Protocol } from "../protocol/types.ts";
import { accept, refuse, type Result } from "../result.ts";
import { isVisitDone, visitOf } from "../schedule/schedule.ts";
import type { ConsentFacts, ParticipantFacts } from "./participant-facts.ts";

/** One stratification factor's level: `{ factor: "site", level: "mlt" }`, `{ factor: "parity_group", level: "1" }`. */
export type StratumLevel = { readonly factor: string; readonly level: string };

export type AllocateRequest = {
  readonly protocol: Protocol;
  readonly participant: ParticipantFacts;
  readonly eligible: boolean;
  readonly consent: ConsentFacts | null;
  /** Values of the forms of the visit that allocation follows, merged. */
  readonly baselineValues: EntryValues;
};

/**
 * Whether a participant may be allocated, and her strata in the plan's order: after eligibility, consent and a baseline
 * that is complete and locked, once. Refuses `allocation_not_in_design`, `already_allocated`, `participant_ended`,
 * `not_eligible`, `consent_missing`, `consent_not_current`, `baseline_incomplete`, `baseline_not_locked`, `strata_missing`.
 */
export function canAllocate(request: AllocateRequest): Result<readonly StratumLevel[]> {
  const { protocol, participant } = request;
  const plan = protocol.allocation;
  if (plan === null || !designOf(protocol).needsAllocation) return refuse("allocation_not_in_design");
  if (participant.allocatedOn !== null) return refuse("already_allocated", { on: participant.allocatedOn });
  const end = participant.ends[0];
  if (end !== undefined) return refuse("participant_ended", { kind: end.kind, on: end.on });
  if (!request.eligible) return refuse("not_eligible");
  if (request.consent?.decision !== "given") return refuse("consent_missing");
  if (request.consent.version !== protocol.consent.version)
    return refuse("consent_not_current", { version: request.consent.version, current: protocol.consent.version });
  const recorded = participant.recorded.find((candidate) => candidate.visit === plan.afterVisit);
  if (!isVisitDone(visitOf(protocol, plan.afterVisit), recorded))
    return refuse("baseline_incomplete", { visit: plan.afterVisit });
  if (recorded?.locked !== true) return refuse("baseline_not_locked", { visit: plan.afterVisit });
  return strataOf(protocol, participant.site, request.baselineValues);
}

/**
 * The levels of the protocol's stratification factors for one participant, in its order; none where nobody is allocated.
 * Refuses `strata_missing` with the item that lacks a value. The baseline may not be locked before they are there.
 */
export function strataOf(
  protocol: Pick<Protocol, "allocation" | "forms">,
  site: string,
  values: EntryValues,
): Result<readonly StratumLevel[]> {
  const levels: StratumLevel[] = [];
  for (const stratum of protocol.allocation?.strata ?? []) {
    if (stratum.source === "site") {
      levels.push({ factor: "site", level: site });
      continue;
    }
    const value = values[stratum.item];
    if (value === undefined || typeof value === "object" || value === "")
      return refuse("strata_missing", { item: stratum.item, ...labelParams(protocol, stratum.item) });
    levels.push({ factor: stratum.item, level: String(value) });
  }
  return accept(levels);
}
