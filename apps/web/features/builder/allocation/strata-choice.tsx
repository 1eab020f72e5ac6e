"use client";

import { itemOfStratum, stratumItems, withStratum } from "@kendali/builder";
import type { AllocationPlan, Protocol } from "@kendali/domain";
import { builderSectionsCatalogue } from "@kendali/i18n/catalogues/builder-sections";
import { schemes } from "@kendali/randomization";
import { SelectBox } from "@kendali/ui/components/text-box";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";

type StrataChoiceProps = {
  /** Whose baseline items are offered. */
  protocol: Pick<Protocol, "forms" | "visits">;
  allocation: AllocationPlan;
  disabled: boolean;
  /** Whether factors that are balanced can be weighed here. */
  hasWeights?: boolean;
  onChange: (allocation: AllocationPlan) => void;
};

type Option = { readonly item: string | null; readonly label: string; readonly isNear: boolean };

/** What divides the lists, or is balanced: the site, and what is asked before allocation. */
export function StrataChoice({ protocol, allocation, disabled, hasWeights = false, onChange }: StrataChoiceProps) {
  const t = useTranslator(builderSectionsCatalogue);
  const { locale } = useLocale();
  const { strata } = allocation;
  const isAdaptive = schemes[allocation.scheme].adaptive;
  const chosen = strata.map(itemOfStratum);
  // Of the many questions of a baseline those about who she is are meant; the others are one press away.
  const offered = stratumItems(protocol, allocation.afterVisit).map(({ item, isCharacteristic }): Option => ({
    item: item.key,
    label: (item.shortLabel?.[locale] ?? item.label[locale]).trim() || item.key,
    isNear: isCharacteristic || chosen.includes(item.key),
  }));
  const lost = chosen
    .filter((item): item is string => item !== null && !offered.some((option) => option.item === item))
    .map((item): Option => ({ item, label: item, isNear: true }));
  const all: readonly Option[] = [{ item: null, label: t("strata_site"), isNear: true }, ...offered, ...lost];
  const line = ({ item, label }: Option) => {
    const stratum = strata.find((one) => itemOfStratum(one) === item);
    return (
      <div key={item ?? ""} className="stratum">
        <label className="tick">
          <input
            type="checkbox"
            checked={stratum !== undefined}
            disabled={disabled}
            onChange={(event) => onChange(withStratum(allocation, item, event.target.checked))}
          />
          <span>{label}</span>
        </label>
        {hasWeights && isAdaptive && stratum !== undefined ? (
          <SelectBox
            id={`weight-${item ?? ""}`}
            locale={locale}
            label={t("strata_weight", { name: label })}
            value={String(stratum.weight ?? 1)}
            disabled={disabled}
            options={[1, 2, 3, 4, 5].map((weight) => ({ value: String(weight), label: String(weight) }))}
            onChange={(weight) =>
              onChange({
                ...allocation,
                strata: strata.map((one) => (one === stratum ? { ...one, weight: Number(weight) } : one)),
              })
            }
          />
        ) : null}
      </div>
    );
  };
  const far = all.filter(({ isNear }) => !isNear);
  return (
    <fieldset className="item keys-field">
      <legend className="lab">{t(isAdaptive ? "strata_title_minimization" : "strata_title")}</legend>
      <div className="keys">{all.filter(({ isNear }) => isNear).map(line)}</div>
      {far.length === 0 ? null : (
        <details className="more">
          <summary>{t("strata_more", { count: far.length })}</summary>
          <div className="keys">{far.map(line)}</div>
        </details>
      )}
    </fieldset>
  );
}
