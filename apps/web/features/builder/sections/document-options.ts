import type { Protocol } from "@kendali/domain";
import type { Locale } from "@kendali/i18n";

type Option = { readonly value: string; readonly label: string };
type Labelled = { readonly key: string; readonly label: { readonly id: string; readonly en: string } };

/** Parts of a document as options, by their words; a part without words is shown by its key. */
export function partOptions(parts: readonly Labelled[], locale: Locale): readonly Option[] {
  return parts.map(({ key, label }) => ({ value: key, label: label[locale].trim() || key }));
}

export function formOptions(protocol: Protocol, locale: Locale): readonly Option[] {
  return protocol.forms.map(({ key, title }) => ({ value: key, label: title[locale].trim() || key }));
}

/** Every item that holds a value, with its form in front where several forms have items. */
export function itemOptions(protocol: Protocol, locale: Locale): readonly Option[] {
  return protocol.forms.flatMap((form) =>
    form.sections
      .flatMap(({ items }) => items)
      .filter(({ type }) => type !== "note")
      .map(({ key, label }) => ({ value: key, label: `${label[locale].trim() || key} (${form.title[locale]})` })),
  );
}

/** The items of the baseline visits by which participants can be divided: choices, yes and no, and calculated codes. */
export function stratumItems(protocol: Protocol, locale: Locale): readonly Option[] {
  const forms = new Set(
    protocol.visits.filter(({ kind }) => kind === "baseline").flatMap((visit) => visit.forms.map(({ form }) => form)),
  );
  return protocol.forms
    .filter(({ key }) => forms.has(key))
    .flatMap(({ sections }) => sections.flatMap(({ items }) => items))
    .filter(({ type, codelist }) => type === "yes_no" || ((type === "choice" || type === "calculated") && codelist))
    .map(({ key, label, shortLabel }) => ({
      value: key,
      label: (shortLabel?.[locale] ?? label[locale]).trim() || key,
    }));
}

/** The codes of an item's list, for an outcome whose event is one of them. */
export function codeOptions(protocol: Protocol, item: string, locale: Locale) {
  const found = protocol.forms
    .flatMap(({ sections }) => sections.flatMap(({ items }) => items))
    .find(({ key }) => key === item);
  const list = protocol.codelists.find(({ key }) => key === found?.codelist);
  return (list?.codes ?? []).map(({ code, label }) => ({ value: code, label: `${code} ${label[locale]}` }));
}
