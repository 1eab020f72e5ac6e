import type { CompiledField, CompiledForm } from "@kendali/domain";

/** One screen of a form on a phone: mostly one question; a question and what hangs on it stay together. */
export type Screen = {
  readonly key: string;
  readonly section: string;
  readonly fields: readonly CompiledField[];
};

/**
 * Cuts a form into screens. A question stands alone, except that it is joined by what cannot be asked apart from it: the
 * readings after a timed act in the same section, a follow-up that its answer opens, a remark that may stay empty, and a
 * computed measurement. Scores are not screens: who observes is not meant to watch the sum grow.
 */
export function screensOf(form: CompiledForm): readonly Screen[] {
  const screens: { key: string; section: string; fields: CompiledField[] }[] = [];
  for (const field of form.fields) {
    if (field.definition.isComputed && field.item.unit === undefined) continue;
    const last = screens.at(-1);
    if (last !== undefined && last.section === field.section && belongsWith(last.fields, field))
      last.fields.push(field);
    else screens.push({ key: field.item.key, section: field.section, fields: [field] });
  }
  return screens.filter((screen) => screen.fields.some((field) => !field.definition.isComputed));
}

function belongsWith(fields: readonly CompiledField[], next: CompiledField): boolean {
  const isTimed = fields[0]?.item.timerMinutes !== undefined;
  if (next.definition.isComputed) return true;
  if (isTimed && next.definition.isNumeric(next.item)) return true;
  if (!next.item.required && next.definition.isStored) return true;
  return next.relevant?.names.some((name) => fields.some((field) => field.item.key === name)) ?? false;
}

/** Whether a section of an intervention form is a list of steps to tick. */
export function isTickSection(form: CompiledForm, section: string): boolean {
  const fields = form.fields.filter((field) => field.section === section);
  return (
    form.form.purpose === "intervention" &&
    fields.length >= 3 &&
    fields.every((field) => field.item.type === "yes_no" && field.item.required && field.relevant === null)
  );
}

/** The start and the length of a session, when a section holds exactly these two: they are entered as start and stop. */
export function clockOf(
  form: CompiledForm,
  section: string,
): { readonly start: CompiledField; readonly length: CompiledField } | null {
  const [start, length, ...more] = form.fields.filter((field) => field.section === section);
  if (form.form.purpose !== "intervention" || start === undefined || length === undefined || more.length > 0)
    return null;
  return start.item.type === "time" && length.item.type === "duration" ? { start, length } : null;
}
