import type { CompiledField, CompiledForm, EntryValues, ItemValue, Locale, MissingReason } from "@kendali/domain";
import type { Timing } from "@kendali/ui/components/pump-timer";

/** What a person has entered so far, as typed: text that is no value yet is an answer in the making, and is kept. */
export type Answers = {
  /** By item key, as the inputs of `@kendali/ui/item-inputs` read and write them. */
  readonly texts: Readonly<Record<string, string>>;
  readonly missing: Readonly<Record<string, MissingReason>>;
  /** Why an unusual value is right, by item key. */
  readonly reasons: Readonly<Record<string, string>>;
  readonly timings: Readonly<Record<string, Timing>>;
  /** Signatures that are begun and not yet used; absent in drafts of before they were kept. */
  readonly drawings?: Readonly<Record<string, Drawing>>;
};

/** The strokes of a drawing, each as whole numbers x, y, x, y … on a sheet of 900 by 360. */
export type Drawing = readonly (readonly number[])[];

export const noAnswers: Answers = { texts: {}, missing: {}, reasons: {}, timings: {} };

/** Stored values as the inputs show them. */
export function answersOf(
  form: CompiledForm,
  values: EntryValues,
  reasons: Readonly<Record<string, string>>,
  locale: Locale,
): Answers {
  const texts: Record<string, string> = {};
  const missing: Record<string, MissingReason> = {};
  for (const field of form.fields) {
    const value = values[field.item.key];
    if (value === undefined || field.definition.isComputed) continue;
    if (isMissingValue(value)) missing[field.item.key] = value.m;
    else texts[field.item.key] = field.definition.toText(value, field, locale);
  }
  return { texts, missing, reasons, timings: {} };
}

/** A stored value as a person reads it; the caller gives the words of missing reasons. */
export function valueWords(
  field: CompiledField,
  value: ItemValue,
  locale: Locale,
  missingWords: (reason: MissingReason) => string,
): string {
  return isMissingValue(value) ? missingWords(value.m) : field.definition.format(value, field, locale);
}

export function isMissingValue(value: ItemValue): value is { readonly m: MissingReason } {
  return typeof value === "object" && !Array.isArray(value);
}

/** Whether anything was entered that would be lost. */
export function hasAnswers(answers: Answers): boolean {
  return (
    Object.values(answers.texts).some((text) => text !== "") ||
    Object.keys(answers.missing).length > 0 ||
    Object.keys(answers.timings).length > 0 ||
    Object.keys(answers.drawings ?? {}).length > 0
  );
}
