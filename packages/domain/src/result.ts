import type { RefusalCode } from "./refusals.ts";

/** Values that fill a refusal's words: plain, so that a refusal can travel as JSON. */
export type RefusalParams = Readonly<Record<string, string | number | boolean | null>>;

/** Why something expected was not done. `code` names the reason once for every layer; words live in `i18n`. */
export type Refusal = {
  readonly code: RefusalCode;
  readonly params: RefusalParams;
  /** What exactly was refused, when there is more than one problem (fields of a form, rows of a file). */
  readonly problems?: readonly Problem[];
};

/** One problem at one place. `path` is a JSON-pointer-like path, an item key, or `row 12, column milk_volume_ml`. */
export type Problem = {
  readonly path: string;
  readonly code: string;
  readonly params: RefusalParams;
  readonly severity?: "error" | "warning";
};

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

/** Wraps a value that was reached. */
export function accept<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** States an expected failure. */
export function refuse(
  code: RefusalCode,
  params: RefusalParams = {},
  problems?: readonly Problem[],
): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal: problems === undefined ? { code, params } : { code, params, problems } };
}

/** Stops at a state that cannot be: a bug, never a person's mistake. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`invariant: ${message}`);
}
