"use client";

import { createTranslator, type Locale, locales, uiCatalogue } from "@kendali/i18n";

export type LanguageSwitchProps = {
  readonly locale: Locale;
  readonly onChange: (locale: Locale) => void;
};

/** Two buttons that change the language at once and keep everything typed. */
export function LanguageSwitch({ locale, onChange }: LanguageSwitchProps) {
  const t = createTranslator(locale, uiCatalogue);
  return (
    <div className="seg" role="group" aria-label={t("language_group")}>
      {locales.map((code) => (
        <button
          key={code}
          type="button"
          aria-pressed={code === locale}
          lang={code}
          title={t(`language_${code}`)}
          onClick={() => onChange(code)}
        >
          {code.toUpperCase()}
          <span className="vh">, {t(`language_${code}`)}</span>
        </button>
      ))}
    </div>
  );
}
