import { readExpression } from "@kendali/domain/expressions";
import type { ExpressionAdvice } from "./expression.types.ts";

/** Words and signs that people write for an operator, and what the language writes. */
const instead: ReadonlyMap<string, string> = new Map([
  ["and", "&&"],
  ["dan", "&&"],
  ["or", "||"],
  ["atau", "||"],
  ["not", "!"],
  ["bukan", "!"],
  ["≥", ">="],
  ["≤", "<="],
  ["≠", "!="],
  ["<>", "!="],
  ["=>", ">="],
  ["=<", "<="],
  ["×", "*"],
  ["÷", "/"],
  ["−", "-"],
  ["–", "-"],
]);
/** Texts in straight quotes are skipped, so that nothing inside them is taken for a slip. */
const slips =
  /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|(?<word>\b(?:and|dan|or|atau|not|bukan)\b)|(?<sign>[≥≤≠×÷−–]|<>|=>|=<)|(?<equals>(?<![=!<>])=(?![=<>]))|(?<quote>[“”„‟‘’])|(?<comma>(?<![\w.])\d+,\d+(?![\w.]))/giu;

/** Why a text is not an expression: every slip of writing that is known by its look, or else where it breaks off. */
export function syntaxProblems(text: string, names: ReadonlySet<string>): readonly ExpressionAdvice[] {
  const reading = readExpression(text);
  if (reading.ok) return [];
  const known = [...text.matchAll(slips)].flatMap((match) => slipOf(match, names));
  return known.length > 0 ? known : [breakOf(text, reading)];
}

function slipOf(match: RegExpExecArray, names: ReadonlySet<string>): readonly ExpressionAdvice[] {
  const { word, sign, equals, quote, comma } = match.groups ?? {};
  const found = word ?? sign ?? equals ?? quote ?? comma;
  // An item may be called `not`, and inside a call a comma parts two numbers.
  if (found === undefined || names.has(found) || (comma !== undefined && isInCall(match))) return [];
  const start = match.index;
  const place = { severity: "must", start, end: start + found.length } as const;
  if (equals !== undefined) return [{ ...place, code: "single_equals", params: {}, proposal: "==" }];
  if (quote !== undefined) return [{ ...place, code: "typographic_quote", params: {}, proposal: '"' }];
  const proposal = comma === undefined ? (instead.get(found.toLowerCase()) ?? found) : found.replace(",", ".");
  const code = comma === undefined ? "word_operator" : "decimal_comma";
  return [{ ...place, code, params: { found, proposal }, proposal }];
}

function isInCall({ input, index }: RegExpExecArray): boolean {
  return /[\w.]\([^()]*$/.test(input.slice(0, index)) || /\[[^\]]*$/.test(input.slice(0, index));
}

function breakOf(text: string, reading: Extract<ReturnType<typeof readExpression>, { ok: false }>): ExpressionAdvice {
  const { code, params } = reading.problem;
  const start = Math.min(Math.max(reading.start, 0), text.length);
  const end = Math.min(Math.max(reading.end, start), text.length);
  const place = { severity: "must", start, end, proposal: null } as const;
  if (code === "expression_too_long") return { ...place, code: "too_long", params };
  if (code === "expression_too_complex") return { ...place, code: "too_complex", params: {} };
  if (text.slice(start).trim() === "") return { ...place, code: "unfinished", params: {} };
  const isOpen = /^["']/.test(text.slice(start)) && end === text.length && !/^(["']).*\1$/s.test(text.slice(start));
  if (isOpen) return { ...place, code: "text_unterminated", params: {} };
  const letters = wholeLetters(text, start, Math.max(end, start + 1));
  const found = letters
    .slice(0, 40)
    .map(({ segment }) => segment)
    .join("");
  const [first, last] = [letters[0], letters.at(-1)];
  const whole = { start: first?.index ?? start, end: last === undefined ? end : last.index + last.segment.length };
  return { ...place, ...whole, code: "unexpected", params: { found } };
}

/** The letters from `start` to `end`; one of several units, such as an emoji, is there whole. */
function wholeLetters(text: string, start: number, end: number): readonly Intl.SegmentData[] {
  return Array.from(new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text)).filter(
    ({ index, segment }) => index < end && index + segment.length > start,
  );
}
