import { type ItemTypeDefinition, parsed, unreadable } from "../item-type.ts";

/** Words between the questions. It holds no value and has no column. */
export const note: ItemTypeDefinition = {
  parse: (text) => (text.trim() === "" ? parsed(null) : unreadable("not_entered", {})),
  check: () => [{ code: "value_not_storable", params: {} }],
  format: () => "",
  toText: () => "",
  columnKind: () => null,
  expressionType: null,
  defaultInput: "none",
  isStored: false,
  isComputed: false,
  isCategorical: () => false,
  isNumeric: () => false,
  isDated: false,
  scoring: null,
  allowedProperties: [],
  requiredProperties: [],
};
