import { checkCode, labelOf, readCode, unknownCode } from "../codes.ts";
import { type ItemTypeDefinition, parsed, parsedIfSound, type Scoring } from "../item-type.ts";

const codeScoring: Scoring = {
  numberOf: (value) => (typeof value === "number" ? value : null),
  rangeOf: ({ codelist }) => {
    const codes = (codelist?.codes ?? []).map(({ code }) => code);
    return codes.length === 0 ? null : { min: Math.min(...codes), max: Math.max(...codes) };
  },
};

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
  scoring: codeScoring,
  allowedProperties: ["codelist"],
  requiredProperties: ["codelist"],
};
