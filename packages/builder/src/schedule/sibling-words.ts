import type { Arm, LocalizedText, Visit } from "@kendali/domain";
import { createTranslator, type Locale } from "@kendali/i18n";
import { builderScheduleCatalogue } from "@kendali/i18n/catalogues/builder-schedule";

const locales = ["id", "en"] as const satisfies readonly Locale[];

/**
 * What the visit for some arms beside a visit is called: "Day 14, Oxytocin massage". Words of both languages; a label that is
 * blank stays so but for the arms.
 */
export function siblingLabel(label: LocalizedText, arms: readonly string[], all: readonly Arm[]): LocalizedText {
  const said = (locale: Locale): string => {
    const words = label[locale].trim();
    const names = armNames(arms, all, locale);
    return words === "" ? names : `${words}, ${names}`;
  };
  return { id: said("id"), en: said("en") };
}

/** The names of arms as one text; of all of them together, "all arms". */
export function armNames(arms: readonly string[], all: readonly Arm[], locale: Locale): string {
  const named = all.filter(({ key }) => arms.includes(key));
  if (named.length === all.length) return createTranslator(locale, builderScheduleCatalogue)("figure_all");
  return new Intl.ListFormat(locale).format(named.map(({ key, label }) => label[locale].trim() || key));
}

/**
 * What a column of one day is called: as its first visit, with the names of visits beside it only where somebody gave them
 * words of their own.
 */
export function columnLabel(visits: readonly Visit[], locale: Locale): string {
  const [first, ...others] = visits;
  if (first === undefined) return "";
  const own = first.label[locale].trim() || first.key;
  const further = others.map(({ key, label }) => label[locale].trim() || key).filter((label) => !label.startsWith(own));
  return [own, ...further].join(" / ");
}

/** The labels of a column's visits once its first is called otherwise: what was named after it goes with it. */
export function relabelled(visits: readonly Visit[], locale: Locale, label: string): readonly Visit[] {
  const was = visits[0]?.label[locale] ?? "";
  return visits.map((visit, place) => {
    const own = visit.label[locale];
    if (place > 0 && (!own.startsWith(was) || own === was)) return visit;
    const rest = place === 0 ? "" : was === "" ? `, ${own}` : own.slice(was.length);
    const said = place === 0 ? label : label === "" ? rest.replace(/^, /, "") : label + rest;
    return { ...visit, label: { ...visit.label, [locale]: said } };
  });
}

/** Whether a label is the one that the act gave it, in a language: then it follows the arms. */
export function isGivenLabel(label: LocalizedText, given: LocalizedText): boolean {
  return locales.every((locale) => label[locale] === given[locale]);
}
