import { type Item, placedItems, type Protocol, type ScaleDefinition } from "@kendali/domain";

/**
 * Anxiety as the reference trial asks it: seven answers, added up once all of them are there. No cut-offs: those that were
 * published hold for the instrument as it was validated, which the trial's own wording is not.
 */
export const anxietyScale: ScaleDefinition = {
  key: "gad_7",
  name: { id: "Kecemasan, mengikuti GAD-7", en: "Anxiety, after the GAD-7" },
  items: ["gad_1", "gad_2", "gad_3", "gad_4", "gad_5", "gad_6", "gad_7"],
  reversed: [],
  score: "sum",
  missing: { rule: "none" },
  cutoffs: [],
  source:
    "Spitzer RL, Kroenke K, Williams JBW, Löwe B. A brief measure for assessing generalized anxiety disorder: the GAD-7. " +
    "Arch Intern Med 2006;166:1092–1097. Own wording and a period of 7 days instead of 14; not validated.",
  licence: "GAD-7: free to reproduce, translate and distribute, without permission.",
};

/** Instruments that a template scores by a bare sum. */
const instruments: readonly ScaleDefinition[] = [anxietyScale];

/**
 * A template whose instruments are scales: items, rule of the score, source and licence in one place, where a formula said
 * their sum. Item keys, answers and scores stay as they are; a template without such a formula stays the very same.
 */
export function withScales(template: Protocol): Protocol {
  const found = instruments.filter(({ key, items }) => {
    const isFree = !(template.scales ?? []).some((scale) => scale.key === key);
    return isFree && placedItems(template).some(({ item }) => isSumOf(item, items));
  });
  if (found.length === 0) return template;
  const scored = (item: Item): Item => {
    const own = found.find(({ items }) => isSumOf(item, items));
    if (own === undefined) return item;
    const { calculation: _, ...rest } = item;
    return { ...rest, scale: own.key };
  };
  return {
    ...template,
    forms: template.forms.map((form) => ({
      ...form,
      sections: form.sections.map((section) => ({ ...section, items: section.items.map(scored) })),
    })),
    scales: [...(template.scales ?? []), ...found],
  };
}

function isSumOf({ calculation }: Item, items: readonly string[]): boolean {
  return calculation?.replaceAll(" ", "") === items.join("+");
}
