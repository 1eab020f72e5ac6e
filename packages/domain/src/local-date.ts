import { invariant } from "./result.ts";

/**
 * The one converter between instants and the dates and times a site lives by. Everything clinical (windows, "today",
 * study days, postpartum hours) is counted in local dates of the site's IANA zone; midnight UTC is 07.00 in Malang.
 * Local values are plain text so that they travel, sort and compare as they are: `YYYY-MM-DD`, `HH:MM`, `YYYY-MM-DDTHH:MM`.
 */

/** A calendar date without a zone, `YYYY-MM-DD`, proleptic Gregorian. Text order is time order. */
export type LocalDate = string;
/** A time of day, `HH:MM`, 24 hours. */
export type LocalTime = string;
/** A date and time as the site's clock shows it, `YYYY-MM-DDTHH:MM`. */
export type LocalDateTime = string;

const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const timePattern = /^([01]\d|2[0-3]):([0-5]\d)$/;
const minutesPerDay = 1440;

/** Whether the text is a date that exists: `2026-02-29` and `2026-13-01` are not. */
export function isLocalDate(text: string): boolean {
  const match = datePattern.exec(text);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** Whether the text is a time of day: `24:00` and `7:05` are not. */
export function isLocalTime(text: string): boolean {
  return timePattern.test(text);
}

/** Whether the text is an existing date with a time of day, `2026-11-22T14:30`. */
export function isLocalDateTime(text: string): boolean {
  return text.length === 16 && text[10] === "T" && isLocalDate(text.slice(0, 10)) && isLocalTime(text.slice(11));
}

/** The local date on which an instant falls. `localDateIn("2026-11-21T17:30:00Z", "Asia/Jakarta")` is `2026-11-22`. */
export function localDateIn(instantIso: string, timeZone: string): LocalDate {
  return localDateTimeIn(instantIso, timeZone).slice(0, 10);
}

/** The time of day an instant has in a zone. `localTimeIn("2026-11-22T07:32:00Z", "Asia/Jakarta")` is `14:32`. */
export function localTimeIn(instantIso: string, timeZone: string): LocalTime {
  return localDateTimeIn(instantIso, timeZone).slice(11);
}

/** The local date and time of an instant, to the minute. */
export function localDateTimeIn(instantIso: string, timeZone: string): LocalDateTime {
  const instant = new Date(instantIso);
  invariant(!Number.isNaN(instant.getTime()), `not an instant: ${instantIso}`);
  const parts: Record<string, string> = {};
  for (const part of formatterFor(timeZone).formatToParts(instant)) parts[part.type] = part.value;
  const { year = "", month = "", day = "", hour = "", minute = "" } = parts;
  return `${year.padStart(4, "0")}-${month}-${day}T${hour}:${minute}`;
}

/**
 * The instant (UTC, ISO 8601) at which a site's clock showed a local date and time. A time that a change of the clock
 * skipped is moved forward by the gap; one that occurred twice is the earlier. Indonesia has had neither since 1964.
 * `instantOf("2026-11-22T14:30", "Asia/Jakarta")` is `2026-11-22T07:30:00.000Z`.
 */
export function instantOf(local: LocalDateTime, timeZone: string): string {
  const wanted = minutesSinceEpoch(local);
  const offsetAt = (utcMinutes: number): number =>
    minutesSinceEpoch(localDateTimeIn(new Date(utcMinutes * 60_000).toISOString(), timeZone)) - utcMinutes;
  // The offsets a day before and after bracket any change of the clock; the larger one gives the earlier instant.
  const offsets = [offsetAt(wanted - minutesPerDay), offsetAt(wanted + minutesPerDay)].toSorted((a, b) => b - a);
  const exact = offsets.find((offset) => offsetAt(wanted - offset) === offset);
  const utcMinutes = wanted - (exact ?? Math.min(...offsets));
  return new Date(utcMinutes * 60_000).toISOString();
}

/** Whether this machine knows the IANA zone. */
export function isTimeZone(timeZone: string): boolean {
  try {
    formatterFor(timeZone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The date `days` later, earlier when negative. `addDays("2026-02-27", 2)` is `2026-03-01`. */
export function addDays(date: LocalDate, days: number): LocalDate {
  invariant(Number.isInteger(days), `days must be whole, got ${days}`);
  return dateOfDayNumber(dayNumber(date) + days);
}

/** Whole days from one date to another; negative when `to` is earlier. `daysBetween("2026-02-27", "2026-03-01")` is 2. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from);
}

/**
 * Hours from one local date-time to another at the same site, as a fraction; negative when `to` is earlier.
 * `hoursBetween("2026-11-20T09:30", "2026-11-21T14:00")` is 28.5.
 */
export function hoursBetween(from: LocalDateTime, to: LocalDateTime): number {
  return minutesBetween(from, to) / 60;
}

/** Whole minutes from one local date-time to another at the same site. */
export function minutesBetween(from: LocalDateTime, to: LocalDateTime): number {
  return minutesSinceEpoch(to) - minutesSinceEpoch(from);
}

/** The date-time `minutes` later. `addMinutes("2026-11-22T23:50", 15)` is `2026-11-23T00:05`. */
export function addMinutes(local: LocalDateTime, minutes: number): LocalDateTime {
  invariant(Number.isInteger(minutes), `minutes must be whole, got ${minutes}`);
  const total = minutesSinceEpoch(local) + minutes;
  const day = Math.floor(total / minutesPerDay);
  const minuteOfDay = total - day * minutesPerDay;
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${dateOfDayNumber(day)}T${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}`;
}

/** The ISO 8601 day of the week: 1 is Monday, 7 is Sunday. `weekdayOf("2026-11-22")` is 7. */
export function weekdayOf(date: LocalDate): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  // 1970-01-01 was a Thursday.
  const index = (((dayNumber(date) + 3) % 7) + 7) % 7;
  return ([1, 2, 3, 4, 5, 6, 7] as const)[index] ?? 1;
}

function minutesSinceEpoch(local: LocalDateTime): number {
  invariant(isLocalDateTime(local), `not a local date and time: ${local}`);
  return dayNumber(local.slice(0, 10)) * minutesPerDay + Number(local.slice(11, 13)) * 60 + Number(local.slice(14, 16));
}

function daysInMonth(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

/** Days since 1970-01-01 (H. Hinnant, chrono-compatible low-level date algorithms, `days_from_civil`). */
function dayNumber(date: LocalDate): number {
  invariant(isLocalDate(date), `not a date: ${date}`);
  const month = Number(date.slice(5, 7));
  const year = Number(date.slice(0, 4)) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + Number(date.slice(8, 10)) - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The inverse of `dayNumber` (`civil_from_days`). */
function dateOfDayNumber(days: number): LocalDate {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9);
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  invariant(year >= 1 && year <= 9999, `year out of reach: ${year}`);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** Making a formatter costs about 50 µs and a site's zone never changes, so each zone's is kept. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  formatters.set(timeZone, made);
  return made;
}
