/** The boxes of a partial date as typed; an unknown month means an unknown day. */
export type PartialDateParts = {
  readonly day: string;
  readonly month: string;
  readonly year: string;
  readonly unknown: "nothing" | "day" | "month";
};

/** What stands for "only the year, which is not typed yet". */
const yearOpen = "?";

/**
 * The text of a draft: as many parts as are known, joined as ISO 8601 joins them, so that `2026-11` says that the day is unknown and
 * `2026-11-` that its box is still open.
 */
export function writePartialDate({ day, month, year, unknown }: PartialDateParts): string {
  if (unknown === "month") return year === "" ? yearOpen : year;
  if (unknown === "day") return `${year}-${year.length === 4 ? padded(month) : month}`;
  if (day === "" && month === "" && year === "") return "";
  const full = year.length === 4 && month !== "" && day !== "";
  return full ? `${year}-${padded(month)}-${padded(day)}` : `${year}-${month}-${day}`;
}

export function readPartialDate(text: string): PartialDateParts {
  if (text === yearOpen) return { day: "", month: "", year: "", unknown: "month" };
  const [year = "", month, day] = text.split("-");
  const unknown = text === "" || day !== undefined ? "nothing" : month === undefined ? "month" : "day";
  return { day: day ?? "", month: month ?? "", year, unknown };
}

function padded(part: string): string {
  return part === "" ? "" : part.padStart(2, "0");
}
