import type { Protocol } from "../protocol/types.ts";
import { accept, refuse, type Result } from "../result.ts";
import type { ScreeningFacts } from "./participant-facts.ts";

/**
 * Whether a screened mother may become a participant: eligible, with consent given to the current text, and with a name
 * by which she can be found again. Refuses `already_enrolled`, `not_eligible`, `screening_closed`, `consent_missing`,
 * `consent_declined`, `consent_not_current`, `identity_incomplete`.
 */
export function canEnrol(
  protocol: Pick<Protocol, "consent">,
  screening: ScreeningFacts,
  identity: { readonly name: string },
): Result<null> {
  if (screening.enrolled) return refuse("already_enrolled");
  if (!screening.eligible) return refuse("not_eligible");
  if (screening.declinedReason !== null) return refuse("screening_closed");
  const { consent } = screening;
  if (consent === null) return refuse("consent_missing");
  if (consent.decision === "declined") return refuse("consent_declined");
  if (consent.version !== protocol.consent.version)
    return refuse("consent_not_current", { version: consent.version, current: protocol.consent.version });
  if (identity.name.trim().length < 2) return refuse("identity_incomplete", { field: "name" });
  return accept(null);
}
