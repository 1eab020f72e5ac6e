import type { Alternative, Interval, Outcome, ResultBase } from "../../src/index.ts";
import type { Actual } from "../reference-case.ts";

export type Pre = { readonly pre: (number | null)[]; readonly post: (number | null)[] };
export type TwoGroups = { readonly x: number[]; readonly y: number[] };
export type Table = { readonly table: number[][] };
export type Options = {
  readonly alternative?: string;
  readonly conf?: number;
  readonly difference_rounding?: number;
  readonly direction?: string;
};

export function fieldsOf<Result extends ResultBase>(
  outcome: Outcome<Result>,
  read: (result: Result) => Readonly<Record<string, unknown>>,
): Actual {
  return outcome.ok ? { fields: read(outcome.result) } : { refused: outcome.refusal.code };
}

/** Both measurements in the order of this package, which subtracts the first from the second; the reference's is post − pre. */
export function measurements({ pre, post }: Pre, { direction }: Options) {
  return direction === "pre-post" ? { first: post, second: pre } : { first: pre, second: post };
}

/** Both groups in the order of this package, which subtracts the second from the first; the reference's is x − y. */
export function groups({ x, y }: TwoGroups, { direction }: Options) {
  return direction === "y-x" ? { first: y, second: x } : { first: x, second: y };
}

export function common(options: Options): { level: number; alternative: Alternative; differenceRounding: number } {
  const alternative =
    options.alternative === "greater" || options.alternative === "less" ? options.alternative : "two_sided";
  return { level: options.conf ?? 0.95, alternative, differenceRounding: options.difference_rounding ?? 1e-10 };
}

export function limits({ lower, upper }: Interval): (number | string)[] {
  return [lower ?? "-Inf", upper ?? "Inf"];
}

export function limitsOrNull(interval: Interval | null): (number | string)[] | null {
  return interval === null ? null : limits(interval);
}
