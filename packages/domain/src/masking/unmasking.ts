import type { Protocol } from "../protocol/types.ts";
import { accept, refuse, type Result } from "../result.ts";
import { isAnythingMasked } from "./masking-change.ts";

/** Why the arm of one participant had to be known before the end. */
export const unmaskingCategories = [
  "medical_emergency",
  "adverse_event",
  "pregnancy_or_exposure",
  "regulator",
  "other",
] as const;
export type UnmaskingCategory = (typeof unmaskingCategories)[number];

/** Characters that a reason has at least: a sentence somebody else can judge. */
export const shortestUnmaskingReason = 10;

/**
 * Whether the arm of one participant may be shown to a person who is masked. Nothing here looks at the arm.
 *
 * Refuses, in this order: `allocation_not_in_design`, `already_unblinded`, `not_masked` (who sees every arm has nothing to
 * unmask), `not_allocated`.
 */
export function canUnmask(request: {
  readonly protocol: Pick<Protocol, "allocation" | "arms">;
  readonly isUnblinded: boolean;
  readonly seesEveryArm: boolean;
  readonly allocatedOn: string | null;
}): Result<null> {
  const masked = isAnythingMasked(request);
  if (!masked.ok) return masked;
  if (request.seesEveryArm) return refuse("not_masked");
  if (request.allocatedOn === null) return refuse("not_allocated");
  return accept(null);
}
