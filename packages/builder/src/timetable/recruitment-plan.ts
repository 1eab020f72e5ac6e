import { addDays, daysBetween, isLocalDate, type Protocol } from "@kendali/domain";

/** What a document's timetable expects of recruitment; null where a number or a day is not planned yet. */
export type RecruitmentPlan = {
  /** Participants to recruit. */
  readonly target: number;
  readonly perMonth: number | null;
  /** Whole months until the target is reached at that rate. */
  readonly months: number | null;
  /** The day on which it is reached, if recruitment begins as planned. */
  readonly reachedOn: string | null;
  /** Participants recruited at that rate between the planned first and last day, as many as the target at the most. */
  readonly expectedByEnd: number | null;
  /** Days from the enrolment of a participant to the end of the last visit's window. */
  readonly followUpDays: number;
};

const daysPerMonth = 365.25 / 12;

/**
 * How long recruitment takes at the rate that is planned, and how far the planned days reach. A month has 30.44 days.
 * Example: 120 participants at 8 a month take 15 months; begun on 2027-01-04 they are reached on 2028-04-05.
 */
export function recruitmentPlan({
  timetable = {},
  sampleSize,
  visits,
}: Pick<Protocol, "timetable" | "sampleSize" | "visits">): RecruitmentPlan {
  const { target } = sampleSize;
  const perMonth = timetable.recruitmentPerMonth ?? null;
  const start = dayOf(timetable.recruitmentStart);
  const end = dayOf(timetable.recruitmentEnd);
  const reachedOn =
    perMonth === null || start === null ? null : addDays(start, Math.ceil((target / perMonth) * daysPerMonth - 1e-9));
  const expectedByEnd =
    perMonth === null || start === null || end === null || end < start
      ? null
      : Math.min(target, Math.floor((perMonth * (daysBetween(start, end) + 1)) / daysPerMonth + 1e-9));
  return {
    target,
    perMonth,
    months: perMonth === null ? null : Math.ceil(target / perMonth - 1e-9),
    reachedOn,
    expectedByEnd,
    followUpDays: Math.max(0, ...visits.map(({ day, window }) => day + window.after)),
  };
}

function dayOf(day: string | undefined): string | null {
  return day !== undefined && isLocalDate(day) ? day : null;
}
