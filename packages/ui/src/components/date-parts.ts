/** The three boxes of a date as typed. */
export type DateParts = { readonly day: string; readonly month: string; readonly year: string };

/**
 * The text of a date draft: `YYYY-MM-DD` once all three boxes are filled (possible or not: the form's check says so), `""` when all
 * are empty, and else the parts as typed, so that a half-written date survives a reload.
 */
export function writeDateParts({ day, month, year }: DateParts): string {
  if (day === "" && month === "" && year === "") return "";
  const full = year.length === 4 && month !== "" && day !== "";
  return full ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : `${year}-${month}-${day}`;
}

export function readDateParts(text: string): DateParts {
  const [year = "", month = "", day = ""] = text.split("-");
  return { day, month, year };
}

/** A typed time as `HH:MM` when it is one ("14.30", "14:30", "1430", "9.05"), else as typed. */
export function writeTime(typed: string): string {
  const match = /^\s*(\d{1,2})[.:,\s]?(\d{2})\s*$/.exec(typed);
  if (match === null) return typed;
  const [hour = "", minute = ""] = match.slice(1);
  return Number(hour) < 24 && Number(minute) < 60 ? `${hour.padStart(2, "0")}:${minute}` : typed;
}

/** The two halves of a date-time draft, joined by `T`. */
export function splitDateTime(text: string): readonly [date: string, time: string] {
  const at = text.indexOf("T");
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

export function joinDateTime(date: string, time: string): string {
  return date === "" && time === "" ? "" : `${date}T${time}`;
}
