import { isLocalDate } from "../local-date.ts";
import type { Locale } from "../protocol/types.ts";
import { toAsciiDigits } from "./digits.ts";
import { excerpt, type ValueProblem } from "./item-type.ts";

export type TextReading =
  { readonly ok: true; readonly value: string } | { readonly ok: false; readonly problem: ValueProblem };

/** Nobody in a study was born before this, and nothing is planned after. */
const earliestYear = 1900;
const latestYear = 2100;

/**
 * Reads a date typed as `2026-11-22`, `22/11/2026`, `22-11-2026`, `22.11.2026` or `22 11 2026`. Indonesia writes the day
 * first, always; in English a date whose day and month could be swapped is asked about. A year of two digits is never
 * completed, and a date that does not exist is never moved to the next one that does.
 */
export function readDate(text: string, locale: Locale): TextReading {
  const trimmed = toAsciiDigits(text).trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(trimmed);
  if (iso !== null) return dateFrom(Number(iso[1]), Number(iso[2]), Number(iso[3]), text);
  const dayFirst = /^(\d{1,2})([/.\- ])(\d{1,2})\2(\d+)$/.exec(trimmed);
  if (dayFirst === null) return problem("date_invalid", { found: excerpt(text.trim()) });
  const [day, month, year] = [Number(dayFirst[1]), Number(dayFirst[3]), dayFirst[4] ?? ""];
  if (year.length <= 2) return problem("date_two_digit_year", { found: excerpt(text.trim()) });
  if (year.length !== 4) return problem("date_invalid", { found: excerpt(text.trim()) });
  if (locale === "en" && day <= 12 && month <= 12 && day !== month) {
    return problem("date_ambiguous", {
      found: excerpt(text.trim()),
      dayFirst: isoDate(Number(year), month, day),
      monthFirst: isoDate(Number(year), day, month),
    });
  }
  return dateFrom(Number(year), month, day, text);
}

/** Reads a time of day: `14:30`, `14.30` or `1430`, 24 hours. */
export function readTime(text: string): TextReading {
  const match = /^(\d{1,2})[:.](\d{2})$|^(\d{2})(\d{2})$/.exec(toAsciiDigits(text).trim());
  const hour = Number(match?.[1] ?? match?.[3] ?? Number.NaN);
  const minute = Number(match?.[2] ?? match?.[4] ?? Number.NaN);
  if (match === null || hour > 23 || minute > 59) return problem("time_invalid", { found: excerpt(text.trim()) });
  return { ok: true, value: `${two(hour)}:${two(minute)}` };
}

/** The problems of a stored date: not a text of the form `YYYY-MM-DD`, not in the calendar, or not of a year anybody lives in. */
export function dateProblems(value: unknown): readonly ValueProblem[] {
  if (typeof value !== "string") return [{ code: "value_wrong_type", params: { found: excerpt(value) } }];
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return [{ code: "date_invalid", params: { found: excerpt(value) } }];
  if (!isLocalDate(value)) return [{ code: "date_impossible", params: { found: value } }];
  const year = Number(value.slice(0, 4));
  if (year >= earliestYear && year <= latestYear) return [];
  return [
    {
      code: "date_year_unlikely",
      params: { found: value, earliest: String(earliestYear), latest: String(latestYear) },
    },
  ];
}

/** A date as both languages write it in full figures, day first: `22/11/2026`. */
export function writeDate(value: string): string {
  const [year = "", month = "", day = ""] = value.split("-");
  return `${day}/${month}/${year}`;
}

/** A time of day: Indonesian writes `14.30`, English `14:30`. */
export function writeTime(value: string, locale: Locale): string {
  return locale === "id" ? value.replace(":", ".") : value;
}

function dateFrom(year: number, month: number, day: number, text: string): TextReading {
  const value = isoDate(year, month, day);
  const [first] = dateProblems(value);
  if (first === undefined) return { ok: true, value };
  return { ok: false, problem: { code: first.code, params: { ...first.params, found: excerpt(text.trim()) } } };
}

function isoDate(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
}

function two(part: number): string {
  return String(part).padStart(2, "0");
}

function problem(code: ValueProblem["code"], params: ValueProblem["params"]): TextReading {
  return { ok: false, problem: { code, params } };
}
