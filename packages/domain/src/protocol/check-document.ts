import type { ProtocolProblemCode } from "../problems.ts";
import type { Problem, RefusalParams } from "../result.ts";

/** Bounds of a document, far above any study and far below what could hurt the process that reads it. */
export const maxDepth = 40;
const maxNodes = 200_000;
const maxCharacters = 5_000_000;
const dangerousNames: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Whether any input at all is plain JSON of bearable size, before anything else looks at it: an object, without cycles,
 * functions or numbers that JSON does not have, without names that reach a prototype, without text that cannot be stored.
 * The first problem stops the walk, because what lies beyond it may have no end.
 */
export function checkDocument(input: unknown): Problem | null {
  if (typeof input !== "object" || input === null || Array.isArray(input)) return found("", "document_not_an_object");
  let nodes = 0;
  let characters = 0;
  const pending: { node: unknown; path: string; depth: number }[] = [{ node: input, path: "", depth: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, path, depth } = next;
    nodes += 1;
    if (typeof node === "string") characters += node.length;
    if (nodes > maxNodes || characters > maxCharacters) return found("", "document_too_large", { maximum: maxNodes });
    if (depth > maxDepth) return found(shortened(path), "document_too_deep", { maximum: maxDepth });
    if (!isPlain(node)) return found(shortened(path), "document_not_json");
    if (typeof node !== "object" || node === null) continue;
    const names = Object.keys(node);
    if (names.length > maxNodes) return found(shortened(path), "document_too_large", { maximum: maxNodes });
    for (const name of names) {
      if (dangerousNames.has(name)) return found(shortened(path), "document_dangerous_key", { name });
      pending.push({
        node: Reflect.get(node, name),
        path: path.length > 400 ? path : `${path}/${name}`,
        depth: depth + 1,
      });
    }
  }
  return null;
}

function isPlain(node: unknown): boolean {
  switch (typeof node) {
    case "string":
      return !/\u0000|\p{Surrogate}/u.test(node);
    case "number":
      return Number.isFinite(node);
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

function shortened(path: string): string {
  return path.slice(1, 200);
}
