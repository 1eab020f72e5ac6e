import { type CivilDate, pad, readCivilDate, readInstant, weekdayOf, zoneOf } from "./civil-date.ts";
import type { Locale } from "./locale.ts";

type Names = {
  readonly weekdays: readonly string[];
  readonly weekdaysShort: readonly string[];
  readonly months: readonly string[];
  readonly monthsShort: readonly string[];
};

const names: Readonly<Record<Locale, Names>> = {
  id: {
    weekdays: ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"],
    weekdaysShort: ["Min", "Sen", "Sel", "Rab", "Kam", "Jum", "Sab"],
    months: [
      "Januari",
      "Februari",
      "Maret",
      "April",
      "Mei",
      "Juni",
      "Juli",
      "Agustus",
      "September",
      "Oktober",
      "November",
      "Desember",
    ],
    monthsShort: ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"],
  },
  en: {
    weekdays: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
    weekdaysShort: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
    months: [
      "January",
      "February",
      "March",
      "April",
      "May",
      "June",
      "July",
      "August",
      "September",
      "October",
      "November",
      "December",
    ],
    monthsShort: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
  },
};

/**
 * How much of a date is shown: `long` Senin, 23 November 2026 · `weekday` Senin, 23 Nov 2026 · `short` 23 Nov 2026 ·
 * `day` Sen 23 Nov · `day_month` 23 Nov · `month` Nov 2026.
 */
export type DateStyle = "long" | "weekday" | "short" | "day" | "day_month" | "month";

/** A date (`YYYY-MM-DD`, or an ISO text that begins so) in the language's words; text that is no date is returned as it came. */
export function formatDate(locale: Locale, date: string, style: DateStyle = "short"): string {
  const civil = readCivilDate(date);
  return civil === null ? date : writeDate(locale, civil, style);
}

function writeDate(locale: Locale, date: CivilDate, style: DateStyle): string {
  const { weekdays, weekdaysShort, months, monthsShort } = names[locale];
  const weekday = weekdayOf(date);
  const short = `${date.day} ${monthsShort[date.month - 1] ?? ""}`;
  switch (style) {
    case "long":
      return `${weekdays[weekday] ?? ""}, ${date.day} ${months[date.month - 1] ?? ""} ${date.year}`;
    case "weekday":
      return `${weekdays[weekday] ?? ""}, ${short} ${date.year}`;
    case "short":
      return `${short} ${date.year}`;
    case "day":
      return `${weekdaysShort[weekday] ?? ""} ${short}`;
    case "day_month":
      return short;
    case "month":
      return `${monthsShort[date.month - 1] ?? ""} ${date.year}`;
  }
}

/** The name of a month, 1 to 12. */
export function monthName(locale: Locale, month: number): string {
  return names[locale].months[month - 1] ?? "";
}

/** Two dates with the month said once where it is the same: "17–21 Nov", "28 Nov–2 Des". */
export function formatDateRange(locale: Locale, from: string, to: string): string {
  const [first, last] = [readCivilDate(from), readCivilDate(to)];
  if (first === null || last === null) return `${from}–${to}`;
  const end = writeDate(locale, last, "day_month");
  if (first.year === last.year && first.month === last.month) {
    return first.day === last.day ? end : `${first.day}–${end}`;
  }
  return `${writeDate(locale, first, "day_month")}–${end}`;
}

/** A time of day (`HH:MM` or `HH:MM:SS`): 14.32 in Bahasa Indonesia, 14:32 in English. */
export function formatTime(locale: Locale, time: string): string {
  return locale === "id" ? time.replaceAll(":", ".") : time;
}

/** "15.00–18.00", or "15:00–18:00". */
export function formatTimeRange(locale: Locale, from: string, to: string): string {
  return `${formatTime(locale, from)}–${formatTime(locale, to)}`;
}

/** The clock at an instant in a zone: "14.32". `seconds` adds them, `zone` its short name ("14.32 WIB"). */
export function formatInstantTime(
  locale: Locale,
  instant: string,
  timeZone: string,
  show: { readonly seconds?: boolean; readonly zone?: boolean } = {},
): string {
  const civil = readInstant(instant, timeZone);
  if (civil === null) return instant;
  const clock = [pad(civil.hour), pad(civil.minute), ...(show.seconds === true ? [pad(civil.second)] : [])].join(":");
  return `${formatTime(locale, clock)}${show.zone === true ? ` ${zoneOf(timeZone).name}` : ""}`;
}

/** Date and clock at an instant in a zone: "23 Nov 2026 pukul 14.32 WIB", "23 Nov 2026, 14:32 WIB". */
export function formatInstant(
  locale: Locale,
  instant: string,
  timeZone: string,
  show: { readonly seconds?: boolean; readonly zone?: boolean; readonly date?: DateStyle } = {},
): string {
  const civil = readInstant(instant, timeZone);
  if (civil === null) return instant;
  const clock = formatInstantTime(locale, instant, timeZone, { zone: true, ...show });
  return `${writeDate(locale, civil, show.date ?? "short")}${locale === "id" ? " pukul " : ", "}${clock}`;
}

/** The calendar date (`YYYY-MM-DD`) at an instant in a zone; `null` when the text is no instant. */
export function dateAtInstant(instant: string, timeZone: string): string | null {
  const civil = readInstant(instant, timeZone);
  return civil === null ? null : `${civil.year}-${pad(civil.month)}-${pad(civil.day)}`;
}

/** Minutes and seconds of a timer: 581 s is "09.41" or "09:41"; from one hour on the hours stand before. */
export function formatTimer(locale: Locale, seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const parts = [Math.floor(whole / 60) % 60, whole % 60].map(pad);
  const hours = Math.floor(whole / 3600);
  return formatTime(locale, (hours > 0 ? [String(hours), ...parts] : parts).join(":"));
}
