import type { ProtocolProblemCode } from "../problems.ts";
import type { Problem, RefusalParams } from "../result.ts";
import { readablePath } from "./problem-path.ts";

/** Bounds of a document, far above any study and far below what could hurt the process that reads it. */
export const maxDepth = 40;
const maxNodes = 200_000;
const maxCharacters = 5_000_000;
const dangerousNames: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Whether any input at all is plain JSON of bearable size, before anything else looks at it: an object, without cycles,
 * functions or numbers that JSON does not have, without names that reach a prototype, without text that cannot be stored.
 */
export function checkDocument(input: unknown): Problem | null {
  const { unbearable, unstorable } = walk(input);
  const [text] = unstorable;
  return unbearable ?? (text === undefined ? null : found(pathOf(text), "document_not_json"));
}

/** An input that can be judged further, with what is wrong of the texts in it that cannot be stored. */
type Judgeable = { readonly document: unknown; readonly problems: readonly Problem[] };

/**
 * As `checkDocument`, but texts that cannot be stored (half a surrogate, a zero byte) stop nothing: each is a problem with
 * its place, and the document has the replacement character in its stead, so that every other rule can look at it. What is
 * unbearable in any other way is the only problem told, because what lies beyond it may have no end.
 */
export function judgeableDocument(input: unknown): Judgeable | { readonly unbearable: Problem } {
  const { unbearable, unstorable } = walk(input);
  if (unbearable !== null) return { unbearable };
  if (unstorable.length === 0) return { document: input, problems: [] };
  const document: unknown = JSON.parse(
    JSON.stringify(input, (_name, value: unknown) =>
      typeof value === "string" ? value.replaceAll(/\u0000|\p{Surrogate}/gu, "\ufffd") : value,
    ),
  );
  const problems = unstorable.map((text): Problem => {
    return { path: readablePath(document, stepsOf(text)), code: "document_not_json", params: {} };
  });
  return { document, problems };
}

/** One node of a document with the way to it. */
type Reached = {
  readonly node: unknown;
  readonly step: string | number;
  readonly parent: Reached | null;
  readonly depth: number;
};

/** The first thing that ends the walk, because what lies beyond it may have no end, and every text that cannot be stored. */
function walk(input: unknown): { readonly unbearable: Problem | null; readonly unstorable: readonly Reached[] } {
  const unstorable: Reached[] = [];
  const ends = (unbearable: Problem) => ({ unbearable, unstorable });
  if (typeof input !== "object" || input === null || Array.isArray(input))
    return ends(found("", "document_not_an_object"));
  let nodes = 0;
  let characters = 0;
  const pending: Reached[] = [{ node: input, step: "", parent: null, depth: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, depth } = next;
    nodes += 1;
    if (typeof node === "string") characters += node.length;
    if (nodes > maxNodes || characters > maxCharacters)
      return ends(found("", "document_too_large", { maximum: maxNodes }));
    if (depth > maxDepth) return ends(found(pathOf(next), "document_too_deep", { maximum: maxDepth }));
    if (!isPlain(node)) return ends(found(pathOf(next), "document_not_json"));
    if (typeof node === "string" && /\u0000|\p{Surrogate}/u.test(node)) unstorable.push(next);
    if (typeof node !== "object" || node === null) continue;
    const names = Object.keys(node);
    if (names.length > maxNodes) return ends(found(pathOf(next), "document_too_large", { maximum: maxNodes }));
    for (const name of names.toReversed()) {
      if (dangerousNames.has(name)) return ends(found(pathOf(next), "document_dangerous_key", { name }));
      const step = Array.isArray(node) ? Number(name) : name;
      pending.push({ node: Reflect.get(node, name), step, parent: next, depth: depth + 1 });
    }
  }
  return { unbearable: null, unstorable };
}

function stepsOf(reached: Reached): readonly (string | number)[] {
  const steps: (string | number)[] = [];
  for (let at: Reached | null = reached; at !== null && at.parent !== null; at = at.parent) steps.push(at.step);
  return steps.toReversed();
}

function pathOf(reached: Reached): string {
  return stepsOf(reached).join("/").slice(0, 199);
}

function isPlain(node: unknown): boolean {
  switch (typeof node) {
    case "number":
      return Number.isFinite(node);
    case "string":
    case "boolean":
      return true;
    case "object": {
      if (node === null || Array.isArray(node)) return true;
      const prototype: unknown = Object.getPrototypeOf(node);
      return prototype === null || prototype === Object.prototype;
    }
    default:
      return false;
  }
}

function found(path: string, code: ProtocolProblemCode, params: RefusalParams = {}): Problem {
  return { path, code, params };
}
