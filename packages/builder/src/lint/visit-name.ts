import type { LocalizedText, Visit } from "@kendali/domain";
import { builderLintCatalogue, createTranslator } from "@kendali/i18n";

/**
 * What a visit is called in findings. Where several have one name it is told with its days, and where these are the same
 * too, with its place among them.
 *
 * @example visitName([a, b], a).en // "Day 5 (days 3 to 7)"
 */
export function visitName(visits: readonly Visit[], visit: Visit): LocalizedText {
  return { id: named("id", visits, visit), en: named("en", visits, visit) };
}

function named(locale: "id" | "en", visits: readonly Visit[], visit: Visit): string {
  const t = createTranslator(locale, builderLintCatalogue);
  const name = visit.label[locale].trim();
  const twins = visits.filter(({ label }) => label[locale].trim() === name);
  if (name === "" || twins.length < 2) return visit.label[locale];
  const [from, to] = daysOf(visit);
  if (twins.filter((one) => daysOf(one).join() === `${from},${to}`).length === 1)
    return from === to ? t("visit_of_day", { name, day: from }) : t("visit_of_days", { name, from, to });
  return t("visit_of_place", { name, place: twins.indexOf(visit) + 1 });
}

function daysOf({ day, window }: Visit): readonly [number, number] {
  return [day - window.before, day + window.after];
}
