import { checkText, parseText } from "../free-text.ts";
import type { ItemTypeDefinition } from "../item-type.ts";

/** One line of text, 200 characters unless the item says otherwise. */
export const text: ItemTypeDefinition = {
  parse: (typed, field) => parseText(typed, field, text.check),
  check: (value, field) => checkText(value, field, 200),
  format: (value) => String(value),
  toText: (value) => String(value),
  columnKind: () => "text",
  expressionType: "string",
  defaultInput: "text",
  isStored: true,
  isComputed: false,
  isCategorical: () => false,
  isNumeric: () => false,
  isDated: false,
  scoring: null,
  allowedProperties: ["maxLength"],
  requiredProperties: [],
};
