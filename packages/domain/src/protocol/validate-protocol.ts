import { accept, type Problem, refuse, type Result } from "../result.ts";
import { checkDocument } from "./check-document.ts";
import { isFollowUp } from "./follow-ups.ts";
import { protocolRules } from "./rules/index.ts";
import type { Rule } from "./rules/rule.ts";
import { protocolSchema } from "./schema.ts";
import { setAside } from "./set-aside.ts";
import { shapeProblems } from "./shape-problems.ts";
import type { Protocol } from "./types.ts";

/** More than this many problems help nobody; the count says how many there are. */
const mostProblems = 500;

/**
 * Reads any input as a protocol document. Refuses `protocol_invalid` with all problems at once, each with the path of the
 * part (`forms/milk/pumping/volume/hardRange`), a code and what its words need. Where parts are so misshapen that they
 * cannot be read, they are set aside, and the rest is still judged by every rule; what could be the lack of them alone is
 * not said. `furtherRules` are those of packages that stand above this one and know more of a part of the document.
 */
export function validateProtocol(input: unknown, furtherRules: readonly Rule[] = []): Result<Protocol> {
  const judge = (protocol: Protocol): readonly Problem[] =>
    [...protocolRules, ...furtherRules].flatMap((rule) => rule(protocol));
  const unfit = checkDocument(input);
  if (unfit !== null) return refusal([unfit]);
  const parsed = protocolSchema.safeParse(input);
  if (parsed.success) {
    const problems = judge(parsed.data);
    return problems.length === 0 ? accept(parsed.data) : refusal(problems);
  }
  const shape = shapeProblems(input, parsed.error.issues);
  const readable = setAside(input, parsed.error.issues);
  if (readable === null) return refusal(shape);
  return refusal([...shape, ...judge(readable.rest).filter((problem) => !isFollowUp(problem, readable.holes))]);
}

function refusal(problems: readonly Problem[]): Result<Protocol> {
  return refuse("protocol_invalid", { count: problems.length }, problems.slice(0, mostProblems));
}
