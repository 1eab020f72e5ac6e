import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { invariant } from "../result.ts";

/** Deeper than any document of ours; a cycle is met here instead of filling the stack. */
const maxDepth = 1000;

/**
 * The one text of a JSON value (RFC 8785, JSON Canonicalization Scheme): no white space, members sorted by the UTF-16
 * units of their names, numbers as ECMAScript writes them, text with the least escaping. Members that are `undefined` are
 * left out, as in JSON. What JSON cannot say (NaN, infinities, functions, lone surrogates) is a bug of the caller.
 * `canonicalJson({ b: 1, a: [0.5, "é"] })` is `{"a":[0.5,"é"],"b":1}`.
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0);
}

/** The name of a version: SHA-256 of the canonical JSON in UTF-8, as 64 hexadecimal digits. */
export function protocolHash(protocol: unknown): string {
  return sha256Hex(canonicalJson(protocol));
}

/** SHA-256 of a text in UTF-8, as 64 hexadecimal digits. */
export function sha256Hex(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

function write(value: unknown, depth: number): string {
  invariant(depth <= maxDepth, "a value deeper than 1,000 levels is not JSON of ours");
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") return writeNumber(value);
  if (typeof value === "string") return writeText(value);
  invariant(typeof value === "object", `${typeof value} is not JSON`);
  if (Array.isArray(value)) return `[${value.map((element: unknown) => write(element, depth + 1)).join(",")}]`;
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${writeText(name)}:${write(member, depth + 1)}`);
  return `{${members.join(",")}}`;
}

function writeNumber(value: number): string {
  invariant(Number.isFinite(value), `${value} is not JSON`);
  return JSON.stringify(value);
}

function writeText(text: string): string {
  invariant(!/\p{Surrogate}/u.test(text), "a lone surrogate is not Unicode text");
  return JSON.stringify(text);
}
