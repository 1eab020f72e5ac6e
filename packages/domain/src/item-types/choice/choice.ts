import { checkCode, labelOf, readCode, unknownCode } from "../codes.ts";
import { type ItemTypeDefinition, parsed, parsedIfSound } from "../item-type.ts";

/** One code of a code list. */
export const choice: ItemTypeDefinition = {
  parse: (text, field) => {
    if (text.trim() === "") return parsed(null);
    const code = readCode(text);
    if (code === null) return { ok: false, problem: unknownCode(text.trim(), field.codelist) };
    return parsedIfSound(code, choice.check(code, field));
  },
  check: (value, { codelist }) => checkCode(value, codelist),
  format: (value, { codelist }, locale) => labelOf(value, codelist, locale),
  toText: (value) => String(value),
  columnKind: () => "code",
  expressionType: "double",
  defaultInput: "single_choice",
  isStored: true,
  isComputed: false,
  isCategorical: () => true,
  isNumeric: () => false,
  isDated: false,
  allowedProperties: ["codelist"],
  requiredProperties: ["codelist"],
};
