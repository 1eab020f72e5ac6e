import type { Locale } from "../../protocol/types.ts";
import { toAsciiDigits } from "../digits.ts";
import { excerpt, type ItemTypeDefinition, parsed, unreadable } from "../item-type.ts";

/** The words that are read as an answer, in files and fields, in either language; the first of each is how it is written. */
const yes = { id: "Ya", en: "Yes" } as const satisfies Record<Locale, string>;
const no = { id: "Tidak", en: "No" } as const satisfies Record<Locale, string>;
const answers: ReadonlyMap<string, boolean> = new Map([
  ...["ya", "y", "yes", "true", "benar", "1"].map((word) => [word, true] as const),
  ...["tidak", "t", "no", "n", "false", "salah", "0"].map((word) => [word, false] as const),
]);

/** Yes or no. */
export const yesNo: ItemTypeDefinition = {
  parse: (text) => {
    const word = toAsciiDigits(text).trim().toLowerCase();
    if (word === "") return parsed(null);
    const answer = answers.get(word);
    return answer === undefined ? unreadable("answer_not_yes_no", { found: excerpt(text.trim()) }) : parsed(answer);
  },
  check: (value) =>
    typeof value === "boolean" ? [] : [{ code: "value_wrong_type", params: { found: excerpt(value) } }],
  format: (value, _field, locale) => (value === true ? yes : no)[locale],
  toText: (value) => (value === true ? "1" : "0"),
  columnKind: () => "boolean",
  expressionType: "bool",
  defaultInput: "yes_no",
  isStored: true,
  isComputed: false,
  isCategorical: () => true,
  isNumeric: () => false,
  isDated: false,
  scoring: {
    numberOf: (value) => (typeof value === "boolean" ? Number(value) : null),
    rangeOf: () => ({ min: 0, max: 1 }),
  },
  allowedProperties: [],
  requiredProperties: [],
};
