import type { Protocol } from "@kendali/domain";
import type { Locale } from "@kendali/i18n";

type Option = { readonly value: string; readonly label: string };
type Labelled = { readonly key: string; readonly label: { readonly id: string; readonly en: string } };

/** Parts of a document as options, by their words; a part without words is shown by its key. */
export function partOptions(parts: readonly Labelled[], locale: Locale): readonly Option[] {
  return parts.map(({ key, label }) => ({ value: key, label: label[locale].trim() || key }));
}

export function formOptions(protocol: Protocol, locale: Locale): readonly Option[] {
  return titleOptions(protocol.forms, locale);
}

type Titled = { readonly key: string; readonly title: { readonly id: string; readonly en: string } };

/** Parts that have a title instead of a label. */
export function titleOptions(parts: readonly Titled[], locale: Locale): readonly Option[] {
  return parts.map(({ key, title }) => ({ value: key, label: title[locale].trim() || key }));
}

/** Estimands by what they compare and when, as they have no name of their own; two alike are told apart by their keys. */
export function estimandOptions(protocol: Protocol, locale: Locale): readonly Option[] {
  const said = (parts: readonly Labelled[], key: string) =>
    parts.find((part) => part.key === key)?.label[locale].trim() || key;
  const named = protocol.estimands.map(({ key, outcome, timePoint }) => ({
    value: key,
    label: `${said(protocol.outcomes, outcome)}: ${said(protocol.visits, timePoint)}`,
  }));
  return named.map(({ value, label }) => {
    const isAlone = named.filter((one) => one.label === label).length === 1;
    return { value, label: isAlone ? label : `${label} (${value})` };
  });
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

/** The codes of an item's list, for an outcome whose event is one of them. */
export function codeOptions(protocol: Protocol, item: string, locale: Locale) {
  const found = protocol.forms
    .flatMap(({ sections }) => sections.flatMap(({ items }) => items))
    .find(({ key }) => key === item);
  const list = protocol.codelists.find(({ key }) => key === found?.codelist);
  return (list?.codes ?? []).map(({ code, label }) => ({ value: code, label: `${code} ${label[locale]}` }));
}
