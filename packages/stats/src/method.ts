import type { MethodKey } from "./methods/method-key.ts";
import type { Outcome } from "./refusal.ts";
import type { ResultBase } from "./result.ts";

/** What a method reads, so that a plan can be checked against a dataset without asking which method it is. */
export type InputKind =
  | "one_numeric"
  | "one_categorical"
  | "paired_numeric"
  | "paired_table"
  | "two_numeric"
  | "two_numeric_groups"
  | "numeric_by_group"
  | "numeric_matrix"
  | "p_values"
  | "two_counts"
  | "one_count"
  | "one_rate"
  | "two_rates"
  | "stratified_counts"
  | "grouped_counts"
  | "arm_guesses"
  | "contingency_table"
  | "item_matrix"
  | "model"
  | "planning";

/** One statistical method: a folder in `methods/` and a line in its registry. */
export type MethodDefinition<Input, Options, RNames, Result extends ResultBase> = {
  readonly key: MethodKey;
  /** Name of the folder and of the page docs/statistics/<page>.md. */
  readonly page: string;
  readonly tier: "FIRST" | "LATER";
  readonly input: InputKind;
  readonly variants: readonly string[];
  readonly source: string;
  readonly run: (input: Input, options?: Options) => Outcome<Result>;
  /** The R call as text, given R variable names for the inputs and the same options as `run`. */
  readonly rCall: (names?: RNames, options?: Options) => string;
};
