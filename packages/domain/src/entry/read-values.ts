import type { EntryValues, ItemValue, MissingReason, StudyKind } from "../protocol/types.ts";
import type { Problem } from "../result.ts";
import { excerpt } from "../item-types/item-type.ts";
import type { CompiledField, CompiledForm } from "./compile-form.ts";

export type GivenValues = {
  /** Well-formed values of items that the form has and that people enter. */
  readonly values: EntryValues;
  /** Problems of shape, by item key. */
  readonly problems: ReadonlyMap<string, readonly Problem[]>;
  /** Problems that belong to no item of the form. */
  readonly unknown: readonly Problem[];
};

/** More unknown names than this are not listed one by one. */
const mostUnknown = 50;
/** Shape problems that leave nothing storable; a value out of range is still a value. */
const unstorable: ReadonlySet<string> = new Set([
  "value_wrong_type",
  "value_not_storable",
  "text_not_storable",
  "text_too_long",
  "number_invalid",
  "number_too_large",
  "date_invalid",
  "date_impossible",
  "date_time_invalid",
  "time_invalid",
  "partial_date_invalid",
  "file_reference_invalid",
  "file_type_not_taken",
]);

/** Whether a stored value is a typed missing one. */
export function isMissing(value: ItemValue): value is { readonly m: MissingReason } {
  return typeof value === "object" && !Array.isArray(value);
}

/** Sorts any JSON into values the form's items can hold and problems. `null` is an empty field. */
export function readValues(form: CompiledForm, input: unknown, kind: StudyKind): GivenValues {
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    const problem = { path: "", code: "value_wrong_type", params: { found: excerpt(input) } };
    return { values: {}, problems: new Map(), unknown: [problem] };
  }
  const values: Record<string, ItemValue> = {};
  const problems = new Map<string, readonly Problem[]>();
  const unknown: Problem[] = [];
  for (const key of Object.keys(input)) {
    const value: unknown = Reflect.get(input, key);
    if (value === null || value === undefined) continue;
    const field = form.fieldOf.get(key);
    if (field === undefined) {
      if (unknown.length < mostUnknown)
        unknown.push({ path: excerpt(key), code: "item_unknown", params: { name: excerpt(key) } });
    } else if (!field.definition.isComputed) {
      const found = readValue(field, value, kind);
      if (found.problems.length > 0) problems.set(key, found.problems);
      if (found.value !== null) values[key] = found.value;
    }
  }
  return { values, problems, unknown };
}

type ReadValue = { readonly value: ItemValue | null; readonly problems: readonly Problem[] };

function readValue(field: CompiledField, value: unknown, kind: StudyKind): ReadValue {
  const path = field.item.key;
  const reason = missingReasonOf(value);
  if (reason !== null) {
    if (isOffered(reason, field, kind)) return { value: { m: reason }, problems: [] };
    return {
      value: null,
      problems: [{ path, code: "missing_reason_not_offered", params: { reason: excerpt(reason) } }],
    };
  }
  const problems = field.definition.check(value, field);
  if (problems.some(({ code }) => unstorable.has(code))) {
    return { value: null, problems: problems.map((problem) => ({ path, ...problem })) };
  }
  // What passed the item type's check, but for limits, is of the type's shape; minus zero is written as zero.
  return { value: value === 0 ? 0 : (value as ItemValue), problems: [] };
}

function missingReasonOf(value: unknown): string | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const keys = Object.keys(value);
  const reason: unknown = keys.length === 1 && keys[0] === "m" ? Reflect.get(value, "m") : null;
  return typeof reason === "string" ? reason : null;
}

/** `not_available` belongs to studies reconstructed from published numbers; a reason is otherwise one that the item offers. */
function isOffered(reason: string, { item, definition }: CompiledField, kind: StudyKind): reason is MissingReason {
  if (!definition.isStored) return false;
  if (reason === "not_available") return kind === "reconstructed";
  return (item.missingReasons ?? []).some((offered) => offered === reason);
}
