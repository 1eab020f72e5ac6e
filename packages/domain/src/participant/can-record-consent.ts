import type { LocalDate } from "../local-date.ts";
import type { Locale, Protocol } from "../protocol/types.ts";
import { accept, refuse, type Result } from "../result.ts";
import type { ScreeningFacts } from "./participant-facts.ts";

export type ConsentRequest = {
  readonly decision: "given" | "declined";
  /** The version of the consent text that was read with her. */
  readonly version: string;
  readonly language: Locale;
  /** Keys of the purposes she agreed to. */
  readonly purposes: readonly string[];
  readonly signedOn: LocalDate;
};

/**
 * Whether a consent decision may be recorded for a screening. Refuses `already_enrolled`, `not_eligible`,
 * `screening_closed`, `invalid_input` (language, unknown purpose), `consent_not_current`, `date_in_future`,
 * `consent_before_screening` and, when consent is given without a required purpose, `consent_purpose_required`.
 */
export function canRecordConsent(
  protocol: Pick<Protocol, "consent" | "languages">,
  screening: ScreeningFacts,
  request: ConsentRequest,
  today: LocalDate,
): Result<null> {
  if (screening.enrolled) return refuse("already_enrolled");
  if (!screening.eligible) return refuse("not_eligible");
  if (screening.declinedReason !== null || screening.consent?.decision === "declined")
    return refuse("screening_closed");
  if (!protocol.languages.includes(request.language)) return refuse("invalid_input", { field: "language" });
  if (request.version !== protocol.consent.version)
    return refuse("consent_not_current", { version: request.version, current: protocol.consent.version });
  if (request.signedOn > today) return refuse("date_in_future", { field: "signedOn", date: request.signedOn });
  if (request.signedOn < screening.screenedOn)
    return refuse("consent_before_screening", { signedOn: request.signedOn, screenedOn: screening.screenedOn });
  const unknown = request.purposes.find((key) => !protocol.consent.purposes.some((purpose) => purpose.key === key));
  if (unknown !== undefined) return refuse("invalid_input", { field: "purposes", value: unknown });
  const missing = protocol.consent.purposes.find(
    (purpose) => purpose.required && !request.purposes.includes(purpose.key),
  );
  if (request.decision === "given" && missing !== undefined)
    return refuse("consent_purpose_required", { purpose: missing.key });
  return accept(null);
}
