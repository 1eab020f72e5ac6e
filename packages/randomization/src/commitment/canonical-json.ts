type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
/** RFC 8785 */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((v: Json) => canonicalJson(v)).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const object = value as { readonly [key: string]: Json };
    return `{${Object.keys(object)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${canonicalJson(object[key] as Json)}`)
      .join(",")}}`;
  }
  return JSON.stringify(value);
}
