import { accept, type Problem, refuse, type Result } from "../result.ts";
import { judgeableDocument } from "./check-document.ts";
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
  const judgeable = judgeableDocument(input);
  if ("unbearable" in judgeable) return refusal([judgeable.unbearable]);
  const { document, problems: unstorable } = judgeable;
  const parsed = protocolSchema.safeParse(document);
  if (parsed.success) {
    const problems = [...unstorable, ...judge(parsed.data)];
    return problems.length === 0 ? accept(parsed.data) : refusal(problems);
  }
  const shape = [...unstorable, ...withoutPlaces(shapeProblems(document, parsed.error.issues), unstorable)];
  const readable = setAside(document, parsed.error.issues);
  if (readable === null) return refusal(shape);
  return refusal([...shape, ...judge(readable.rest).filter((problem) => !isFollowUp(problem, readable.holes))]);
}

/** A place whose text cannot be stored is told once. */
function withoutPlaces(problems: readonly Problem[], told: readonly Problem[]): readonly Problem[] {
  const places = new Set(told.map(({ path }) => path));
  return problems.filter(({ path }) => !places.has(path));
}

function refusal(problems: readonly Problem[]): Result<Protocol> {
  return refuse("protocol_invalid", { count: problems.length }, problems.slice(0, mostProblems));
}
