import type { LocalDate } from "../local-date.ts";
import type { Role } from "../protocol/types.ts";
import type { ParticipantEnd, RecordedVisit } from "../schedule/schedule.ts";

/** Who performed which form of which visit; who typed it does not matter here. */
export type PerformedForm = { readonly visit: string; readonly form: string; readonly performedBy: string };

/** What the rules need to know of one participant. Dates are local to her site. */
export type ParticipantFacts = {
  readonly site: string;
  readonly enrolledOn: LocalDate;
  readonly allocatedOn: LocalDate | null;
  readonly deliveredOn: LocalDate | null;
  /** The arm as far as the person acting may know it. */
  readonly arm: string | null;
  readonly recorded: readonly RecordedVisit[];
  readonly ends: readonly ParticipantEnd[];
  readonly performed: readonly PerformedForm[];
  /** Accounts that were masked and had this participant's arm shown. */
  readonly unmaskedBy: readonly string[];
};

/** A person at work: the account and the roles it holds at the participant's site. */
export type Actor = { readonly account: string; readonly roles: readonly Role[] };

/** One stated consent decision. */
export type ConsentFacts = {
  readonly decision: "given" | "declined";
  readonly version: string;
  readonly signedOn: LocalDate;
};

/** What the rules need to know of one screening; it holds no identity. */
export type ScreeningFacts = {
  readonly eligible: boolean;
  readonly screenedOn: LocalDate;
  /** Why an eligible mother said no at screening; null when she did not. */
  readonly declinedReason: string | null;
  readonly consent: ConsentFacts | null;
  readonly enrolled: boolean;
};
