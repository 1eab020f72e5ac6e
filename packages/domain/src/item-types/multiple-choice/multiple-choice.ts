import { checkCode, labelOf, readCode, unknownCode } from "../codes.ts";
import { excerpt, type ItemTypeDefinition, parsed, parsedIfSound, type PresentValue } from "../item-type.ts";

/** Several codes of a code list, each once, kept in ascending order so that the same answer is always the same value. */
export const multipleChoice: ItemTypeDefinition = {
  parse: (text, field) => {
    if (text.trim() === "") return parsed(null);
    const codes: number[] = [];
    for (const part of text.trim().split(/[\s,;|]+/)) {
      const code = readCode(part);
      if (code === null) return { ok: false, problem: unknownCode(part, field.codelist) };
      codes.push(code);
    }
    const ordered = codes.toSorted((a, b) => a - b);
    return parsedIfSound(ordered, multipleChoice.check(ordered, field));
  },
  check: (value, { codelist }) => {
    if (!Array.isArray(value) || value.length === 0 || value.length > 1000) {
      return [{ code: "value_wrong_type", params: { found: excerpt(value) } }];
    }
    const wrong = value.flatMap((code: unknown) => checkCode(code, codelist));
    const isOrdered = value.every((code: number, index) => index === 0 || code > value[index - 1]);
    return wrong.length > 0 || isOrdered ? wrong.slice(0, 1) : [{ code: "codes_repeated", params: {} }];
  },
  format: (value, { codelist }, locale) =>
    codesOf(value)
      .map((code) => labelOf(code, codelist, locale))
      .join("; "),
  toText: (value) => codesOf(value).join(", "),
  columnKind: () => "codes",
  expressionType: "list<double>",
  defaultInput: "several_choices",
  isStored: true,
  isComputed: false,
  isCategorical: () => false,
  isNumeric: () => false,
  isDated: false,
  scoring: null,
  allowedProperties: ["codelist"],
  requiredProperties: ["codelist"],
};

function codesOf(value: PresentValue): readonly number[] {
  return typeof value === "object" ? value : [];
}
