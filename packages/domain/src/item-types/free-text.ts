import { excerpt, type Field, parsed, type ParseOutcome, parsedIfSound, type ValueProblem } from "./item-type.ts";

/**
 * Text is kept byte for byte, in every script. Only what the database and the files cannot hold is refused:
 * NUL and lone surrogates. Length is counted in code points, as a person counts characters.
 */
export function checkText(value: unknown, field: Field, usualMaximum: number): readonly ValueProblem[] {
  if (typeof value !== "string") return [{ code: "value_wrong_type", params: { found: excerpt(value) } }];
  const maximum = field.item.maxLength ?? usualMaximum;
  // A code point takes at most two units, so the cheap test comes before the counting.
  const length = value.length > maximum * 2 ? value.length : [...value].length;
  if (length > maximum) return [{ code: "text_too_long", params: { length, maximum } }];
  if (/\u0000|\p{Surrogate}/u.test(value)) return [{ code: "text_not_storable", params: {} }];
  if (value.trim() === "") return [{ code: "value_wrong_type", params: { found: "" } }];
  return [];
}

export function parseText(
  text: string,
  field: Field,
  check: (value: unknown, field: Field) => readonly ValueProblem[],
): ParseOutcome {
  return text.trim() === "" ? parsed(null) : parsedIfSound(text, check(text, field));
}
