import type { Problem, Result } from "../result.ts";
import { accept, refuse } from "../result.ts";
import { maxDepth } from "./check-document.ts";
import { readablePath } from "./problem-path.ts";

/** More repeated names than this help nobody. */
const mostProblems = 100;

type Kind = "{" | "}" | "[" | "]" | ":" | "," | "string" | "literal";
type Token = { readonly kind: Kind; readonly start: number; readonly end: number };
/** What may stand next: a value, a value or the end of its list, a name, and so on. */
type Expected = "value" | "value or ]" | "name" | "name or }" | ":" | "more" | "nothing";
/** An open object with the names it has used, or an open list; `step` is the place inside it. */
type Level = { readonly names: Set<string> | null; step: string | number };
type Twice = { readonly steps: readonly (string | number)[]; readonly name: string; readonly at: number };
type Scan = { readonly fault: number | null; readonly tooDeep: number | null; readonly twice: readonly Twice[] };

/**
 * Reads the text of a JSON document (RFC 8259). Refuses `json_invalid` with the line and column, from 1, of the first
 * character that cannot be read, and `protocol_invalid` where an object uses a name twice (one reader would take the
 * first value, another the last) or levels are too many to follow.
 */
export function readJson(text: string): Result<unknown> {
  const { fault, tooDeep, twice } = scan(text);
  if (tooDeep !== null) {
    const problem: Problem = { path: "", code: "document_too_deep", params: { maximum: maxDepth } };
    return refuse("protocol_invalid", { count: 1 }, [problem]);
  }
  if (fault !== null) return refuse("json_invalid", placeOf(text, fault));
  const document: unknown = JSON.parse(text);
  if (twice.length === 0) return accept(document);
  const problems = twice.slice(0, mostProblems).map(({ steps, name, at }): Problem => {
    const params = { name: name.slice(0, 60), ...placeOf(text, at) };
    return { path: readablePath(document, steps), code: "document_name_twice", params };
  });
  return refuse("protocol_invalid", { count: twice.length }, problems);
}

/** Walks the tokens with a stack of its own, so that no nesting can exhaust the engine's. */
function scan(text: string): Scan {
  const levels: Level[] = [];
  const twice: Twice[] = [];
  let expected: Expected = "value";
  let at = skipSpace(text, 0);
  while (at < text.length) {
    const token = tokenAt(text, at);
    const next: Expected | null = token === null ? null : follow(expected, token, levels);
    if (token === null || next === null) return { fault: at, tooDeep: null, twice };
    if (levels.length > maxDepth) return { fault: null, tooDeep: at, twice };
    const level = levels.at(-1);
    if (next === ":" && level?.names) {
      const name = String(JSON.parse(text.slice(token.start, token.end)));
      level.step = name;
      if (level.names.has(name)) twice.push({ steps: levels.map(({ step }) => step), name, at });
      level.names.add(name);
    }
    expected = next;
    at = skipSpace(text, token.end);
  }
  return { fault: expected === "nothing" ? null : at, tooDeep: null, twice };
}

/** What may stand after a token, or null where the token may not stand; opens and closes levels. */
function follow(expected: Expected, { kind }: Token, levels: Level[]): Expected | null {
  const level = levels.at(-1);
  if ((kind === "}" && expected === "name or }") || (kind === "]" && expected === "value or ]")) return close(levels);
  switch (expected) {
    case "name":
    case "name or }":
      return kind === "string" ? ":" : null;
    case ":":
      return kind === ":" ? "value" : null;
    case "more":
      if (kind === (level?.names === null ? "]" : "}")) return close(levels);
      if (kind !== "," || level === undefined) return null;
      if (typeof level.step === "number") level.step += 1;
      return level.names === null ? "value" : "name";
    case "nothing":
      return null;
    default:
      if (kind === "{") return open(levels, { names: new Set(), step: "" }, "name or }");
      if (kind === "[") return open(levels, { names: null, step: 0 }, "value or ]");
      return kind === "string" || kind === "literal" ? afterValue(levels) : null;
  }
}

function open(levels: Level[], level: Level, next: Expected): Expected {
  levels.push(level);
  return next;
}

function close(levels: Level[]): Expected {
  levels.pop();
  return afterValue(levels);
}

function afterValue(levels: readonly Level[]): Expected {
  return levels.length === 0 ? "nothing" : "more";
}

function tokenAt(text: string, start: number): Token | null {
  const first = text.charAt(start);
  if (first === '"') {
    const end = stringEnd(text, start);
    return end === null ? null : { kind: "string", start, end };
  }
  if (isPunctuation(first)) return { kind: first, start, end: start + 1 };
  const literal = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;
  literal.lastIndex = start;
  return literal.test(text) ? { kind: "literal", start, end: literal.lastIndex } : null;
}

function isPunctuation(character: string): character is "{" | "}" | "[" | "]" | ":" | "," {
  return character !== "" && "{}[]:,".includes(character);
}

/** The position after a string's closing quote; null where the string does not end or holds what JSON forbids. */
function stringEnd(text: string, start: number): number | null {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code < 0x20) return null;
    if (code !== 0x5c) continue;
    const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
    escape.lastIndex = at;
    if (!escape.test(text)) return null;
    at = escape.lastIndex - 1;
  }
  return null;
}

function skipSpace(text: string, start: number): number {
  const space = /[ \t\n\r]*/y;
  space.lastIndex = start;
  space.test(text);
  return space.lastIndex;
}

function placeOf(text: string, at: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, at);
  return { line: before.split("\n").length, column: at - before.lastIndexOf("\n") };
}
