/** A text without what does not change what it asks: case, spacing and punctuation. */
export function plainWords(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[\s\p{P}]+/gu, " ")
    .trim();
}
