import { type ExpressionType, itemTypeOf, type LocalizedText } from "@kendali/domain";
import { offeredFunctions, offeredMethods } from "@kendali/domain/expressions";
import { builderExpressionsCatalogue, createTranslator } from "@kendali/i18n";
import { argumentOf } from "./check-tree.ts";
import type { Completion, CompletionList, ExpressionScope, ScopeName } from "./expression.types.ts";

/** More than a person reads through; typing narrows the list. */
const mostShown = 60;

/**
 * What may be written where the caret stands, the likeliest first: after `item ==` the codes of that item, after a text's
 * point the methods of text, inside a function only what it takes, after an operand an operator. What would be wrong in
 * any case (a masked form's item, the item itself in its own calculation) is not offered.
 */
export function completeExpression(text: string, caret: number, scope: ExpressionScope): CompletionList {
  const at = Math.max(0, Math.min(caret, text.length));
  const before = text.slice(0, at);
  const typed = /[\p{L}_][\p{L}\p{N}_]*$/u.exec(before)?.[0] ?? "";
  const start = at - typed.length;
  const end = at + (typed === "" ? 0 : (/^[\p{L}\p{N}_]*/u.exec(text.slice(at))?.[0].length ?? 0));
  if (isInText(before)) return { start: at, end: at, completions: [] };
  const codes = codesAt(before, text.slice(at), scope);
  if (codes !== null) return codes;
  const lead = before.slice(0, start);
  const owner = /([A-Za-z_]\w*)\.\s*$/.exec(lead)?.[1];
  if (owner !== undefined) return { start, end, completions: methodsOf(owner, typed, scope) };
  const isAfterOperand = /[\w)\]"']\s*$/.test(lead) && !/(^|[^\w])in\s*$/.test(lead);
  if (isAfterOperand)
    return { start, end, completions: typed === "" || typed === "i" ? operatorsAfter(lead, scope) : [] };
  const taken = typesTaken(lead);
  const items = itemsLike(typed, scope, taken);
  const functions = taken === null ? functionsLike(typed) : [];
  const isNamed = typed !== "" && functions.some(({ insert }) => insert.toLowerCase().startsWith(typed.toLowerCase()));
  return {
    start,
    end,
    completions: (isNamed ? [...functions, ...items] : [...items, ...functions]).slice(0, mostShown),
  };
}

function isInText(before: string): boolean {
  return /["']/.test(before.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, ""));
}

function codesAt(before: string, rest: string, scope: ExpressionScope): CompletionList | null {
  const compared = /([A-Za-z_]\w*)\s*(?:==|!=|<=|>=|<|>)\s*(-?\d*)$/.exec(before);
  const listed = /([A-Za-z_]\w*)\s+in\s*\[(?:[^\]]*,)?\s*(-?\d*)$/.exec(before);
  const [, owner = "", typed = ""] = compared ?? listed ?? [];
  const name = scope.names.get(owner);
  if (name?.codelist == null) return null;
  const start = before.length - typed.length;
  const end = before.length + (/^\d*/.exec(rest)?.[0].length ?? 0);
  const completions = name.codelist.codes
    .filter(({ code }) => String(code).startsWith(typed))
    .map(({ code, label }): Completion => {
      const insert = String(code);
      const detail = both((t, locale) => t("code_of", { label: labelIn(name, locale) }));
      return { kind: "code", insert, caret: insert.length, name: same(insert), label, detail };
    });
  return { start, end, completions };
}

/** The types that the function around the caret takes there; `null` where anything may stand. */
function typesTaken(lead: string): readonly ExpressionType[] | null {
  const calls: { name: string; index: number }[] = [];
  for (const [found, name] of lead.matchAll(/([A-Za-z_]\w*)?\s*\(|[),]/g)) {
    if (found === ")") calls.pop();
    else if (found === ",") {
      const call = calls.at(-1);
      if (call !== undefined) call.index += 1;
    } else calls.push({ name: name ?? "", index: 0 });
  }
  const call = calls.at(-1);
  const parameter = offeredFunctions.get(call?.name ?? "")?.find(({ length }) => length > (call?.index ?? 0))?.[
    call?.index ?? 0
  ];
  return parameter === undefined || !parameter.mustBeName ? null : parameter.accepts;
}

function itemsLike(
  typed: string,
  scope: ExpressionScope,
  taken: readonly ExpressionType[] | null,
): readonly Completion[] {
  const ranked = [...scope.names.values()].flatMap((name) => {
    const rank = rankOf(typed, name);
    const isTaken = taken === null || taken.includes(name.type);
    return rank === null || !isTaken || !isUsable(name, scope)
      ? []
      : [{ name, rank: rank * 10 + placeRank(name, scope) }];
  });
  const likeliest = ranked.toSorted((a, b) => a.rank - b.rank).slice(0, mostShown);
  return likeliest.map(({ name }) => itemCompletion(name));
}

function isUsable(name: ScopeName, { use }: ExpressionScope): boolean {
  if (name.isMasked || (name.place === "baseline" && !name.isAtBaseline)) return false;
  if (name.place === "self") return use === "constraint";
  return !(use === "calculation" && name.place === "later" && itemTypeOf(name.item).isComputed);
}

/** How well a name fits what was typed: its beginning, a word of its label, a part of either; `null` if not at all. */
function rankOf(typed: string, { name, item }: ScopeName): number | null {
  const wanted = typed.toLowerCase();
  if (wanted === "" || name.startsWith(wanted)) return 0;
  const labels = [item.label, item.shortLabel].flatMap((label) => [label?.id ?? "", label?.en ?? ""]);
  const words = labels.join(" ").toLowerCase();
  if (` ${words}`.includes(` ${wanted}`)) return 1;
  if (name.includes(wanted)) return 2;
  return words.includes(wanted) ? 3 : null;
}

const placeOrder = { self: 0, earlier: 1, elsewhere: 2, baseline: 3, later: 4 } as const;

function placeRank({ place }: ScopeName, { use }: ExpressionScope): number {
  return place === "later" && use === "constraint" ? placeOrder.earlier : placeOrder[place];
}

function itemCompletion(name: ScopeName): Completion {
  const { id, en } = name.item.shortLabel ?? name.item.label;
  const label = { id: id === "" ? name.item.label.id : id, en: en === "" ? name.item.label.en : en };
  const detail = both((t, locale) => {
    const unit = name.item.unit === undefined ? "" : ` (${name.item.unit})`;
    const type = `${typeWords(name, t)}${unit}`;
    if (name.place === "baseline") return t("detail_baseline", { type });
    if (name.place === "elsewhere") return t("detail_elsewhere", { type, form: name.formTitle[locale] });
    return name.place === "later" ? t("detail_later", { type }) : type;
  });
  const kind = name.place === "baseline" ? "baseline" : "item";
  return { kind, insert: name.name, caret: name.name.length, name: same(name.name), label, detail };
}

function typeWords({ type, codelist }: ScopeName, t: Translate): string {
  if (type === "list<double>") return t("type_list");
  return codelist === null ? t(`type_${type}`) : t("type_code");
}

const helps = {
  abs: ["help_abs"],
  round: ["help_round", "help_round_to"],
  min: ["help_min"],
  max: ["help_max"],
  hoursBetween: ["help_hoursBetween"],
  daysBetween: ["help_daysBetween"],
} as const;

function functionsLike(typed: string): readonly Completion[] {
  return (Object.keys(helps) as (keyof typeof helps)[])
    .filter((name) => name.toLowerCase().startsWith(typed.toLowerCase()))
    .flatMap((name) =>
      helps[name].map((help, index): Completion => {
        const parameters = offeredFunctions.get(name)?.[index] ?? [];
        const signature = both(
          (t) => `${name}(${parameters.map((parameter) => t(`sign_${argumentOf(parameter)}`)).join(", ")})`,
        );
        const insert = `${name}()`;
        const detail = both((t) => t("type_double"));
        return {
          kind: "function",
          insert,
          caret: name.length + 1,
          name: signature,
          label: both((t) => t(help)),
          detail,
        };
      }),
    );
}

function methodsOf(owner: string, typed: string, scope: ExpressionScope): readonly Completion[] {
  if (scope.names.get(owner)?.type !== "string") return [];
  return (["contains", "startsWith", "endsWith", "matches"] as const)
    .filter((name) => offeredMethods.has(name) && name.toLowerCase().startsWith(typed.toLowerCase()))
    .map((name): Completion => {
      const detail = both((t) => t("type_bool"));
      const signature = both((t) => `${name}("${t("sign_text")}")`);
      const label = both((t) => t(`help_${name}`));
      return { kind: "method", insert: `${name}("")`, caret: name.length + 2, name: signature, label, detail };
    });
}

const operators = {
  "==": "word_equal",
  "!=": "word_not_equal",
  ">=": "word_at_least",
  "<=": "word_at_most",
  ">": "word_more",
  "<": "word_less",
  "+": "word_plus",
  "-": "word_minus",
  "*": "word_times",
  "/": "word_divided",
  "&&": "word_and",
  "||": "word_or",
  in: "word_in",
  "?": "word_choose",
} as const;
type Operator = keyof typeof operators;

function operatorsAfter(lead: string, scope: ExpressionScope): readonly Completion[] {
  const operand = /([A-Za-z_]\w*)\s*$/.exec(lead)?.[1] ?? "";
  const space = /\s$/.test(lead) ? "" : " ";
  return operatorsFor(scope.names.get(operand)).map((operator): Completion => {
    const insert = `${space}${operator === "in" ? "in []" : operator === "?" ? "?  : " : `${operator} `}`;
    const caret = operator === "in" ? insert.length - 1 : operator === "?" ? insert.length - 3 : insert.length;
    const name = same(operator === "?" ? "? :" : operator);
    return { kind: "word", insert, caret, name, label: both((t) => t(operators[operator])), detail: same("") };
  });
}

function operatorsFor(name: ScopeName | undefined): readonly Operator[] {
  if (name === undefined) return ["&&", "||", "==", "!=", ">=", "<=", ">", "<", "+", "-", "*", "/", "?"];
  if (name.type === "bool") return ["&&", "||", "?"];
  if (name.type === "list<double>") return [];
  if (name.codelist !== null) return ["==", "!=", "in", ">=", "<=", ">", "<", "+"];
  const compared: readonly Operator[] = [">=", "<=", ">", "<", "==", "!="];
  return name.type === "double" ? [...compared, "+", "-", "*", "/"] : compared;
}

type Translate = ReturnType<typeof createTranslator<readonly [typeof builderExpressionsCatalogue]>>;

const translators = {
  id: createTranslator("id", builderExpressionsCatalogue),
  en: createTranslator("en", builderExpressionsCatalogue),
};

function both(say: (t: Translate, locale: "id" | "en") => string): LocalizedText {
  return { id: say(translators.id, "id"), en: say(translators.en, "en") };
}

function same(words: string): LocalizedText {
  return { id: words, en: words };
}

function labelIn({ item }: ScopeName, locale: "id" | "en"): string {
  return (item.shortLabel ?? item.label)[locale];
}
