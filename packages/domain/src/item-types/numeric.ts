import type { Item, Locale } from "../protocol/types.ts";
import {
  excerpt,
  type Field,
  type ParseOutcome,
  parsed,
  parsedIfSound,
  type PresentValue,
  type ValueProblem,
} from "./item-type.ts";
import { readNumber } from "./read-number.ts";

/** What `integer`, `decimal` and `duration` share: a finite double within the hard range, in the item's unit. */
export function checkNumber(value: unknown, item: Item, decimals: number): readonly ValueProblem[] {
  if (typeof value !== "number") return [{ code: "value_wrong_type", params: { found: excerpt(value) } }];
  if (!Number.isFinite(value)) return [{ code: "number_invalid", params: { found: String(value) } }];
  if (Math.abs(value) >= 1e15) return [{ code: "number_too_large", params: { found: String(value) } }];
  return [...precisionProblems(value, decimals), ...rangeProblems(value, item)];
}

function precisionProblems(value: number, decimals: number): readonly ValueProblem[] {
  if (Number(value.toFixed(decimals)) === value) return [];
  return decimals === 0
    ? [{ code: "not_whole", params: { value } }]
    : [{ code: "too_many_decimals", params: { value, decimals } }];
}

function rangeProblems(value: number, item: Item): readonly ValueProblem[] {
  const { min = null, max = null } = item.hardRange ?? {};
  const limits = { value, min, max, unit: item.unit ?? "" };
  if (min !== null && value < min) return [{ code: "below_minimum", params: limits }];
  if (max !== null && value > max) return [{ code: "above_maximum", params: limits }];
  return [];
}

export function parseNumber(
  text: string,
  field: Field,
  locale: Locale,
  check: (value: unknown, field: Field) => readonly ValueProblem[],
): ParseOutcome {
  if (text.trim() === "") return parsed(null);
  const unit = field.item.unit ?? null;
  const reading = readNumber(text, unit, locale);
  if (reading.ok) return parsedIfSound(reading.value, check(reading.value, field));
  return reading.problem.code === "number_ambiguous"
    ? { ok: false, problem: leftReading(reading.problem, (value) => check(value, field), unit, locale) }
    : reading;
}

/**
 * Of two readings the one that the item can hold, where it can hold only one: it is proposed, and the person still types it.
 * Where it can hold neither, what is wrong with the thousand is told, unless the decimal could be written here.
 */
function leftReading(
  asked: ValueProblem,
  check: (value: number) => readonly ValueProblem[],
  unit: string | null,
  locale: Locale,
): ValueProblem {
  const { found = "", decimal = "", grouped = "" } = asked.params;
  const problemsOf = (written: typeof decimal) => {
    const reading = readNumber(String(written), unit, locale);
    return reading.ok ? check(reading.value) : [reading.problem];
  };
  const [asDecimal, asThousand] = [problemsOf(decimal), problemsOf(grouped)];
  const only = (written: typeof decimal): ValueProblem => ({
    code: "number_one_reading",
    params: { found, only: written },
  });
  if (asDecimal.length === 0) return asThousand.length === 0 ? asked : only(decimal);
  if (asThousand.length === 0) return only(grouped);
  const isTooFine = asDecimal.some(({ code }) => code === "not_whole" || code === "too_many_decimals");
  return (isTooFine ? asThousand[0] : undefined) ?? asked;
}

/** A number with the locale's decimal sign, grouping and minus, and its unit after a no-break space: `1.234,5 ml`. */
export function formatNumberWithUnit(value: PresentValue, item: Item, locale: Locale, decimals?: number): string {
  if (typeof value !== "number") return String(value);
  const text = plainNumber(Math.abs(value), locale, decimals);
  const [whole = "", fraction] = text.split(locale === "id" ? "," : ".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, locale === "id" ? "." : ",");
  const signed = `${value < 0 && Number(text.replace(",", ".")) !== 0 ? "\u2212" : ""}${grouped}`;
  const number = fraction === undefined ? signed : `${signed}${locale === "id" ? "," : "."}${fraction}`;
  return item.unit === undefined ? number : `${number}\u00a0${item.unit}`;
}

/** A number as an input holds it: no grouping, and never a text that could be read two ways (`1,234` becomes `1,2340`). */
export function numberToText(value: PresentValue, locale: Locale): string {
  if (typeof value !== "number") return String(value);
  const text = plainNumber(value, locale);
  return /^-?[1-9]\d{0,2}[.,]\d{3}$/.test(text) ? `${text}0` : text;
}

function plainNumber(value: number, locale: Locale, decimals?: number): string {
  const shortest = decimals === undefined ? withoutExponent(value) : value.toFixed(decimals);
  return locale === "id" ? shortest.replace(".", ",") : shortest;
}

/** JavaScript writes 0.0000001 as `1e-7`; people do not. */
function withoutExponent(value: number): string {
  const text = String(value);
  return text.includes("e") ? value.toFixed(15).replace(/0+$/, "").replace(/\.$/, "") : text;
}
