import { accept, refuse, type Result } from "../result.ts";
import { judgeableDocument } from "./check-document.ts";
import { protocolSchema } from "./schema.ts";
import { isShortList } from "./set-aside.ts";
import { shapeProblems } from "./shape-problems.ts";
import type { Protocol } from "./types.ts";

/** More than this many problems help nobody; the count says how many there are. */
const mostProblems = 500;

/**
 * Reads any input as a document that has the shape of a protocol, whatever its parts say: lists may be shorter than the
 * schema asks, texts may be blank, references may point nowhere, rules may be broken. Refuses `protocol_invalid` with
 * everything else that is misshapen, each with its place. The outcome shares nothing with the input.
 *
 * @example readShape({ ...document, outcomes: [] }).ok // true
 */
export function readShape(input: unknown): Result<Protocol> {
  const judgeable = judgeableDocument(input);
  if ("unbearable" in judgeable) return refuse("protocol_invalid", { count: 1 }, [judgeable.unbearable]);
  const { document, problems: unstorable } = judgeable;
  const parsed = protocolSchema.safeParse(document);
  const issues = parsed.success ? [] : parsed.error.issues.filter((issue) => !isShortList(issue));
  if (issues.length > 0 || unstorable.length > 0) {
    const places = new Set(unstorable.map(({ path }) => path));
    const shape = shapeProblems(document, issues).filter(({ path }) => !places.has(path));
    const problems = [...unstorable, ...shape];
    return refuse("protocol_invalid", { count: problems.length }, problems.slice(0, mostProblems));
  }
  return accept(JSON.parse(JSON.stringify(input)) as Protocol);
}
