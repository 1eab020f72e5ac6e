import type { Alternative } from "./result.ts";

/** The alternative as R spells it, quoted. */
export function rAlternative(alternative: Alternative): string {
  return `"${alternative === "two_sided" ? "two.sided" : alternative}"`;
}

/** A text as an R string. */
export function rString(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

/** A column name as an R name, in backquotes where R demands them. */
export function rName(name: string): string {
  return /^[A-Za-z.][A-Za-z0-9._]*$/.test(name) ? name : `\`${name.replaceAll("`", "")}\``;
}
