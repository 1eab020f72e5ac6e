import type { Locale } from "../protocol/types.ts";
import { toAsciiDigits } from "./digits.ts";
import { excerpt, type ValueProblem } from "./item-type.ts";

export type NumberReading =
  { readonly ok: true; readonly value: number } | { readonly ok: false; readonly problem: ValueProblem };

const longest = 40;
const largest = 1e15;
const spaces = /[\u0020\u00a0\u2009\u202f]/;

/**
 * Reads a number as a person types it in Indonesia or elsewhere: comma or point for decimals, points, commas or spaces
 * between groups of three, digits of several scripts, the item's own unit after it. `1.234` and `1,234` could be either
 * a decimal or a thousand: both readings are given back and the person decides. `Number` and `parseFloat` never see what
 * was typed (`parseFloat("12,5")` is 12). Exponents, fractions, doubled signs and foreign units are refused.
 * `readNumber("12,5 ml", "ml", "id")` is 12.5.
 */
export function readNumber(text: string, unit: string | null, locale: Locale): NumberReading {
  const trimmed = toAsciiDigits(text).trim();
  if (trimmed.length > longest) return invalid(text);
  const split = splitUnit(trimmed);
  if (split === null) return invalid(text);
  if (split.unit !== "" && split.unit.toLowerCase() !== (unit ?? "").toLowerCase()) {
    if (unit === null || !/^\p{L}|^%|^°/u.test(split.unit)) return invalid(text);
    return problem("unit_unexpected", { found: excerpt(split.unit), unit });
  }
  return readDigits(split.sign, split.digits, text, locale);
}

/** Parts a text into sign, digits with their separators, and whatever unit follows. */
function splitUnit(text: string): { sign: string; digits: string; unit: string } | null {
  const match = /^([+-]?)([\d.,\u0020\u00a0\u2009\u202f]*\d)(.*)$/su.exec(text);
  if (match === null) return null;
  const [, sign = "", digits = "", rest = ""] = match;
  // "12," is half typed, "1e3" is an exponent, "12-" a mistake: a unit is letters, and begins with none of these.
  if (/^[.,+-]/.test(rest) || /^e[+-]?\d/i.test(rest)) return null;
  return { sign, digits, unit: rest.trim() };
}

function readDigits(sign: string, digits: string, text: string, locale: Locale): NumberReading {
  const groupedBySpace = spaces.test(digits);
  if (groupedBySpace && !/^\d{1,3}([\u0020\u00a0\u2009\u202f]\d{3})+([.,]\d+)?$/.test(digits)) return invalid(text);
  const compact = digits.replace(/[\u0020\u00a0\u2009\u202f]/g, "");
  const marks = compact.replace(/\d/g, "");
  if (marks === "") return toNumber(sign, compact, "", text);
  if (marks.length === 1) {
    const [whole = "", fraction = ""] = compact.split(marks);
    if (!groupedBySpace && fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole)) {
      return ambiguous(sign, whole, fraction, text, locale);
    }
    return toNumber(sign, whole, fraction, text);
  }
  const last = marks.at(-1) ?? "";
  const first = marks[0] ?? "";
  if (first === last)
    return groupedThroughout(compact, first) ? toNumber(sign, strip(compact, first), "", text) : invalid(text);
  // Two kinds: the last is the decimal sign if it stands once and the others group.
  const [whole, fraction] = splitAtLast(compact, last);
  return groupedThroughout(whole, first) ? toNumber(sign, strip(whole, first), fraction, text) : invalid(text);
}

function groupedThroughout(digits: string, mark: string): boolean {
  const [first = "", ...groups] = digits.split(mark);
  return /^[1-9]\d{0,2}$/.test(first) && groups.length > 0 && groups.every((group) => /^\d{3}$/.test(group));
}

function strip(digits: string, mark: string): string {
  return digits.split(mark).join("");
}

function splitAtLast(text: string, mark: string): [string, string] {
  const at = text.lastIndexOf(mark);
  return [text.slice(0, at), text.slice(at + 1)];
}

function toNumber(sign: string, whole: string, fraction: string, text: string): NumberReading {
  const significant = `${whole}${fraction}`.replace(/^0+/, "");
  const value = Number(`${sign}${whole === "" ? "0" : whole}.${fraction === "" ? "0" : fraction}`);
  if (!Number.isFinite(value)) return invalid(text);
  if (Math.abs(value) >= largest) return problem("number_too_large", { found: excerpt(text) });
  if (significant.replace(/0+$/, "").length > 15) return problem("number_too_precise", { found: excerpt(text) });
  return { ok: true, value: value === 0 ? 0 : value };
}

function ambiguous(sign: string, whole: string, fraction: string, text: string, locale: Locale): NumberReading {
  const decimalSign = locale === "id" ? "," : ".";
  const minus = sign === "-" ? "-" : "";
  return problem("number_ambiguous", {
    found: excerpt(text),
    decimal: `${minus}${whole}${decimalSign}${fraction}0`,
    grouped: `${minus}${whole}${fraction}`,
  });
}

function invalid(text: string): NumberReading {
  return problem("number_invalid", { found: excerpt(text) });
}

function problem(code: ValueProblem["code"], params: ValueProblem["params"]): NumberReading {
  return { ok: false, problem: { code, params } };
}
