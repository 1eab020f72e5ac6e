"use client";

import type { Criterion } from "@kendali/domain";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { Icon } from "@kendali/ui/components/icon";
import { checkIcon } from "@kendali/ui/icons";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";

/** One eligibility question with its two answers side by side, one tap each; neither has a colour of its own. */
export function CriterionRow({
  criterion,
  value,
  onChange,
}: {
  criterion: Criterion;
  value: boolean | null;
  onChange: (isYes: boolean) => void;
}) {
  const t = useTranslator(commonCatalogue);
  const { locale } = useLocale();
  return (
    <fieldset className="criterion">
      <legend>{criterion.question[locale]}</legend>
      <div className="pair">
        {[true, false].map((isYes) => (
          <label key={String(isYes)} className="row-choice">
            <input
              className="vh"
              type="radio"
              name={criterion.key}
              checked={value === isYes}
              onChange={() => onChange(isYes)}
            />
            <span className="knob">
              <Icon path={checkIcon} />
            </span>
            <span>{t(isYes ? "yes" : "no")}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
