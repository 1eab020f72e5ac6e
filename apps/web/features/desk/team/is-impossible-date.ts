import { isLocalDate } from "@kendali/domain";

/** Whether all three boxes of a date are filled and the calendar has no such day, as of 31 February. */
export function isImpossibleDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !isLocalDate(text);
}
