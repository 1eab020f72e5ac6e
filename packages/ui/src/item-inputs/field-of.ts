import {
  createTranslator,
  formatNumber,
  formatQuantity,
  formatRange,
  joinTight,
  type Locale,
  uiCatalogue,
} from "@kendali/i18n";
import type { Item } from "@kendali/domain";
import type { FieldProps } from "../components/field-frame.tsx";
import type { ItemInputProps } from "./item-input.ts";

/** The common properties of a field, out of an item. */
export function fieldOf({ item, locale, id, problems, alone, disabled }: ItemInputProps): FieldProps {
  return {
    id: id ?? item.key,
    locale,
    label: item.label[locale],
    labelHidden: alone,
    hint: alone === true ? undefined : item.hint?.[locale],
    problems,
    disabled,
  };
}

/** The same for a number: what is normal stands under the box before anyone types, with an example where decimals are possible. */
export function numberFieldOf(props: ItemInputProps, whole: boolean): FieldProps {
  const field = fieldOf(props);
  const parts = [field.hint, rangeWords(props.item, props.locale), whole ? undefined : exampleWords(props.locale)];
  const hint = parts.filter((part) => part !== undefined).join(". ");
  return { ...field, hint: hint === "" ? undefined : hint };
}

/** What is normal; where only the impossible is known, what is possible. */
function rangeWords({ softRange, hardRange, unit }: Item, locale: Locale): string | undefined {
  const t = createTranslator(locale, uiCatalogue);
  const range = softRange ?? hardRange;
  if (range === undefined) return undefined;
  const { min, max } = range;
  const normal = softRange !== undefined;
  const words = (value: number) =>
    unit === undefined ? formatNumber(locale, value) : formatQuantity(locale, value, unit);
  if (min !== null && max !== null) {
    return t(normal ? "range_normal" : "range_allowed", { range: formatRange(locale, min, max, unit) });
  }
  if (min !== null) return t(normal ? "range_from" : "range_at_least", { low: words(min) });
  return max === null ? undefined : t(normal ? "range_to" : "range_at_most", { high: words(max) });
}

function exampleWords(locale: Locale): string {
  const t = createTranslator(locale, uiCatalogue);
  return t("number_example", { example: joinTight(formatNumber(locale, 42.5)) });
}
