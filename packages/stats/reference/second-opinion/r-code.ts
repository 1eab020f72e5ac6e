import type { Interval, Outcome, ResultBase } from "../../src/index.ts";

/** R code of a vector; a missing value is NA. */
export function vector(values: readonly (number | string | boolean | null)[]): string {
  return `c(${values.map((value) => (value === null ? "NA" : typeof value === "boolean" ? String(value).toUpperCase() : JSON.stringify(value))).join(", ")})`;
}

/** R code of a matrix with these rows. */
export function matrix(rows: readonly (readonly (number | null)[])[]): string {
  return `matrix(${vector(rows.flat())}, nrow = ${rows.length}, byrow = TRUE)`;
}

/** The result, or null where the method refused. */
export function resultOf<Result extends ResultBase>(outcome: Outcome<Result>): Result | null {
  return outcome.ok ? outcome.result : null;
}

/** Both limits under names of their own. */
export function limits(interval: Interval | null, name = ""): Record<string, number | null> {
  return { [`lower${name}`]: interval?.lower ?? null, [`upper${name}`]: interval?.upper ?? null };
}

/** The number, with the word for infinity as R has it; nothing stays nothing. */
export function finiteOrInf(value: number | "Inf" | null | undefined): number | null {
  return value === "Inf" ? Number.POSITIVE_INFINITY : (value ?? null);
}
