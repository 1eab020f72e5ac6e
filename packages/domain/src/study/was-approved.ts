import type { LocalDate } from "../local-date.ts";
import type { Protocol, StudyKind } from "../protocol/types.ts";
import { accept, refuse, type Result } from "../result.ts";
import { studyKinds } from "./can-capture.ts";

/**
 * Whether a person may have been asked for a study on a day: the ethics approval of the document that was in force then had
 * begun and had not ended. Both its days are days of it. Studies of invented persons need none. `field` is where the date
 * was typed. Refuses `date_before_ethics` and `date_after_ethics`.
 *
 * Source: ICH E6(R3) annex 1, 1.1 and 2.8 (approval and consent come before any act of the trial).
 */
export function wasApproved(
  study: { readonly kind: StudyKind; readonly protocol: Pick<Protocol, "ethics"> },
  date: LocalDate,
  field: string,
): Result<null> {
  const { ethics } = study.protocol;
  if (ethics === null || !studyKinds[study.kind].holdsPersons) return accept(null);
  if (date < ethics.approvedOn) return refuse("date_before_ethics", { field, date, on: ethics.approvedOn });
  return date > ethics.expiresOn ? refuse("date_after_ethics", { field, date, on: ethics.expiresOn }) : accept(null);
}
