"use client";

import { usualScheme } from "@kendali/builder";
import type { AllocationPlan } from "@kendali/domain";
import { builderSectionsCatalogue } from "@kendali/i18n/catalogues/builder-sections";
import { randomizationDesignCatalogue } from "@kendali/i18n/catalogues/randomization-design";
import { problemWords } from "@kendali/i18n/problem-words";
import { armsSuitScheme, parametersOfPlan, schemes, type SchemeKey } from "@kendali/randomization";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";

/** The usual scheme first; the others in the order of the engine. */
const schemeKeys = (Object.keys(schemes) as SchemeKey[]).toSorted(
  (a, b) => Number(b === usualScheme) - Number(a === usualScheme),
);

type SchemeChoiceProps = {
  id: string;
  allocation: AllocationPlan;
  disabled: boolean;
  onChoose: (scheme: SchemeKey) => void;
};

/** Every scheme with what it is good for and what it costs, or why these arms cannot have it. */
export function SchemeChoice({ id, allocation, disabled, onChoose }: SchemeChoiceProps) {
  const t = useTranslator(builderSectionsCatalogue, randomizationDesignCatalogue);
  const { locale } = useLocale();
  const { arms } = parametersOfPlan(allocation);
  return (
    <fieldset className="item" id={id}>
      <legend className="lab">{t("allocation_scheme")}</legend>
      <div className="scheme-choice">
        {schemeKeys.map((scheme) => {
          const unfit = arms.length < 2 ? null : armsSuitScheme(scheme, arms);
          const isChosen = allocation.scheme === scheme;
          return (
            <label key={scheme} className={unfit === null ? "scheme" : "scheme unfit"}>
              <input
                type="radio"
                name={id}
                checked={isChosen}
                disabled={disabled || (unfit !== null && !isChosen)}
                onChange={() => onChoose(scheme)}
              />
              <span>
                <b>{t(`scheme_${scheme}`)}</b>
                {scheme === usualScheme ? <span className="tag">{t("scheme_usual")}</span> : null}
                <small>{unfit === null ? t(`about_${scheme}`) : problemWords(locale, unfit)}</small>
              </span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
