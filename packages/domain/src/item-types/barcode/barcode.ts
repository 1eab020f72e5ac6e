import { toAsciiDigits } from "../digits.ts";
import { checkText } from "../free-text.ts";
import { type ItemTypeDefinition, parsed, parsedIfSound, unreadable } from "../item-type.ts";
import { checkDigitHolds } from "./check-digit.ts";
import { fitsMask } from "./mask.ts";

const usualMaximum = 100;
/** Spaces around a code are dropped, but not out of a book. */
const longestPaste = 10_000;

/** What is printed under or in a bar code: read by the camera or typed, 100 characters unless the item says otherwise. */
export const barcode: ItemTypeDefinition = {
  parse: (text, field) => {
    if (text.length > longestPaste)
      return unreadable("text_too_long", { length: text.length, maximum: field.item.maxLength ?? usualMaximum });
    const value = toAsciiDigits(text).trim();
    return value === "" ? parsed(null) : parsedIfSound(value, barcode.check(value, field));
  },
  check: (value, field) => {
    const problems = checkText(value, field, usualMaximum);
    if (problems.length > 0 || typeof value !== "string") return problems;
    const { mask, checkDigit } = field.item;
    if (value !== value.trim() || /[\u0000-\u001c\u001e\u001f\u007f]/.test(value)) {
      return [{ code: "text_not_storable", params: {} }];
    }
    if (mask !== undefined && !fitsMask(value, mask)) {
      return [{ code: "barcode_mask_mismatch", params: { found: value.slice(0, 40), mask } }];
    }
    if (checkDigit === undefined || checkDigitHolds(value, checkDigit)) return [];
    return [{ code: "barcode_check_digit", params: { found: value.slice(0, 40) } }];
  },
  format: (value) => String(value),
  toText: (value) => String(value),
  columnKind: () => "text",
  expressionType: "string",
  defaultInput: "barcode",
  isStored: true,
  isComputed: false,
  isCategorical: () => false,
  isNumeric: () => false,
  isDated: false,
  scoring: null,
  allowedProperties: ["maxLength", "mask", "checkDigit"],
  requiredProperties: [],
};
