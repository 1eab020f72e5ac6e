/** How the last digit follows from the others: `gs1` for EAN-8, UPC-A, EAN-13, ITF-14 and SSCC; `luhn` for ISO/IEC 7812 numbers. */
export type CheckDigit = "gs1" | "luhn";

/**
 * Whether the last digit of a number is the one that its rule gives; false where the text is not all digits. Source: GS1
 * General Specifications, section 7.9 (weights 3 and 1 from the right); ISO/IEC 7812-1, annex B.
 */
export function checkDigitHolds(text: string, rule: CheckDigit): boolean {
  if (!/^\d{2,40}$/.test(text)) return false;
  const fromRight = [...text].toReversed().map(Number);
  const weighted = fromRight.map((digit, index) => (index % 2 === 0 ? digit : heavier(digit, rule)));
  return weighted.reduce((sum, part) => sum + part, 0) % 10 === 0;
}

function heavier(digit: number, rule: CheckDigit): number {
  if (rule === "gs1") return digit * 3;
  return digit > 4 ? digit * 2 - 9 : digit * 2;
}
