import type { CardPileView } from "@kendali/api";
import type { Locale, Protocol } from "@kendali/domain";

type Pile = Pick<CardPileView, "site" | "strata">;

/** The site at which a pile lies. */
export function siteWords(protocol: Protocol, { site }: Pile, locale: Locale): string {
  return protocol.sites.find((one) => one.key === site)?.name[locale] ?? site;
}

/** The levels that a pile is for, beside its site: "Primipara"; empty where nothing but the site divides the lists. */
export function stratumWords(protocol: Protocol, { strata }: Pile, locale: Locale): string {
  return strata
    .filter(({ factor }) => factor !== "site")
    .map(({ factor, level }) => levelWords(protocol, factor, level, locale))
    .join(" · ");
}

/** Site and stratum in one line. */
export function pileWords(protocol: Protocol, pile: Pile, locale: Locale): string {
  const stratum = stratumWords(protocol, pile, locale);
  const site = siteWords(protocol, pile, locale);
  return stratum === "" ? site : `${site} · ${stratum}`;
}

function levelWords(protocol: Protocol, key: string, level: string, locale: Locale): string {
  const item = protocol.forms
    .flatMap((form) => form.sections.flatMap((section) => section.items))
    .find((candidate) => candidate.key === key);
  const list = protocol.codelists.find((candidate) => candidate.key === item?.codelist);
  const label = list?.codes.find(({ code }) => String(code) === level)?.label[locale];
  if (label !== undefined) return label;
  // A yes/no has no list of codes: its question says what the answer is to.
  const answer = { true: { id: "ya", en: "yes" }, false: { id: "tidak", en: "no" } }[level]?.[locale] ?? level;
  return `${item?.shortLabel?.[locale] ?? item?.label[locale] ?? key}: ${answer}`;
}
