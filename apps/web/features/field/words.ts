import type { LocalizedText } from "@kendali/domain";
import type { Locale } from "@kendali/i18n";
import type { FieldProblem } from "@kendali/ui/components/field-frame";

/** "Ibu S.R.", or the words alone where initials are not this person's to read. */
export function motherWords(mother: string, initials: string | null): string {
  return initials === null ? mother : `${mother} ${initials}`;
}

/** A message cut after its first sentence: what is wrong stands in bold, what to do follows. */
export function fieldProblem(tone: FieldProblem["tone"], words: string): FieldProblem {
  const end = words.search(/(?<=[.?!]) (?=\p{Lu})/u);
  return end < 0 ? { tone, title: words } : { tone, title: words.slice(0, end), text: words.slice(end + 1) };
}

/** The words of something that the protocol names by its key; the key itself where the protocol, as this person may know it, has none. */
export function labelOf(
  list: readonly { readonly key: string; readonly label: LocalizedText }[],
  key: string,
  locale: Locale,
): string {
  return list.find((candidate) => candidate.key === key)?.label[locale] ?? key;
}

/** A title inside a line: its first letter small, unless it is an abbreviation. */
export function inLine(title: string): string {
  return /^\p{Lu}\p{Ll}/u.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}
