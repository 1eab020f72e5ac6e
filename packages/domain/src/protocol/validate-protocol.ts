import type { z } from "zod";
import { accept, type Problem, refuse, type Result } from "../result.ts";
import { checkDocument } from "./check-document.ts";
import { localRules, wholeRules } from "./rules/index.ts";
import { protocolSchema } from "./schema.ts";
import { shapeProblems } from "./shape-problems.ts";
import type { Protocol } from "./types.ts";

type Issue = z.core.$ZodIssue;

/** More than this many problems help nobody; the count says how many there are. */
const mostProblems = 500;

/**
 * Reads any input as a protocol document. Refuses `protocol_invalid` with all problems at once, each with the path of the
 * part (`forms/milk/pumping/volume/hardRange`), a code and what its words need. Where parts are so misshapen that they
 * cannot be read, they are set aside, and the rest is still judged by every rule that does not depend on them.
 */
export function validateProtocol(input: unknown): Result<Protocol> {
  const unfit = checkDocument(input);
  if (unfit !== null) return refusal([unfit]);
  const parsed = protocolSchema.safeParse(input);
  if (parsed.success) {
    const problems = [...localRules, ...wholeRules].flatMap((rule) => rule(parsed.data));
    return problems.length === 0 ? accept(parsed.data) : refusal(problems);
  }
  const shape = shapeProblems(input, parsed.error.issues);
  const rest = withoutBrokenParts(input, parsed.error.issues);
  return refusal(rest === null ? shape : [...shape, ...localRules.flatMap((rule) => rule(rest))]);
}

function refusal(problems: readonly Problem[]): Result<Protocol> {
  return refuse("protocol_invalid", { count: problems.length }, problems.slice(0, mostProblems));
}

/**
 * The document without the list members that hold a misshapen part, if what is left is a document. Rules that compare
 * parts are not asked about it: what they miss may be among what was set aside.
 */
function withoutBrokenParts(input: unknown, issues: readonly Issue[]): Protocol | null {
  const copy: unknown = JSON.parse(JSON.stringify(input));
  for (const steps of innermostMembers(issues)) {
    const list = steps.slice(0, -1).reduce<unknown>(childOf, copy);
    const index = steps.at(-1);
    if (Array.isArray(list) && typeof index === "number") list.splice(index, 1);
  }
  const parsed = protocolSchema.safeParse(copy);
  return parsed.success ? parsed.data : null;
}

/** The list members to set aside, the last of each list first, so that taking one out does not shift the next. */
function innermostMembers(issues: readonly Issue[]): readonly (readonly PropertyKey[])[] {
  const members = new Map<string, readonly PropertyKey[]>();
  for (const { path } of issues) {
    const end = path.findLastIndex((step) => typeof step === "number");
    if (end >= 0) members.set(JSON.stringify(path.slice(0, end + 1)), path.slice(0, end + 1));
  }
  return [...members.values()].toSorted((a, b) => b.length - a.length || Number(b.at(-1)) - Number(a.at(-1)));
}

function childOf(node: unknown, step: PropertyKey): unknown {
  return typeof node === "object" && node !== null && Object.hasOwn(node, step) ? Reflect.get(node, step) : undefined;
}
