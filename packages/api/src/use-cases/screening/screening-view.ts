import type { GateRecord, ScreeningRecord } from "@kendali/db";
import { screeningStatus, type ScreeningFacts, type ScreeningStatus } from "@kendali/domain";

export type ScreeningView = {
  readonly number: number;
  readonly site: string;
  readonly status: ScreeningStatus;
  readonly eligible: boolean;
  readonly failed: readonly string[];
  readonly declinedReason: string | null;
  readonly screenedOn: string;
  readonly answers: Readonly<Record<string, boolean>>;
  readonly consent: {
    readonly decision: "given" | "declined" | "not_available";
    readonly version: string;
    readonly language: string;
    readonly signedOn: string | null;
    readonly purposes: readonly string[];
  } | null;
  readonly participant: string | null;
};

export function screeningView(record: ScreeningRecord): ScreeningView {
  const { screening, consent } = record;
  return {
    number: screening.number,
    site: screening.siteId,
    status: screeningStatus(screeningFacts(record)),
    eligible: screening.eligible,
    failed: screening.failed,
    declinedReason: screening.declinedReason,
    screenedOn: screening.screenedOn,
    answers: screening.answers,
    consent:
      consent === null
        ? null
        : {
            decision: consent.decision,
            version: consent.version,
            language: consent.language,
            signedOn: consent.signedOn,
            purposes: Object.keys(consent.purposes).filter((purpose) => consent.purposes[purpose] === true),
          },
    participant: record.participant,
  };
}

export function screeningFacts(
  record: Pick<GateRecord, "screening" | "consent"> & { readonly participant: unknown },
): ScreeningFacts {
  const { screening, consent } = record;
  return {
    eligible: screening.eligible,
    screenedOn: screening.screenedOn,
    declinedReason: screening.declinedReason,
    consent:
      consent === null || consent.decision === "not_available" || consent.signedOn === null
        ? null
        : { decision: consent.decision, version: consent.version, signedOn: consent.signedOn },
    enrolled: record.participant !== null,
  };
}
