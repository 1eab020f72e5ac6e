import type { Protocol, Section } from "@kendali/domain";

/** The names of a section's items. Sections of a document are never changed in place, so that this is known once per section. */
const known = new WeakMap<Section, string>();

/**
 * Which names expressions can use, of which type and with which answers: what every expression depends on beside its text.
 * A letter typed into one item's words leaves it the same.
 */
export function itemNames(forms: Protocol["forms"]): string {
  return forms.map(({ key, sections }) => `${key}\n${sections.map(namesIn).join("\n")}`).join("\n");
}

function namesIn(section: Section): string {
  const found = known.get(section);
  if (found !== undefined) return found;
  const made = section.items.map(({ key, type, codelist }) => `${key} ${type} ${codelist ?? ""}`).join("\n");
  known.set(section, made);
  return made;
}
