import type { Codelist } from "@kendali/domain";
import { type ExpressionTree, type InfixOperator, readExpression } from "@kendali/domain/expressions";
import {
  builderExpressionsCatalogue,
  createTranslator,
  formatNumber,
  type Locale,
  type Translator,
} from "@kendali/i18n";
import type { ExpressionScope } from "./expression.types.ts";
import { kindOfTree } from "./kind-of-tree.ts";
import { sayMoment } from "./say-moment.ts";
import { quoted, type SpokenNames, spokenNames, unitWord } from "./spoken-names.ts";
import { unitOfTree } from "./unit-of-tree.ts";

/**
 * How closely words hold together: an `atom` stands anywhere, a `phrase` (`… rounded to 1 decimal`) not inside
 * arithmetic, and so on; whatever is looser than its place allows is put in brackets.
 */
const looseness = { atom: 0, phrase: 1, sum: 2, comparison: 3, logic: 4, choice: 5 } as const;
type Hold = keyof typeof looseness;
type Said = { readonly words: string; readonly hold: Hold };

type Speaker = {
  readonly t: Translator<typeof builderExpressionsCatalogue>;
  readonly locale: Locale;
  readonly scope: ExpressionScope;
  readonly names: SpokenNames;
};

/**
 * An expression in plain words, with the labels of items and codes: what nests is in brackets, and two expressions that
 * mean different things are never read alike. Any text is answered; `null` where it cannot be read as an expression.
 *
 * @example sayExpression("pump_min >= 1", scope, "id") // "Lama memompa paling sedikit 1 menit"
 */
export function sayExpression(text: string, scope: ExpressionScope, locale: Locale): string | null {
  const reading = readExpression(text);
  if (!reading.ok || hasUnsayable(reading.tree)) return null;
  const t = createTranslator(locale, builderExpressionsCatalogue);
  const speaker: Speaker = { t, locale, scope, names: spokenNames(scope, locale) };
  const isTruth = kindOfTree(reading.tree, scope) === "bool";
  const { words } = isTruth ? truth(reading.tree, speaker) : value(reading.tree, speaker, scope.codelist);
  return words.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

/** A part as a value: the left or right of a comparison, an operand. Numbers are told as codes of `codes`, if any. */
function value(tree: ExpressionTree, speaker: Speaker, codes: Codelist | null = null): Said {
  const { t, names } = speaker;
  switch (tree.kind) {
    case "number":
      return atom(codes === null ? numberWords(tree.value, speaker) : codeWords(tree.value, codes, speaker));
    case "text":
      return atom(JSON.stringify(tree.value));
    case "truth":
      return atom(tree.value ? t("say_true") : t("say_false"));
    case "name":
      return atom(names.get(tree.name)?.value ?? tree.name);
    case "list":
      return atom(`[${listWords(tree.members, speaker, codes)}]`);
    case "minus":
      return tree.of.kind === "number" && tree.of.value !== 0
        ? value({ ...tree.of, value: -tree.of.value }, speaker, codes)
        : atom(t("say_negative", { a: held(value(tree.of, speaker), "atom") }));
    case "choose":
      return choice(tree, speaker, codes);
    case "call":
      return called(tree.name, tree.args, speaker, codes);
    case "infix":
      return isArithmetic(tree.operator) ? arithmetic(tree, speaker) : truth(tree, speaker);
    default:
      return truth(tree, speaker);
  }
}

/** A part as a condition: a yes/no answer is told as one. */
function truth(tree: ExpressionTree, speaker: Speaker): Said {
  const { t } = speaker;
  switch (tree.kind) {
    case "name":
      return comparison(t("say_yes", { a: askedWords(tree.name, speaker) }));
    case "not":
      return tree.of.kind === "name"
        ? comparison(t("say_no", { a: askedWords(tree.of.name, speaker) }))
        : atom(t("say_not", { a: truth(tree.of, speaker).words }));
    case "method":
      return method(tree.name, tree.on, tree.args, speaker);
    case "choose":
      return choice(tree, speaker, null);
    case "infix":
      if (tree.operator === "&&" || tree.operator === "||") return logic(tree, tree.operator, speaker);
      return isArithmetic(tree.operator) ? arithmetic(tree, speaker) : compared(tree, speaker);
    default:
      return value(tree, speaker);
  }
}

type Infix = Extract<ExpressionTree, { kind: "infix" }>;
type Choose = Extract<ExpressionTree, { kind: "choose" }>;

function arithmetic(tree: Infix, speaker: Speaker): Said {
  const { t, scope } = speaker;
  const counted = countedTerms(tree);
  if (counted !== null) {
    const list = counted.map((term) => held(truth(term, speaker), "logic")).join("; ");
    return atom(t("say_counted", { list }));
  }
  const summed = summedNames(tree);
  if (summed.length >= 4)
    return atom(t("say_sum", { list: summed.map((name) => nameWords(name, speaker)).join("; ") }));
  const isSum = tree.operator === "+" || tree.operator === "-";
  const continues =
    tree.left.kind === "infix" &&
    (isSum
      ? tree.left.operator === "+" || tree.left.operator === "-"
      : tree.operator === "*" && tree.left.operator === "*");
  const left = value(tree.left, speaker);
  const a = continues && left.hold === "sum" ? left.words : held(left, "atom");
  const b = held(value(tree.right, speaker), "atom");
  const isJoined = tree.operator === "+" && (kindOfTree(tree, scope) ?? "double") !== "double";
  if (isJoined) return { words: t("say_joined", { a: held(left, "atom"), b }), hold: "sum" };
  const words = {
    "+": () => t("say_plus", { a, b }),
    "-": () => t("say_minus", { a, b }),
    "*": () => t("say_times", { a, b }),
  };
  const operator = tree.operator;
  const said =
    operator === "+" || operator === "-" || operator === "*" ? words[operator]() : t("say_divided", { a, b });
  return { words: said, hold: "sum" };
}

/** The conditions of `(a ? 1 : 0) + (b ? 1 : 0) + …`, two or more; `null` for any other sum. */
function countedTerms(tree: ExpressionTree): readonly ExpressionTree[] | null {
  if (tree.kind === "infix" && tree.operator === "+") {
    const [left, right] = [countedTerms(tree.left), countedTerms(tree.right)];
    return left === null || right === null ? null : [...left, ...right];
  }
  const isOne = tree.kind === "choose" && isNumber(tree.yes, 1) && isNumber(tree.no, 0);
  return isOne ? [tree.condition] : null;
}

function isNumber(tree: ExpressionTree, value: number): boolean {
  return tree.kind === "number" && tree.value === value;
}

/** The names of `a + b + c + …`; empty where anything else is in it. */
function summedNames(tree: ExpressionTree): readonly string[] {
  if (tree.kind === "name") return [tree.name];
  if (tree.kind !== "infix" || tree.operator !== "+" || tree.right.kind !== "name") return [];
  const left = summedNames(tree.left);
  return left.length === 0 ? [] : [...left, tree.right.name];
}

function called(name: string, args: readonly ExpressionTree[], speaker: Speaker, codes: Codelist | null): Said {
  const { t } = speaker;
  const [first, second] = args.map((arg) => held(value(arg, speaker), "atom"));
  const [a, b] = [first ?? "", second ?? ""];
  const list = listWords(args, speaker, codes);
  switch (name) {
    case "abs":
      return atom(t("say_absolute", { a }));
    case "round": {
      const of = args[0] === undefined ? a : held(value(args[0], speaker), isPrefixed(args[0]) ? "none" : "atom");
      const words = args[1] === undefined ? t("say_rounded", { a: of }) : t("say_rounded_to", { a: of, count: b });
      return { words, hold: "phrase" };
    }
    case "hoursBetween":
      return atom(t("say_hours", { a, b }));
    case "daysBetween":
      return atom(t("say_days", { a, b }));
    case "min":
      return atom(t("say_smallest", { list }));
    default:
      return atom(t("say_largest", { list }));
  }
}

/** What begins with words of its own and ends with its operand: rounded, it would be unclear what is rounded. */
function isPrefixed(tree: ExpressionTree): boolean {
  return (tree.kind === "call" && tree.name === "abs") || (tree.kind === "minus" && tree.of.kind !== "number");
}

function method(name: string, on: ExpressionTree, args: readonly ExpressionTree[], speaker: Speaker): Said {
  const { t } = speaker;
  const a = held(value(on, speaker), "sum");
  const b = args.map((arg) => held(value(arg, speaker), "sum")).join("; ");
  switch (name) {
    case "matches":
      return comparison(t("say_matches", { a, b }));
    case "startsWith":
      return comparison(t("say_starts", { a, b }));
    case "endsWith":
      return comparison(t("say_ends", { a, b }));
    default:
      return comparison(t("say_contains", { a, b }));
  }
}

function choice(tree: Choose, speaker: Speaker, codes: Codelist | null): Said {
  const { t, scope } = speaker;
  const branch = (part: ExpressionTree): Said =>
    kindOfTree(part, scope) === "bool" && part.kind !== "truth" ? truth(part, speaker) : value(part, speaker, codes);
  const parts = { a: held(branch(tree.yes), "comparison"), b: held(truth(tree.condition, speaker), "logic") };
  if (tree.no.kind === "choose")
    return chosen(t("say_choose_more", { ...parts, c: choice(tree.no, speaker, codes).words }));
  return chosen(t("say_choose", { ...parts, c: held(branch(tree.no), "logic") }));
}

function logic(tree: Infix, operator: "&&" | "||", speaker: Speaker): Said {
  const parts = membersOf(tree, operator);
  const said: string[] = [];
  for (let index = 0; index < parts.length; index++) {
    const [part, next] = [parts[index], parts[index + 1]];
    if (part === undefined) continue;
    const between = operator === "&&" && next !== undefined ? betweenWords(part, next, speaker) : null;
    if (between !== null) index += 1;
    said.push(between ?? held(truth(part, speaker), "comparison"));
  }
  const { t } = speaker;
  const join = (a: string, b: string): string => (operator === "&&" ? t("say_and", { a, b }) : t("say_or", { a, b }));
  return { words: said.reduce(join), hold: said.length > 1 ? "logic" : "comparison" };
}

function membersOf(tree: ExpressionTree, operator: "&&" | "||"): readonly ExpressionTree[] {
  if (tree.kind !== "infix" || tree.operator !== operator) return [tree];
  return [...membersOf(tree.left, operator), ...membersOf(tree.right, operator)];
}

/** `x >= 2 && x <= 5` is one thing to a reader. */
function betweenWords(low: ExpressionTree, high: ExpressionTree, speaker: Speaker): string | null {
  if (low.kind !== "infix" || high.kind !== "infix" || low.operator !== ">=" || high.operator !== "<=") return null;
  if (low.left.kind !== "name" || high.left.kind !== "name" || low.left.name !== high.left.name) return null;
  if (!isLiteral(low.right) || !isLiteral(high.right)) return null;
  const a = nameWords(low.left.name, speaker);
  const limits = { b: limitWords(low.right, low.left, speaker), c: limitWords(high.right, low.left, speaker) };
  return speaker.t("say_between", { a, ...limits });
}

function compared(tree: Infix, speaker: Speaker): Said {
  const { t } = speaker;
  const { operator, left, right } = tree;
  if (operator === "in") return contained(left, right, speaker);
  const yes = yesNoWords(tree, speaker);
  if (yes !== null) return comparison(yes);
  const said = differenceWords(tree, speaker) ?? orderWords(tree, speaker);
  if (said !== null) return comparison(said);
  const codes = codesOf(left, speaker) ?? codesOf(right, speaker);
  const isEquality = operator === "==" || operator === "!=";
  if (codes !== null && isEquality && left.kind === "name" && codeOf(right) !== null) {
    const parts = { a: nameWords(left.name, speaker), b: codeWords(codeOf(right) ?? 0, codes, speaker) };
    return comparison(operator === "==" ? t("say_is_code", parts) : t("say_is_not_code", parts));
  }
  const a = limitWords(left, right, speaker, codes);
  const b = limitWords(right, left, speaker, codes);
  return comparison(comparisonWords(operator, { a, b }, isMoment(left, speaker) || isMoment(right, speaker), t));
}

function comparisonWords(
  operator: InfixOperator,
  parts: { readonly a: string; readonly b: string },
  areMoments: boolean,
  t: Speaker["t"],
): string {
  switch (operator) {
    case "==":
      return t("say_equal", parts);
    case "!=":
      return t("say_not_equal", parts);
    case "<":
      return areMoments ? t("say_before", parts) : t("say_less", parts);
    case "<=":
      return areMoments ? t("say_not_after", parts) : t("say_at_most", parts);
    case ">":
      return areMoments ? t("say_after", parts) : t("say_more", parts);
    default:
      return areMoments ? t("say_not_before", parts) : t("say_at_least", parts);
  }
}

/** `p == true`, `p != false` and so on mean no more than the answer itself. */
function yesNoWords({ operator, left, right }: Infix, speaker: Speaker): string | null {
  if (operator !== "==" && operator !== "!=") return null;
  const [name, literal] = left.kind === "name" ? [left, right] : [right, left];
  if (name.kind !== "name" || literal.kind !== "truth") return null;
  const a = askedWords(name.name, speaker);
  return literal.value === (operator === "==") ? speaker.t("say_yes", { a }) : speaker.t("say_no", { a });
}

/** `abs(a - b) <= 2`: how far two things lie apart. */
function differenceWords({ operator, left, right }: Infix, speaker: Speaker): string | null {
  if ((operator !== "<=" && operator !== ">") || left.kind !== "call" || left.name !== "abs") return null;
  const [inside, more] = left.args;
  if (inside?.kind !== "infix" || inside.operator !== "-" || more !== undefined) return null;
  if (right.kind !== "number") return null;
  const first = value(inside.left, speaker);
  const parts = {
    a: first.hold === "sum" ? first.words : held(first, "atom"),
    b: held(value(inside.right, speaker), "atom"),
    n: limitWords(right, left, speaker),
  };
  return operator === "<=" ? speaker.t("say_differ_at_most", parts) : speaker.t("say_differ_more", parts);
}

/** `hoursBetween(a, b) >= 0`: which of two moments comes first. */
function orderWords({ operator, left, right }: Infix, speaker: Speaker): string | null {
  if ((operator !== ">=" && operator !== ">") || left.kind !== "call" || left.name !== "hoursBetween") return null;
  const [from, to, more] = left.args;
  if (from?.kind !== "name" || to?.kind !== "name" || more !== undefined || !isNumber(right, 0)) return null;
  const parts = { a: nameWords(to.name, speaker), b: nameWords(from.name, speaker) };
  return operator === ">=" ? speaker.t("say_not_before", parts) : speaker.t("say_after", parts);
}

function contained(left: ExpressionTree, right: ExpressionTree, speaker: Speaker): Said {
  const { t } = speaker;
  if (right.kind === "list") {
    const list = listWords(right.members, speaker, codesOf(left, speaker));
    return comparison(t("say_one_of", { a: held(value(left, speaker), "sum"), list }));
  }
  const b = held(value(left, speaker, codesOf(right, speaker)), "sum");
  return comparison(t("say_includes", { a: held(value(right, speaker), "sum"), b }));
}

/** One side of a comparison: a bare number takes the unit of the other side, a bare text the form of a date or time. */
function limitWords(
  tree: ExpressionTree,
  other: ExpressionTree,
  speaker: Speaker,
  codes: Codelist | null = null,
): string {
  const { locale, scope } = speaker;
  if (tree.kind === "text") {
    const moment = other.kind === "name" ? sayMoment(tree.value, scope.names.get(other.name)?.item.type, locale) : null;
    return moment ?? value(tree, speaker).words;
  }
  const number = codeOf(tree);
  if (number === null || codes !== null || isElapsed(other)) return held(value(tree, speaker, codes), "sum");
  const unit = unitWord(locale, unitOfTree(other, scope), number);
  return unit === "" ? numberWords(number, speaker) : `${numberWords(number, speaker)}\u00a0${unit}`;
}

/** "The number of hours" names its own unit. */
function isElapsed(tree: ExpressionTree): boolean {
  return tree.kind === "call" && (tree.name === "hoursBetween" || tree.name === "daysBetween");
}

function isLiteral(tree: ExpressionTree): boolean {
  return tree.kind === "text" || codeOf(tree) !== null;
}

/** The number that is written, also with a minus before it. */
function codeOf(tree: ExpressionTree): number | null {
  if (tree.kind === "number") return tree.value;
  return tree.kind === "minus" && tree.of.kind === "number" ? -tree.of.value : null;
}

function codesOf(tree: ExpressionTree, { scope }: Speaker): Codelist | null {
  return tree.kind === "name" ? (scope.names.get(tree.name)?.codelist ?? null) : null;
}

function isMoment(tree: ExpressionTree, { scope }: Speaker): boolean {
  if (tree.kind !== "name") return false;
  const name = scope.names.get(tree.name);
  return name !== undefined && (name.type === "date" || name.type === "date_time" || name.item.type === "time");
}

function listWords(members: readonly ExpressionTree[], speaker: Speaker, codes: Codelist | null): string {
  return members.map((member) => held(value(member, speaker, codes), "sum")).join("; ");
}

function nameWords(name: string, { names }: Speaker): string {
  return names.get(name)?.value ?? name;
}

function askedWords(name: string, { names }: Speaker): string {
  return names.get(name)?.asked ?? name;
}

/** Every digit that the number has: two numbers that differ are written differently. */
function numberWords(number: number, { locale }: Speaker): string {
  const isPlain = Math.abs(number) < 1e15 && Number(number.toFixed(6)) === number;
  if (isPlain) return formatNumber(locale, number);
  const text = String(number).replace("-", "−");
  return locale === "id" ? text.replace(".", ",") : text;
}

function codeWords(code: number, list: Codelist, speaker: Speaker): string {
  const { t, locale } = speaker;
  const label = list.codes.find((offered) => offered.code === code)?.label[locale].trim() ?? "";
  const number = numberWords(code, speaker);
  if (label === "") return t("say_code", { a: number });
  const isAlone = list.codes.filter((offered) => offered.label[locale].trim() === label).length === 1;
  const words = `“${quoted(label)}”`;
  return isAlone ? words : t("say_the_code", { a: words, b: number });
}

function isArithmetic(operator: InfixOperator): boolean {
  return operator === "+" || operator === "-" || operator === "*" || operator === "/";
}

/** Words in brackets, unless they hold together as closely as their place needs; `none` always brackets. */
function held({ words, hold }: Said, loosest: Hold | "none"): string {
  return loosest !== "none" && looseness[hold] <= looseness[loosest] ? words : `(${words})`;
}

function atom(words: string): Said {
  return { words, hold: "atom" };
}

function comparison(words: string): Said {
  return { words, hold: "comparison" };
}

function chosen(words: string): Said {
  return { words, hold: "choice" };
}

const sayableCalls: ReadonlySet<string> = new Set(["abs", "round", "min", "max", "hoursBetween", "daysBetween"]);
const sayableMethods: ReadonlySet<string> = new Set(["matches", "startsWith", "endsWith", "contains"]);

/** Parts that have no words: what Kendali does not offer. */
function hasUnsayable(tree: ExpressionTree): boolean {
  switch (tree.kind) {
    case "other":
      return true;
    case "list":
      return tree.members.some(hasUnsayable);
    case "not":
    case "minus":
      return hasUnsayable(tree.of);
    case "choose":
      return [tree.condition, tree.yes, tree.no].some(hasUnsayable);
    case "infix":
      return hasUnsayable(tree.left) || hasUnsayable(tree.right);
    case "call":
      return !sayableCalls.has(tree.name) || tree.args.length === 0 || tree.args.some(hasUnsayable);
    case "method":
      return !sayableMethods.has(tree.name) || hasUnsayable(tree.on) || tree.args.some(hasUnsayable);
    default:
      return false;
  }
}
