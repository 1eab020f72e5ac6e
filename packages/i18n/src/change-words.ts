import { type BareChange, isObject, type Json, memberAt } from "@kendali/domain";
import { fillMessage, type Message } from "./catalogue.ts";
import { authCatalogue } from "./catalogues/auth.ts";
import { builderCatalogue } from "./catalogues/builder.ts";
import { builderChangesCatalogue } from "./catalogues/builder-changes.ts";
import { builderFormsCatalogue } from "./catalogues/builder-forms.ts";
import { builderLintCatalogue } from "./catalogues/builder-lint.ts";
import { builderScheduleCatalogue } from "./catalogues/builder-schedule.ts";
import { builderSectionsCatalogue } from "./catalogues/builder-sections.ts";
import { randomizationDesignCatalogue } from "./catalogues/randomization-design.ts";
import { uiCatalogue } from "./catalogues/ui.ts";
import { formatDate } from "./format-date.ts";
import { formatNumber } from "./format-number.ts";
import type { Locale } from "./locale.ts";

/** One change of a protocol document in words. */
export type ChangeWords = {
  /** The part of the document, to group by: "Formulir". */
  readonly part: string;
  /** The members that lead to the place: "Volume ASI: Payudara kanan"; empty for the part itself. */
  readonly place: string;
  /** What was done: "Batas wajar, paling banyak diubah". */
  readonly words: string;
  /** The value before and after, where there is one; null where there was or is none. */
  readonly from: string | null;
  readonly to: string | null;
};

/**
 * Says one change of a protocol document. `before` and `after` are the documents around it, for the names of what it
 * touches.
 */
export function changeWords(locale: Locale, change: BareChange, before: Json, after: Json): ChangeWords {
  const say = sayer(locale);
  const [part = "", ...rest] = change.path;
  const { names, list, fields } = walk(locale, change.path, before, after);
  const isMember = fields.length === 0 && list !== null;
  const what = isMember ? say(`member_${list}`) : fieldWords(locale, fields, part);
  const own = isMember ? (names.at(-1) ?? say("unnamed")) : "";
  const place = (isMember ? names.slice(0, -1) : names).join(": ");
  const told = { part: say(`part_${part}`), place };
  const value = (json: Json): string => valueWords({ locale, documents: [after, before] }, json, rest.at(-1) ?? part);
  switch (change.kind) {
    case "add":
      return isMember
        ? { ...told, words: say("added", { what: lower(locale, what), name: own }), from: null, to: null }
        : { ...told, words: say("filled", { what }), from: null, to: value(change.value) };
    case "remove":
      return isMember
        ? { ...told, words: say("removed", { what, name: own }), from: null, to: null }
        : { ...told, words: say("emptied", { what }), from: value(change.value), to: null };
    case "change":
      return { ...told, words: say("changed", { what }), from: value(change.from), to: value(change.to) };
    case "move": {
      const siblings = change.path.slice(0, -1);
      const neighbour = change.after === null ? null : at(after, [...siblings, change.after]);
      const named = `${what} ${own}`;
      return change.after === null
        ? { ...told, words: say("moved_first", { what: named }), from: null, to: null }
        : {
            ...told,
            words: say("moved_after", { what: named, after: memberName(locale, neighbour) ?? change.after }),
            from: null,
            to: null,
          };
    }
  }
}

/**
 * A place of a document by the names its members have for people.
 *
 * @example placeWords("id", document, ["forms", "milk", "performedBy"]) // "Formulir: Volume ASI: Diisi oleh"
 */
export function placeWords(locale: Locale, document: Json, path: readonly string[]): string {
  const [part = ""] = path;
  const { names, fields } = walk(locale, path, document, document);
  const whole = partWords(locale, part);
  // An item of a guideline is named by what is said of it.
  const own = fields.length === 0 || part === "statements" ? whole : fieldWords(locale, fields, part);
  // A text of the document itself: "Judul (Inggris)".
  if (names.length === 0 && own.startsWith(whole)) return own;
  const said = names.map((name) => (part === "roles" ? (choiceWords(locale, name, "performedBy") ?? name) : name));
  return [whole, ...said, ...(own === whole ? [] : [own])].join(": ");
}

/** One line of a value: what it is of, where the value has several, and what it says. */
export type ValueLine = { readonly label: string | null; readonly words: string };

/**
 * What stands at a place, to be read and compared: a text or number is one line, a text of two languages a line for each,
 * a part a line for each of its properties.
 *
 * @param path leads to the value
 * @example valueLines("en", [document], ["title"], { id: "ASI", en: "Milk" })[1] // { label: "Title (English)", words: "Milk" }
 */
export function valueLines(
  locale: Locale,
  documents: readonly Json[],
  path: readonly string[],
  value: Json,
): readonly ValueLine[] {
  const reader = { locale, documents };
  const field = path.at(-1) ?? "";
  const said = (json: Json, name: string): string => valueWords(reader, json, name);
  if (Array.isArray(value)) {
    const members = value.map((member: Json) => ({
      label: null,
      words: memberName(locale, member) ?? said(member, field),
    }));
    return members.length === 0 ? [{ label: null, words: said(value, field) }] : members;
  }
  if (value === null || typeof value !== "object") return [{ label: null, words: said(value, field) }];
  const say = sayer(locale);
  const ofTexts = (text: { readonly id?: string; readonly en?: string }, what: string): readonly ValueLine[] =>
    (["id", "en"] as const).map((language) => ({
      label: say(`in_language_${language}`, { what }),
      words: said(text[language] ?? "", language),
    }));
  if ("numerator" in value) return [{ label: null, words: said(value, field) }];
  // A text on its own is called by its field; in a part each property by its own.
  if (isText(value)) return ofTexts(value, fieldWords(locale, [field], path[0] ?? ""));
  return Object.entries(value).flatMap(([name, inner]) => {
    const label = say(`field_${name}`);
    return isText(inner) ? ofTexts(inner, label) : [{ label, words: said(inner, name) }];
  });
}

/**
 * Everything that a value says, whole, to be copied elsewhere: a line for each property, what is inside it further in.
 *
 * @example valueText("en", { title: { id: "ASI", en: "Milk" }, codes: [1, 2] }) // "Title (Indonesian): ASI\nTitle (English): Milk\nCodes:\n  1\n  2"
 */
export function valueText(locale: Locale, value: Json, indent = ""): string {
  const say = sayer(locale);
  if (Array.isArray(value)) return value.map((member: Json) => valueText(locale, member, indent)).join("\n");
  if (!isObject(value)) return `${indent}${valueWords({ locale, documents: [] }, value, "")}`;
  return Object.entries(value)
    .flatMap(([name, inner]) => {
      const label = `${indent}${say(`field_${name}`)}`;
      if (isText(inner))
        return (["id", "en"] as const).map((language) => {
          const what = say(`in_language_${language}`, { what: say(`field_${name}`) });
          return `${indent}${what}: ${inner[language] ?? ""}`;
        });
      const isPart = typeof inner === "object" && inner !== null && Object.keys(inner).length > 0;
      return isPart
        ? [`${label}:`, valueText(locale, inner, `${indent}  `)]
        : [`${label}: ${valueText(locale, inner)}`];
    })
    .join("\n");
}

/** Whether a value is a text of both languages. */
function isText(value: Json): value is { readonly id?: string; readonly en?: string } {
  return (
    isObject(value) &&
    Object.keys(value).length > 0 &&
    Object.entries(value).every(([name, said]) => (name === "id" || name === "en") && typeof said === "string")
  );
}

/** The words of a part of the document by its name: `visits` is "Jadwal: kunjungan". */
export function partWords(locale: Locale, part: string): string {
  return sayer(locale)(`part_${part}`);
}

/** What a member of a list is called for people; null where it has no name, or a blank one. */
export function memberName(locale: Locale, member: Json | undefined): string | null {
  if (!isObject(member)) return null;
  for (const field of ["label", "title", "name", "heading", "text", "summary", "note"]) {
    const words = member[field];
    const said = isObject(words) ? words[locale] : words;
    if (typeof said === "string" && said.trim() !== "") return shortened(said, 90);
  }
  return null;
}

type Say = (key: string, params?: Readonly<Record<string, string | number>>) => string;

/** A part or property without words of its own is said by its name in the document. */
function sayer(locale: Locale): Say {
  const messages: Readonly<Record<string, Message>> = builderChangesCatalogue[locale];
  return (key, params = {}) => {
    const message = Object.hasOwn(messages, key) ? messages[key] : undefined;
    return message === undefined ? key.replace(/^(part|member|field)_/, "") : fillMessage(locale, message, params);
  };
}

type Walk = {
  /** What the members on the way are called. */
  readonly names: readonly string[];
  /** The list that the last member stands in. */
  readonly list: string | null;
  /** Properties after the last member. */
  readonly fields: readonly string[];
};

function walk(locale: Locale, path: readonly string[], before: Json, after: Json): Walk {
  const names: string[] = [];
  let list: string | null = null;
  let fields: string[] = [];
  let [old, made]: [Json | undefined, Json | undefined] = [before, after];
  path.forEach((step) => {
    const isMember = Array.isArray(made) || (made === undefined && Array.isArray(old));
    old = memberAt(old, step);
    made = memberAt(made, step);
    if (isMember) {
      list = fields.at(-1) ?? list;
      const member = made ?? old;
      const own = memberName(locale, made) ?? memberName(locale, old);
      names.push(own ?? keyedName({ locale, documents: [after, before] }, member) ?? step);
      fields = [];
    } else {
      fields.push(step);
    }
  });
  return { names, list, fields };
}

/** What a part is called that has no name but says whose it is: of a role, a form that a visit plans, an arm's share. */
function keyedName(reader: Reader, member: Json | undefined): string | null {
  if (!isObject(member)) return null;
  const { role, form, arm } = member;
  if (typeof role === "string") return choiceWords(reader.locale, role, "performedBy");
  if (typeof form === "string") return namedBy(reader, form, "form");
  return typeof arm === "string" ? namedBy(reader, arm, "arm") : null;
}

function fieldWords(locale: Locale, fields: readonly string[], part: string): string {
  const say = sayer(locale);
  const language = fields.at(-1);
  const isText = language === "id" || language === "en";
  const named = (isText ? fields.slice(0, -1) : fields).filter((field) => field !== part);
  const words = named.length === 0 ? say(`part_${part}`) : named.map((field) => say(`field_${field}`)).join(", ");
  return isText ? say(`in_language_${language}`, { what: words }) : words;
}

/** The language of a reading, and the documents in which keys are looked up. */
type Reader = { readonly locale: Locale; readonly documents: readonly Json[] };

/**
 * A value as a person reads it. Text stays text, whatever it looks like: only dates and numbers are written as the
 * language does, and keys of other parts are said by what those are called.
 */
function valueWords(reader: Reader, value: Json, field: string): string {
  const { locale } = reader;
  const say = sayer(locale);
  if (value === null) return say("nothing");
  if (typeof value === "boolean") return say(value ? "yes" : "no");
  if (typeof value === "number") return formatNumber(locale, value, decimalsOf(value));
  if (typeof value === "string") {
    if (value.trim() === "") return say("empty");
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return formatDate(locale, value);
    return namedBy(reader, value, field) ?? choiceWords(locale, value, field) ?? value;
  }
  if (Array.isArray(value)) {
    const named = value.map((one) => memberName(locale, one) ?? valueWords(reader, one, field));
    const rest = named.length - 8;
    const shown = [...named.slice(0, 8), ...(rest > 0 ? [say("more", { count: rest })] : [])];
    return named.length === 0 ? say("nothing") : shown.join(", ");
  }
  return objectWords(reader, value);
}

function objectWords(reader: Reader, value: { [name: string]: Json }): string {
  const { locale } = reader;
  const say = sayer(locale);
  const text = value[locale];
  if (typeof text === "string" && Object.keys(value).every((name) => name === "id" || name === "en")) {
    return text.trim() === "" ? say("empty") : text;
  }
  const { numerator, denominator } = value;
  if (typeof numerator === "number" && typeof denominator === "number") return `${numerator}/${denominator}`;
  if ("min" in value && "max" in value && Object.keys(value).length === 2) {
    const side = (limit: Json | undefined) => (typeof limit === "number" ? formatNumber(locale, limit) : null);
    const [min, max] = [side(value["min"]), side(value["max"])];
    if (min !== null && max !== null) return say("range", { min, max });
    if (min !== null) return say("range_from", { min });
    return max === null ? say("nothing") : say("range_to", { max });
  }
  return (
    memberName(locale, value) ??
    allocatedBy(reader, value) ??
    Object.entries(value)
      .map(([name, inner]) => `${say(`field_${name}`)}: ${shortened(valueWords(reader, inner, name), 120)}`)
      .join("; ")
  );
}

/** An arm's share, "Pijat oksitosin 2", or what strata are made of, "Kelompok paritas"; null for any other part. */
function allocatedBy(reader: Reader, value: { [name: string]: Json }): string | null {
  const { arm, weight, source, item } = value;
  if (typeof arm === "string" && typeof weight === "number")
    return `${namedBy(reader, arm, "arm") ?? arm} ${formatNumber(reader.locale, weight, decimalsOf(weight))}`;
  const stratum =
    source === "site" && item === undefined
      ? choiceWords(reader.locale, source, "source")
      : source === "item" && typeof item === "string"
        ? namedBy(reader, item, "item")
        : null;
  if (stratum === null || typeof weight !== "number") return stratum;
  return `${stratum} (${formatNumber(reader.locale, weight, decimalsOf(weight))})`;
}

/** Properties that hold keys of another part of the document, and where those stand. */
const keysOf: Readonly<Record<string, string>> = {
  population: "populations",
  estimand: "estimands",
  outcome: "outcomes",
  outcomes: "outcomes",
  timePoint: "visits",
  timePoints: "visits",
  baselineVisit: "visits",
  afterVisit: "visits",
  visit: "visits",
  arm: "arms",
  arms: "arms",
  codelist: "codelists",
  form: "forms",
  epoch: "epochs",
  interventions: "interventions",
};
const itemFields: ReadonlySet<string> = new Set(["item", "items", "covariates", "reversed", "deliveryItem"]);

/** What a key is called, where a property holds keys; null where it holds none, or the key leads nowhere. */
function namedBy({ locale, documents }: Reader, key: string, field: string): string | null {
  const list = Object.hasOwn(keysOf, field) ? keysOf[field] : undefined;
  for (const document of documents) {
    const found = itemFields.has(field)
      ? findItem(document, key)
      : list === undefined
        ? undefined
        : at(document, [list, key]);
    const name = memberName(locale, found);
    if (name !== null) return name;
  }
  return null;
}

function findItem(document: Json, key: string): Json | undefined {
  for (const form of listAt(document, "forms")) {
    for (const section of listAt(form, "sections")) {
      const found = memberAt(memberAt(section, "items"), key);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function listAt(node: Json, name: string): readonly Json[] {
  const list = memberAt(node, name);
  return Array.isArray(list) ? list : [];
}

function at(document: Json, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((node, step) => memberAt(node, step), document);
}

/** Catalogues that have words for what a property offers to choose, and what their keys begin with. */
function offeredIn(
  locale: Locale,
): Readonly<Record<string, readonly (readonly [Readonly<Record<string, Message>>, string])[]>> {
  const [sections, forms, schedule, auth] = [
    builderSectionsCatalogue[locale],
    builderFormsCatalogue[locale],
    builderScheduleCatalogue[locale],
    authCatalogue[locale],
  ];
  return {
    scheme: [[randomizationDesignCatalogue[locale], "scheme_"]],
    measure: [[sections, "measure_"]],
    role: [
      [sections, "role_"],
      [auth, "role_"],
    ],
    performedBy: [[auth, "role_"]],
    metric: [[sections, "metric_"]],
    scale: [[sections, "scale_"]],
    aggregation: [[sections, "aggregation_"]],
    rule: [[sections, "rule_"]],
    strategy: [[sections, "strategy_"]],
    method: [
      [sections, "method_"],
      [builderCatalogue[locale], "sampling_"],
    ],
    level: [[sections, "level_"]],
    kind: [
      [schedule, "kind_"],
      [sections, "kind_"],
      [builderCatalogue[locale], "arm_"],
      [builderCatalogue[locale], "criterion_"],
    ],
    anchor: [[schedule, "anchor_"]],
    type: [
      [forms, "type_"],
      [builderChangesCatalogue[locale], "design_"],
    ],
    purpose: [[forms, "purpose_"]],
    requiredBy: [[forms, "required_"]],
    source: [[builderChangesCatalogue[locale], "source_"]],
    languages: [[builderLintCatalogue[locale], "language_"]],
    missingReasons: [[uiCatalogue[locale], "missing_"]],
    severity: [[forms, "check_"]],
  };
}

/** What a property offers to choose, as the page offers it; null for a text that is no choice. */
function choiceWords(locale: Locale, value: string, field: string): string | null {
  const offered = offeredIn(locale);
  for (const [messages, prefix] of Object.hasOwn(offered, field) ? (offered[field] ?? []) : []) {
    const words = Object.hasOwn(messages, prefix + value) ? messages[prefix + value] : undefined;
    if (typeof words === "string") return words;
  }
  return null;
}

/** All digits that a value has, up to six. */
function decimalsOf(value: number): number {
  return Math.min(6, (String(value).split(".")[1] ?? "").length);
}

function shortened(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

/** English writes a noun inside a sentence small: "New form: Milk volume". */
function lower(locale: Locale, words: string): string {
  return locale === "en" ? words.charAt(0).toLowerCase() + words.slice(1) : words;
}
