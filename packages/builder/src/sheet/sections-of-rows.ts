import type { Form, Item, Section } from "@kendali/domain";
import type { Locale } from "@kendali/i18n";
import type { Former, ReadRow } from "./read-row.ts";

type TakenRow = { readonly former: Former | null; readonly read: ReadRow; readonly item: Item };
type Options = { readonly kept: ReadonlySet<string>; readonly locale: Locale };

/**
 * The sections of a form with the items of the rows in them. Where the rows speak of every item of a section, their order
 * is the section's; otherwise what they do not speak of stays where it is, and new items follow the row before them.
 * `null` where the first row names no section and the form has none.
 */
export function sectionsOfRows(form: Form, rows: readonly TakenRow[], options: Options): readonly Section[] | null {
  const sections = new Map(form.sections.map((section) => [section.key, section]));
  let current = form.sections[0]?.key ?? null;
  const members = new Map<string, TakenRow[]>();
  for (const row of rows) {
    const key = row.read.section === "" ? current : keyOfSection(row.read.section, sections);
    const made = key ?? newSection(row.read.section, sections, options.locale);
    if (made === null) return null;
    current = made;
    members.set(made, [...(members.get(made) ?? []), row]);
  }
  const moved = new Set(rows.flatMap(({ former }) => (former === null ? [] : [former.item.key])));
  return [...sections.values()].map((section) => {
    const own = members.get(section.key) ?? [];
    const kept = section.items.filter(({ key }) => !moved.has(key) && options.kept.has(key));
    return { ...section, items: kept.length === 0 ? own.map(({ item }) => item) : placedAmong(section, own, kept) };
  });
}

/** A section by its key, or by its title in either language. */
function keyOfSection(written: string, sections: ReadonlyMap<string, Section>): string | null {
  if (sections.has(written)) return written;
  const word = written.toLowerCase();
  const found = [...sections.values()].find(
    ({ title }) => title.id.toLowerCase() === word || title.en.toLowerCase() === word,
  );
  return found?.key ?? null;
}

function newSection(written: string, sections: Map<string, Section>, locale: Locale): string | null {
  if (written === "") return null;
  const wanted =
    written
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "_")
      .replace(/^[^a-z]+|_+$/g, "")
      .slice(0, 28) || "section";
  let key = wanted;
  for (let number = 2; sections.has(key); number++) key = `${wanted}_${number}`;
  // The other language is left open, and so is found and asked for.
  const title = { id: "", en: "", [locale]: written };
  sections.set(key, { key, title, items: [] });
  return key;
}

function placedAmong(section: Section, own: readonly TakenRow[], kept: readonly Item[]): Item[] {
  const keptKeys = new Set(kept.map(({ key }) => key));
  const stays = new Map(
    own.flatMap((row) => (row.former?.section === section.key ? [[row.former.item.key, row]] : [])),
  );
  const placed: Item[] = section.items.flatMap((item) => {
    const row = stays.get(item.key);
    return row === undefined ? (keptKeys.has(item.key) ? [item] : []) : [row.item];
  });
  own.forEach((row, index) => {
    if (stays.has(row.former?.item.key ?? "")) return;
    const before = own[index - 1]?.item;
    const at = before === undefined ? -1 : placed.indexOf(before);
    placed.splice(at < 0 ? placed.length : at + 1, 0, row.item);
  });
  return placed;
}
