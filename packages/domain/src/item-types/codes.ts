import type { Codelist, Locale } from "../protocol/types.ts";
import { toAsciiDigits } from "./digits.ts";
import { excerpt, type ValueProblem } from "./item-type.ts";

/** Reads a code as a number; a code is an integer, so nothing here can be ambiguous. */
export function readCode(text: string): number | null {
  const digits = toAsciiDigits(text).trim();
  return /^-?\d{1,9}$/.test(digits) ? Number(digits) || 0 : null;
}

export function checkCode(value: unknown, codelist: Codelist | null): readonly ValueProblem[] {
  if (!isCode(value)) return [{ code: "value_wrong_type", params: { found: excerpt(value) } }];
  if (codelist === null || codelist.codes.some((known) => known.code === value)) return [];
  return [unknownCode(String(value), codelist)];
}

export function unknownCode(found: string, codelist: Codelist | null): ValueProblem {
  const offered = (codelist?.codes ?? []).map((known) => known.code).join(", ");
  return { code: "code_unknown", params: { found: excerpt(found), offered } };
}

/** The label of a code; the code itself where the list does not know it (data of an older version stay readable). */
export function labelOf(code: unknown, codelist: Codelist | null, locale: Locale): string {
  return codelist?.codes.find((known) => known.code === code)?.label[locale] ?? String(code);
}

function isCode(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value);
}
