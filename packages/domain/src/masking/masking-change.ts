import type { BlindingLevel, Protocol } from "../protocol/types.ts";
import { accept, refuse, type Result } from "../result.ts";

/** How much each level keeps from a person; masking only ever moves towards 0. */
const kept: Record<BlindingLevel, number> = { blind: 2, own_act: 1, none: 0 };

/** The levels that an assignment of this level may still be changed to, the next one first. */
export function lesserLevels(level: BlindingLevel): BlindingLevel[] {
  return (["own_act", "none"] as const).filter((candidate) => kept[candidate] < kept[level]);
}

/** The level that keeps least: what a person who holds, or held, all of them knows. `blind` of no levels. */
export function leastLevel(levels: readonly BlindingLevel[]): BlindingLevel {
  return levels.reduce<BlindingLevel>((least, level) => (kept[level] < kept[least] ? level : least), "blind");
}

/** The part of a study that decides whether anything in it is masked. */
type MaskedStudy = { readonly protocol: Pick<Protocol, "allocation" | "arms">; readonly isUnblinded: boolean };

/**
 * Whether somebody may ask that an assignment becomes less masked. It takes a second person to decide.
 *
 * Refuses, in this order: `allocation_not_in_design`, `already_unblinded`, `masking_own_assignment`, `masking_one_way`,
 * `masking_request_open`.
 */
export function canRequestMaskingChange(
  study: MaskedStudy,
  request: {
    readonly assignment: { readonly account: string; readonly level: BlindingLevel };
    readonly level: BlindingLevel;
    readonly requester: string;
    readonly hasOpenRequest: boolean;
  },
): Result<null> {
  const { assignment, level } = request;
  const masked = isAnythingMasked(study);
  if (!masked.ok) return masked;
  if (assignment.account === request.requester) return refuse("masking_own_assignment");
  if (kept[level] >= kept[assignment.level]) return refuse("masking_one_way", { from: assignment.level, to: level });
  if (request.hasOpenRequest) return refuse("masking_request_open");
  return accept(null);
}

/**
 * Whether somebody may decide a request: neither who asked nor whose assignment it is. A request that can no longer be
 * fulfilled can still be declined.
 *
 * Refuses, in this order: `masking_request_decided`, `second_person_needed`, `masking_own_assignment`; for an approval also
 * `allocation_not_in_design`, `already_unblinded`, `masking_assignment_ended`, `masking_one_way`.
 */
export function canDecideMaskingChange(
  study: MaskedStudy,
  decision: {
    readonly request: {
      readonly account: string;
      readonly requestedBy: string;
      readonly level: BlindingLevel;
      readonly isDecided: boolean;
    };
    /** The level that the assignment has now; null when it has ended. */
    readonly current: BlindingLevel | null;
    readonly decider: string;
    readonly decision: "approve" | "decline";
  },
): Result<null> {
  const { request, current, decider } = decision;
  if (request.isDecided) return refuse("masking_request_decided");
  if (decider === request.requestedBy) return refuse("second_person_needed");
  if (decider === request.account) return refuse("masking_own_assignment");
  if (decision.decision === "decline") return accept(null);
  const masked = isAnythingMasked(study);
  if (!masked.ok) return masked;
  if (current === null) return refuse("masking_assignment_ended");
  if (kept[request.level] >= kept[current]) return refuse("masking_one_way", { from: current, to: request.level });
  return accept(null);
}

/**
 * Whether an account may be given a role at a level, after what it held in the study. Who knows arms never works masked
 * there again, and a new role may not unmask in passing whom two persons have not.
 *
 * Refuses `account_unmasked` for a masked role after a lesser level or an unmasking, and `account_masked` for a role that
 * shows arms after, or beside, masked ones alone.
 */
export function canHoldLevel(
  study: MaskedStudy,
  request: {
    readonly level: BlindingLevel;
    /** Levels of every assignment that the account has or had: ending a masked role unmasks nobody. */
    readonly everHeld: readonly BlindingLevel[];
    /** Whether the account has unmasked a participant. */
    readonly hasUnmasked: boolean;
  },
): Result<null> {
  if (!isAnythingMasked(study).ok) return accept(null);
  const { level, everHeld } = request;
  const hasSeen = request.hasUnmasked || leastLevel(everHeld) !== "blind";
  if (level === "blind" && hasSeen) return refuse("account_unmasked");
  const isMasked = everHeld.length > 0 && leastLevel(everHeld) === "blind";
  if (level !== "blind" && isMasked) return refuse("account_masked");
  return accept(null);
}

/** Whether there is anything to be masked from: refuses `allocation_not_in_design`, `already_unblinded`. */
export function isAnythingMasked({ protocol, isUnblinded }: MaskedStudy): Result<null> {
  if (protocol.allocation === null || protocol.arms.length < 2) return refuse("allocation_not_in_design");
  if (isUnblinded) return refuse("already_unblinded");
  return accept(null);
}
