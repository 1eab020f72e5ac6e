import type { ProtocolProblemCode } from "../../problems.ts";
import type { Problem, RefusalParams } from "../../result.ts";
import type { Protocol } from "../types.ts";

/** One thing that must hold in a protocol: the problems where it does not. */
export type Rule = (protocol: Protocol) => readonly Problem[];

export function problem(path: string, code: ProtocolProblemCode, params: RefusalParams = {}): Problem {
  return { path, code, params };
}

/** The values that stand more than once, each once. */
export function repeated(values: readonly string[]): readonly string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
