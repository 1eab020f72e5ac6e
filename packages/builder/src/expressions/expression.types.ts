import type { Codelist, Declarations, ExpressionType, Item, LocalizedText, RefusalParams } from "@kendali/domain";

/** Where an expression stands: when an item is asked, what its answer must satisfy, or how it is computed. */
export type ExpressionUse = "relevant" | "constraint" | "calculation";

/** A name that an expression may use: an item of the study, or its value at the baseline visit. */
export type ScopeName = {
  /** As it is written: the item's key, or `baseline_` and the key. */
  readonly name: string;
  readonly item: Item;
  readonly codelist: Codelist | null;
  readonly type: ExpressionType;
  readonly form: string;
  readonly formTitle: LocalizedText;
  /** Relative to where the expression stands; `later` is further down the same form, `elsewhere` another form. */
  readonly place: "earlier" | "self" | "later" | "elsewhere" | "baseline";
  /** Its form tells the arm, and the form of the expression does not. */
  readonly isMasked: boolean;
  /** Whether its form is filled at a baseline visit. */
  readonly isAtBaseline: boolean;
};

/** All that an expression in one place may speak of. Made once for each change of the document by `expressionScope`. */
export type ExpressionScope = {
  readonly use: ExpressionUse;
  readonly names: ReadonlyMap<string, ScopeName>;
  readonly declarations: Declarations;
  /** Items that expressions cannot use, such as notes, by key. */
  readonly unusable: ReadonlyMap<string, Item>;
  /** The item that the expression belongs to. */
  readonly item: Item | null;
  /** The code list of the item that the expression computes, whose codes its numbers then are. */
  readonly codelist: Codelist | null;
};

/** One thing that may be written at the caret. */
export type Completion = {
  readonly kind: "item" | "baseline" | "function" | "method" | "code" | "word";
  /** What is written in place of the text from `start` to `end`. */
  readonly insert: string;
  /** Where the caret stands afterwards, counted from the start of `insert`. */
  readonly caret: number;
  /** What the person sees first: the key, the signature or the code. */
  readonly name: LocalizedText;
  /** The item's or the code's label, or what a function does, in one line. */
  readonly label: LocalizedText;
  /** Type and unit, and the form where it is not this one. */
  readonly detail: LocalizedText;
};

/** Positions are UTF-16 units of the text, as in a text box's `selectionStart`. */
export type CompletionList = {
  readonly start: number;
  readonly end: number;
  readonly completions: readonly Completion[];
};

/** What can be wrong with an expression beside what the engine itself refuses. */
export type ExpressionAdviceCode =
  | "name_unknown"
  | "name_not_usable"
  | "name_later"
  | "name_later_calculated"
  | "name_circles"
  | "name_self"
  | "name_masked"
  | "baseline_missing"
  | "code_not_offered"
  | "unit_mismatch"
  | "divides_by_zero"
  | "operand_wrong_type"
  | "operands_differ"
  | "argument_wrong_type"
  | "argument_count"
  | "function_unknown"
  | "method_on_wrong_type"
  | "pattern_invalid"
  | "branches_differ"
  | "condition_not_truth"
  | "result_not_truth"
  | "result_not_number"
  | "constraint_forgets_item"
  | "text_not_moment"
  | "single_equals"
  | "typographic_quote"
  | "word_operator"
  | "spreadsheet_call"
  | "spreadsheet_if"
  | "power_sign"
  | "decimal_comma"
  | "unfinished"
  | "unexpected"
  | "text_unterminated"
  | "not_offered"
  | "loops"
  | "too_long"
  | "too_complex"
  | "number_too_large"
  | "empty"
  | "engine_refuses";

/**
 * One problem of an expression. `must`: the protocol refuses it, it is not kept as an edit; `should`: it is possible but
 * probably not what is meant. Said by `expressionProblemWords`.
 */
export type ExpressionAdvice = {
  readonly code: ExpressionAdviceCode;
  readonly severity: "must" | "should";
  /** The text from `start` to `end` is what is wrong; both in UTF-16 units, `start <= end <= text.length`. */
  readonly start: number;
  readonly end: number;
  readonly params: RefusalParams;
  /** What to put in place of that text, where one thing is likely meant. */
  readonly proposal: string | null;
};
