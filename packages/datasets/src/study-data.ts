import type {
  ArmGuess,
  DeviationKind,
  EntryValues,
  GuessCertainty,
  Protocol,
  StratumAnswers,
  StudyKind,
} from "@kendali/domain";

/**
 * Everything of one study that datasets and analyses are made from, as plain JSON: what the database holds without
 * identifiers, accounts' names or device times. Dates are local dates of the site (`YYYY-MM-DD`).
 * A `null` date, eligibility or consent date means "not available" (imports of published data), never "not yet".
 */
export type StudyData = {
  /** The document; of a study with several versions their union (`unionProtocol`), so that nothing captured is left out. */
  readonly protocol: Protocol;
  /** Every version from the first to the newest; absent where there is one. */
  readonly versions?: readonly Protocol[];
  readonly kind: StudyKind;
  /** `injected` where past dates came from the clock that only simulated and practice studies may use. */
  readonly clock?: "server" | "injected";
  readonly registerCounts: readonly RegisterCount[];
  readonly screenings: readonly ScreeningData[];
  readonly participants: readonly ParticipantData[];
  /** Errors of allocation in the order they were reported; absent where nobody is allocated and in snapshots from before. */
  readonly deviations?: readonly DeviationData[];
  /** What assessors believed about the arms; only in data with arms, after the recorded unblinding. */
  readonly guesses?: readonly GuessData[];
};

/** One error of allocation, without anything that a person wrote. */
export type DeviationData = {
  readonly participant: string;
  readonly kind: DeviationKind;
  readonly related: string | null;
  /** Of two numbers of one woman, the one that counts no more. */
  readonly retired: string | null;
  readonly criteria: readonly string[];
  readonly strata: { readonly recorded: StratumAnswers; readonly corrected: StratumAnswers } | null;
  readonly foundOn: string;
  readonly reportedOn: string;
};

export type GuessData = {
  readonly participant: string;
  readonly guess: ArmGuess;
  readonly certainty: GuessCertainty | null;
  readonly reason: string | null;
  readonly on: string;
};

/** How many persons a site's register listed, the frame of total sampling. */
export type RegisterCount = { readonly site: string; readonly count: number };

export type ScreeningData = {
  readonly number: string;
  readonly site: string;
  readonly eligible: boolean | null;
  /** Keys of the criteria that were not met. */
  readonly failed: readonly string[];
  readonly declinedReason: string | null;
  readonly screenedOn: string | null;
  /** The version whose criteria judged her; absent where the study has one. */
  readonly protocolVersion?: string;
  /** The participant number, once enrolled. */
  readonly participant: string | null;
};

export type ParticipantData = {
  readonly number: string;
  readonly site: string;
  readonly enrolledOn: string | null;
  readonly consent: {
    readonly status: "given" | "withdrawn" | "not_available";
    readonly version: string | null;
    readonly on: string | null;
  };
  readonly allocatedOn: string | null;
  readonly arm: string | null;
  /** The strata the participant was allocated in: `site` and item keys. */
  readonly strata: Readonly<Record<string, string | number | boolean>> | null;
  readonly ends: readonly ParticipantEnd[];
  readonly entries: readonly EntryData[];
  readonly missed: readonly { readonly visit: string; readonly reason: string; readonly on: string }[];
  /** Acts by which somebody masked was shown this participant's arm; absent where there was none. */
  readonly unmaskings?: readonly { readonly on: string; readonly category: string }[];
};

export type ParticipantEnd = {
  /**
   * `discontinuation` ends the intervention only; the participant stays in follow-up. `duplicate` ends a second number of
   * a woman who counts under another.
   */
  readonly kind: "discontinuation" | "withdrawal" | "lost_to_follow_up" | "duplicate";
  readonly on: string;
  readonly reason: string;
};

export type EntryData = {
  readonly visit: string;
  readonly form: string;
  readonly performedOn: string | null;
  readonly performedBy: string | null;
  readonly values: EntryValues;
  readonly status: string;
  readonly outOfWindowReason: string | null;
  readonly softReasons: Readonly<Record<string, string>>;
  readonly protocolVersion: string;
};
