import { isObject, memberAt, type Json, type Protocol, type ProtocolChange } from "@kendali/domain";
import { protocolChangesCatalogue } from "./catalogues/protocol-changes.ts";
import { createTranslator, type Translator } from "./create-translator.ts";
import type { Locale } from "./locale.ts";

/** Longer texts are cut: the place tells where the whole one is. */
const longestText = 80;

type Say = Translator<typeof protocolChangesCatalogue>;

/** Lists whose members have a word of their own. */
const lists = [
  "forms",
  "sections",
  "items",
  "visits",
  "codelists",
  "codes",
  "outcomes",
  "arms",
  "interventions",
  "sites",
  "populations",
  "estimands",
  "analyses",
  "criteria",
  "purposes",
  "roles",
  "levels",
  "scales",
  "statements",
  "epochs",
  "assumptions",
  "constraints",
] as const;

/**
 * One change of a protocol document in plain words: where it is, by the names that the parts have, and what was there and is
 * now. `before` and `after` are the two documents.
 *
 * @example `form "Milk volume" › section "Pumping" › question "Volume" › label › English: "Volume" became "Milk volume"`
 */
export function protocolChangeWords(
  locale: Locale,
  change: ProtocolChange,
  documents: { readonly before: Protocol; readonly after: Protocol },
): string {
  const say = createTranslator(locale, protocolChangesCatalogue);
  const document = (change.kind === "remove" ? documents.before : documents.after) as unknown as Json;
  return `${placeOf(say, locale, change.path, document)}: ${whatOf(say, locale, change, document)}`;
}

function placeOf(say: Say, locale: Locale, path: readonly string[], document: Json): string {
  const parts: string[] = [];
  let node: Json | undefined = document;
  let list: string | null = null;
  for (const step of path) {
    const inner: Json | undefined = memberAt(node, step);
    if (list !== null) parts.push(`${list} ${quoted(labelOf(locale, inner) ?? step)}`);
    else if (!Array.isArray(inner)) parts.push(propertyOf(say, step));
    list = Array.isArray(inner) ? wordOf(say, step) : null;
    node = inner;
  }
  if (list !== null) parts.push(list);
  return parts.join(" › ") || say("document");
}

function whatOf(say: Say, locale: Locale, change: ProtocolChange, document: Json): string {
  const { kind, path } = change;
  if (kind === "change")
    return say("changed", { from: valueOf(say, locale, change.from), to: valueOf(say, locale, change.to) });
  if (kind === "remove") return say("removed", { what: valueOf(say, locale, change.value) });
  const siblings = path.slice(0, -1).reduce<Json | undefined>((node, step) => memberAt(node, step), document);
  const neighbour = change.after ?? null;
  const after = neighbour === null ? "" : quoted(labelOf(locale, memberAt(siblings, neighbour)) ?? neighbour);
  if (kind === "move") return neighbour === null ? say("moved_first") : say("moved_after", { after });
  const what = valueOf(say, locale, change.value);
  if (change.after === undefined) return say("added", { what });
  return neighbour === null ? say("added_first", { what }) : say("added_after", { what, after });
}

function propertyOf(say: Say, name: string): string {
  if (name === "id") return say("in_indonesian");
  return name === "en" ? say("in_english") : name;
}

/** The word for one member of a list. */
function wordOf(say: Say, name: string): string {
  const known = lists.find((list) => list === name);
  return known === undefined ? name : say(known);
}

/** What people call a part: its label, title or name in their language. */
function labelOf(locale: Locale, node: Json | undefined): string | null {
  if (!isObject(node)) return null;
  for (const name of ["label", "title", "name", "text"]) {
    const words = node[name];
    const said = isObject(words) ? words[locale] : undefined;
    if (typeof said === "string" && said !== "") return said;
  }
  return null;
}

function valueOf(say: Say, locale: Locale, value: Json): string {
  if (value === null || value === "") return say("nothing");
  if (typeof value === "string") return quoted(value);
  if (typeof value === "boolean") return say(value ? "yes" : "no");
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) {
    const isPlain = value.every((member) => typeof member === "number" || typeof member === "string");
    return isPlain && value.length <= 8 ? `[${value.join(", ")}]` : say("parts", { count: value.length });
  }
  const said = labelOf(locale, value) ?? value[locale];
  return typeof said === "string" ? quoted(said) : say("parts", { count: Object.keys(value).length });
}

function quoted(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return `"${line.length > longestText ? `${line.slice(0, longestText - 1)}…` : line}"`;
}
