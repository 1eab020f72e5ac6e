/** One run of text in one style; `stat` is a statistic's letter (italic), `stat_sub` its index. */
export type Run = { readonly text: string; readonly style: "plain" | "strong" | "stat" | "stat_sub" | "sup" };

/** Text with the few styles that a scientific table needs; drawn as HTML by the web and as runs by a document writer. */
export type Rich = readonly Run[];

export const plain = (text: string): Rich => [{ text, style: "plain" }];
export const strong = (text: string): Rich => [{ text, style: "strong" }];
export const stat = (text: string): Rich => [{ text, style: "stat" }];
export const statWithIndex = (text: string, index: string): Rich => [
  { text, style: "stat" },
  { text: index, style: "stat_sub" },
];

/** Joins pieces, strings being plain. */
export function rich(...pieces: readonly (string | Rich)[]): Rich {
  return pieces.flatMap((piece) => (typeof piece === "string" ? (piece === "" ? [] : plain(piece)) : piece));
}

/** The text without its styles, for titles, file names and tests. */
export function plainText(text: Rich): string {
  return text.map((run) => run.text).join("");
}
