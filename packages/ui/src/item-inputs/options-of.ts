import type { Codelist } from "@kendali/domain";
import type { Locale } from "@kendali/i18n";
import type { ChoiceOption } from "../components/choice-rows.tsx";

/** The codes of a code list as rows. */
export function optionsOf(codelist: Codelist | null, locale: Locale): readonly ChoiceOption[] {
  return (codelist?.codes ?? []).map(({ code, label, description }) => ({
    value: String(code),
    label: label[locale],
    description: description?.[locale],
  }));
}
