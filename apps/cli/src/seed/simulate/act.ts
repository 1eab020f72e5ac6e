import type { EntryValues, LocalDate, LocalDateTime, ParticipantEndKind, Role } from "@kendali/domain";

/** One thing that somebody does with a participant, at a moment of the site's clock. */
export type Act =
  | {
      readonly kind: "entry";
      readonly at: LocalDateTime;
      readonly by: Role;
      readonly visit: string;
      readonly form: string;
      readonly performedOn: LocalDate;
      readonly values: EntryValues;
      readonly softReasons: Readonly<Record<string, string>>;
      readonly outOfWindowReason?: string;
    }
  | {
      readonly kind: "missed";
      readonly at: LocalDateTime;
      readonly by: Role;
      readonly visit: string;
      readonly on: LocalDate;
      readonly reason: string;
    }
  | {
      readonly kind: "end";
      readonly at: LocalDateTime;
      readonly by: Role;
      readonly end: ParticipantEndKind;
      readonly on: LocalDate;
      readonly reason: string;
    }
  | { readonly kind: "lock"; readonly at: LocalDateTime; readonly by: Role; readonly visit: string }
  | { readonly kind: "allocate"; readonly at: LocalDateTime; readonly by: Role };

/** One mother who was asked, and what came of it. */
export type Screening = {
  readonly at: LocalDateTime;
  readonly site: string;
  readonly answers: Readonly<Record<string, boolean>>;
  /** Her reason when she says no at once. */
  readonly declinedReason: string | null;
  /** Her reason when she says no after the consent text was read. */
  readonly refusedConsent: string | null;
  /** Names her life among those of the study, when she takes part. */
  readonly life: string | null;
};
