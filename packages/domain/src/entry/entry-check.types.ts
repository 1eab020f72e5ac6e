import type { LocalDate } from "../local-date.ts";
import type { EntryValues, StudyKind } from "../protocol/types.ts";
import type { EntryProblemCode, ValueProblemCode } from "../problems.ts";
import type { Problem, RefusalParams } from "../result.ts";
import type { CompiledForm } from "./compile-form.ts";

export type EntryContext = {
  readonly kind: StudyKind;
  /** Values of the participant's entries of other forms that expressions may use, by item key. */
  readonly values: EntryValues;
  /** Values of the baseline visit, which expressions name with `baseline_` before the key; absent at that visit itself. */
  readonly baseline?: EntryValues;
  /** The site's local date; dates after it are impossible. Absent: dates are not compared with today. */
  readonly today?: LocalDate;
};

export type EntryInput = {
  readonly form: CompiledForm;
  /** As they came from a device or a file: any JSON. */
  readonly values: unknown;
  readonly context: EntryContext;
  /** Reasons for unusual values, by item key. */
  readonly softReasons: Readonly<Record<string, string>>;
};

/** Something unusual that is kept: with the reason given for it, or `null` while it has none. */
export type Discrepancy = {
  readonly path: string;
  readonly code: ValueProblemCode | EntryProblemCode;
  readonly params: RefusalParams;
  readonly reason: string | null;
};

export type EntryCheck = {
  /** What can be stored: every well-formed value, computed values included, also where a problem stands beside it. */
  readonly values: EntryValues;
  /** The keys of values that the platform computed. */
  readonly computed: readonly string[];
  /** The items that are not shown. */
  readonly hidden: readonly string[];
  /** Hidden items that hold a value: kept and flagged, never silently wiped. */
  readonly hiddenWithValue: readonly string[];
  /** What must be put right, in the order of the form; `path` is the item's key. */
  readonly problems: readonly Problem[];
  readonly discrepancies: readonly Discrepancy[];
  /** Shown items without an answer that may be saved so, but must be answered before the visit is locked. */
  readonly openAtLock: readonly string[];
  /** The reasons that belong to a discrepancy, trimmed. */
  readonly softReasons: Readonly<Record<string, string>>;
};
