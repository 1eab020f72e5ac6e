/**
 * Dates and instants as the calendar shows them, without JavaScript's `Date`: a date is `YYYY-MM-DD`, an instant is ISO 8601
 * in UTC, and the three Indonesian zones are fixed offsets (no summer time since 1964), so that the arithmetic is exact and pure.
 */
export type CivilDate = { readonly year: number; readonly month: number; readonly day: number };

export type CivilTime = CivilDate & { readonly hour: number; readonly minute: number; readonly second: number };

/** IANA zone → short name and hours ahead of UTC. */
const zones = {
  "Asia/Jakarta": { name: "WIB", hours: 7 },
  "Asia/Pontianak": { name: "WIB", hours: 7 },
  "Asia/Makassar": { name: "WITA", hours: 8 },
  "Asia/Jayapura": { name: "WIT", hours: 9 },
  UTC: { name: "UTC", hours: 0 },
} as const;

/** Short name and offset of an IANA zone; a zone that is not Indonesian is shown in UTC, which the name then says. */
export function zoneOf(timeZone: string): { readonly name: string; readonly hours: number } {
  return Object.hasOwn(zones, timeZone) ? zones[timeZone as keyof typeof zones] : zones.UTC;
}

/** Reads `YYYY-MM-DD`, also at the head of a longer ISO text; `null` when it is no date of the calendar. */
export function readCivilDate(text: string): CivilDate | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(text);
  if (match === null) return null;
  const date = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  return date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= daysInMonth(date.year, date.month)
    ? date
    : null;
}

/** Writes a date back as `YYYY-MM-DD`. */
export function writeCivilDate({ year, month, day }: CivilDate): string {
  return `${String(year).padStart(4, "0")}-${pad(month)}-${pad(day)}`;
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days since 1970-01-01 (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil). */
export function daysFromCivil({ year, month, day }: CivilDate): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The date that lies so many days after 1970-01-01 (civil_from_days, same source). */
export function civilFromDays(days: number): CivilDate {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** The date so many days later (earlier when negative). `addDays("2026-02-27", 2)` is `"2026-03-01"`. Text that is no date stays as it is. */
export function addDays(date: string, days: number): string {
  const civil = readCivilDate(date);
  return civil === null ? date : writeCivilDate(civilFromDays(daysFromCivil(civil) + days));
}

/** 0 Sunday … 6 Saturday. */
export function weekdayOf(date: CivilDate): number {
  return (((daysFromCivil(date) + 4) % 7) + 7) % 7;
}

/**
 * What calendar and clock show at an instant in a zone. Text without an offset (`2026-11-23T14:30`) is already local and is taken as it stands.
 */
export function readInstant(text: string, timeZone: string): CivilTime | null {
  const match = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/.exec(text);
  const date = match === null ? null : readCivilDate(text);
  if (match === null || date === null) return null;
  const [hour, minute, second] = [Number(match[2]), Number(match[3]), Number(match[4] ?? "0")];
  if (hour > 23 || minute > 59 || second > 60) return null;
  if (match[5] === undefined) return { ...date, hour, minute, second };
  const local = daysFromCivil(date) * 1440 + hour * 60 + minute - offsetMinutes(match[5]) + zoneOf(timeZone).hours * 60;
  const days = Math.floor(local / 1440);
  const rest = local - days * 1440;
  return { ...civilFromDays(days), hour: Math.floor(rest / 60), minute: rest % 60, second };
}

function offsetMinutes(offset: string): number {
  if (offset === "Z") return 0;
  const sign = offset.startsWith("-") ? -1 : 1;
  const digits = offset.slice(1).replace(":", "");
  return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2)));
}

export function pad(value: number): string {
  return String(value).padStart(2, "0");
}
