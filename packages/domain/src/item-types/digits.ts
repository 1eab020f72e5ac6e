/** The zero of each run of decimal digits that phones in use here can type; a run is always ten code points long. */
const zeros = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50, 0x1b50, 0xa9d0, 0xff10] as const;

const separators: ReadonlyMap<string, string> = new Map([
  ["\u066b", "."], // Arabic decimal separator
  ["\u066c", ","], // Arabic thousands separator
  ["\uff0e", "."],
  ["\uff0c", ","],
  ["\u2212", "-"], // minus sign
  ["\uff0d", "-"],
  ["\uff0b", "+"],
  ["\uff0f", "/"],
  ["\uff1a", ":"],
]);

/** Writes Arabic-Indic, Javanese, Balinese, full-width and other decimal digits and signs as ASCII; leaves the rest alone. */
export function toAsciiDigits(text: string): string {
  return Array.from(text, toAsciiDigit).join("");
}

function toAsciiDigit(character: string): string {
  const codePoint = character.codePointAt(0) ?? 0;
  if (codePoint < 0x80) return character;
  const zero = zeros.find((start) => codePoint >= start && codePoint < start + 10);
  return zero === undefined ? (separators.get(character) ?? character) : String(codePoint - zero);
}
