import { checkText, parseText } from "../free-text.ts";
import type { ItemTypeDefinition } from "../item-type.ts";

/** Several lines of text, 2,000 characters unless the item says otherwise. */
export const longText: ItemTypeDefinition = {
  parse: (typed, field) => parseText(typed, field, longText.check),
  check: (value, field) => checkText(value, field, 2000),
  format: (value) => String(value),
  toText: (value) => String(value),
  columnKind: () => "text",
  expressionType: "string",
  defaultInput: "text_area",
  isStored: true,
  isComputed: false,
  isCategorical: () => false,
  isNumeric: () => false,
  isDated: false,
  scoring: null,
  allowedProperties: ["maxLength"],
  requiredProperties: [],
};
