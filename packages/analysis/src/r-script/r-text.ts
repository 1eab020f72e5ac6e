import { guardText } from "@kendali/datasets";

/**
 * A value of a text column as an R string: as the CSV holds it (guarded), and in ASCII, so that R reads it alike in every locale.
 *
 * @example rString("é") // the eight characters "\u00e9" in quotes
 */
export function rString(text: string): string {
  return asciiOf(JSON.stringify(guardText(text)));
}

/** Text for a comment: one line, ASCII. */
export function rComment(text: string): string {
  return asciiOf(text.replace(/\s+/g, " ").replace(/[–—−]/g, "-").replace(/[‘’]/g, "'"));
}

/** Each UTF-16 unit above ASCII as an escape; R joins no surrogates, so pairs become one long escape. */
function asciiOf(text: string): string {
  return text.replace(/[^\x00-\x7f]/gu, (char) => {
    const code = char.codePointAt(0) ?? 0;
    return code > 0xffff ? `\\U${code.toString(16).padStart(8, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
  });
}
