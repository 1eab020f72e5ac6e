import type { StudyKind } from "../protocol/types.ts";
import { accept, refuse, type Result } from "../result.ts";

/** What decides whether a study takes data. `draft` has not gone live; `locked` takes no more, for ever. */
export type StudyStatus = "draft" | "live" | "locked";

/** Whether data may be captured in a study of this status. Refuses `study_not_live` and `study_locked`. */
export function canCapture(status: StudyStatus): Result<null> {
  if (status === "draft") return refuse("study_not_live");
  if (status === "locked") return refuse("study_locked");
  return accept(null);
}

/** What each kind of study is allowed beyond the rules of a live one. */
export const studyKinds: Record<
  StudyKind,
  {
    /** Whether dates may come from an injected clock instead of the server's. */
    readonly allowsInjectedClock: boolean;
    /** Whether an import may state consent, eligibility and values as not available. */
    readonly allowsNotAvailable: boolean;
    /** Whether the records are of real persons. */
    readonly holdsPersons: boolean;
  }
> = {
  live: { allowsInjectedClock: false, allowsNotAvailable: false, holdsPersons: true },
  test: { allowsInjectedClock: false, allowsNotAvailable: false, holdsPersons: false },
  practice: { allowsInjectedClock: true, allowsNotAvailable: false, holdsPersons: false },
  simulated: { allowsInjectedClock: true, allowsNotAvailable: false, holdsPersons: false },
  reconstructed: { allowsInjectedClock: false, allowsNotAvailable: true, holdsPersons: false },
};
