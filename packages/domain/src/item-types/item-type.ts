import type { ValueProblemCode } from "../problems.ts";
import type { Codelist, Item, Locale, ScaleDefinition } from "../protocol/types.ts";
import type { RefusalParams } from "../result.ts";

/** An item together with what it refers to, as every item-type function needs it. */
export type Field = {
  readonly item: Item;
  readonly codelist: Codelist | null;
  /** The scale whose score the item holds. */
  readonly scale?: ScaleDefinition | null;
};

/** A value that is there: everything but the typed missing. */
export type PresentValue = number | string | boolean | readonly number[];

export type ValueProblem = { readonly code: ValueProblemCode; readonly params: RefusalParams };

/** What a person's text means: a value, nothing (`null`, the text was empty), or one problem. Nothing is ever guessed. */
export type ParseOutcome =
  { readonly ok: true; readonly value: PresentValue | null } | { readonly ok: false; readonly problem: ValueProblem };

/** The kind of column a dataset gives to an item; `null` where the item stores nothing. */
export type ColumnKind =
  | "integer"
  | "decimal"
  | "text"
  | "code"
  | "codes"
  | "boolean"
  | "date"
  | "time"
  | "date_time"
  | "partial_date"
  | "file";

/** The input a screen offers by default. */
export type DefaultInput =
  | "number"
  | "text"
  | "text_area"
  | "single_choice"
  | "several_choices"
  | "yes_no"
  | "date"
  | "time"
  | "date_time"
  | "partial_date"
  | "timer"
  | "barcode"
  | "photo"
  | "attachment"
  | "signature"
  | "computed"
  | "none";

/** The type an item has inside expressions; `null` where expressions cannot use it. */
export type ExpressionType = "double" | "bool" | "string" | "date" | "date_time" | "list<double>";

/** A property of an item that only some types may carry. */
export type TypedProperty =
  | "unit"
  | "decimals"
  | "codelist"
  | "hardRange"
  | "softRange"
  | "calculation"
  | "scale"
  | "timerMinutes"
  | "maxLength"
  | "mask"
  | "checkDigit"
  | "maxKilobytes";

/** How the answers of an item type count towards the score of a scale. */
export type Scoring = {
  /** The answer as a number; `null` for what is no answer of the type. */
  readonly numberOf: (value: PresentValue) => number | null;
  /** The lowest and the highest number an answer can have, which reverse coding needs; `null` where the item does not bound them. */
  readonly rangeOf: (field: Field) => { readonly min: number; readonly max: number } | null;
};

/** All that the platform knows about one item type. Shared code reads these properties and never asks which type it is. */
export type ItemTypeDefinition = {
  /** Reads what a person typed or a file holds. */
  readonly parse: (text: string, field: Field, locale: Locale) => ParseOutcome;
  /** Hard problems of a value that claims to be of this type; any input, never an exception. */
  readonly check: (value: unknown, field: Field) => readonly ValueProblem[];
  /** The value as a person reads it, with unit or label. */
  readonly format: (value: PresentValue, field: Field, locale: Locale) => string;
  /** The value as it stands in an input: `parse(toText(v))` is `v`. */
  readonly toText: (value: PresentValue, field: Field, locale: Locale) => string;
  /** The column a dataset gives to it; a calculation with a code list is a code. */
  readonly columnKind: (item: Item) => ColumnKind | null;
  readonly expressionType: ExpressionType | null;
  readonly defaultInput: DefaultInput;
  /** Whether entries hold a value of it (a note holds none). */
  readonly isStored: boolean;
  /** Whether the platform computes it instead of a person entering it. */
  readonly isComputed: boolean;
  /** Whether it can define strata or categories: few values, each with a code. */
  readonly isCategorical: (item: Item) => boolean;
  /** Whether ranges, means and differences make sense. */
  readonly isNumeric: (item: Item) => boolean;
  /** Whether it names a calendar day, which may then be compared with today. */
  readonly isDated: boolean;
  /** `null` where an answer cannot be part of a score. */
  readonly scoring: Scoring | null;
  readonly allowedProperties: readonly TypedProperty[];
  readonly requiredProperties: readonly TypedProperty[];
};

export function parsed(value: PresentValue | null): ParseOutcome {
  return { ok: true, value };
}

export function unreadable(code: ValueProblemCode, params: RefusalParams = {}): ParseOutcome {
  return { ok: false, problem: { code, params } };
}

/** The outcome of reading a value and checking it at once: the first hard problem, if any, is what the person is told. */
export function parsedIfSound(value: PresentValue, problems: readonly ValueProblem[]): ParseOutcome {
  const [first] = problems;
  return first === undefined ? parsed(value) : { ok: false, problem: first };
}

/** Text for a message: what was found, short enough to show. */
export function excerpt(found: unknown): string {
  const text = typeof found === "string" ? found : typeof found;
  const shown = [...text.replace(/[\u0000-\u001f\u007f\u{d800}-\u{dfff}]/gu, "\u{fffd}")].slice(0, 40).join("");
  return shown.length < text.length ? `${shown}…` : shown;
}
