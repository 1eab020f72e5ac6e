import { invariant } from "@kendali/domain";

/** Plain data as JSON knows it. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/**
 * One text for one value: keys in code-unit order, no spaces, numbers and strings as ECMAScript writes them. A number that
 * is not finite is a bug and throws, as JSON would silently call it null.
 *
 * Source: RFC 8785, section 3.2.
 *
 * @example canonicalJson({ site: "pku", parity: 2 }) // '{"parity":2,"site":"pku"}'
 */
export function canonicalJson(value: JsonValue): string {
  if (typeof value === "number") invariant(Number.isFinite(value), "a number that is not finite has no JSON");
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const members = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(",")}}`;
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
