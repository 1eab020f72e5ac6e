"use client";

import { createTranslator, type Locale, uiCatalogue } from "@kendali/i18n";
import { contrastIcon, moonIcon, sunIcon } from "../icons.ts";
import { Icon } from "./icon.tsx";

/** `auto` follows the device. */
export type Theme = "auto" | "light" | "dark" | "contrast";

const icons: Readonly<Record<Theme, string | null>> = {
  auto: null,
  light: sunIcon,
  dark: moonIcon,
  contrast: contrastIcon,
};

export type ThemeSwitchProps = {
  readonly locale: Locale;
  readonly theme: Theme;
  /** Called after the page has changed; the app remembers the choice. */
  readonly onChange: (theme: Theme) => void;
};

/** Light, dark, or high contrast for the sun; the page changes at once. */
export function ThemeSwitch({ locale, theme, onChange }: ThemeSwitchProps) {
  const t = createTranslator(locale, uiCatalogue);
  return (
    <div className="seg wrap" role="group" aria-label={t("theme_group")}>
      {(Object.keys(icons) as Theme[]).map((name) => {
        const icon = icons[name];
        return (
          <button key={name} type="button" aria-pressed={name === theme} onClick={() => choose(name, onChange)}>
            {icon !== null && <Icon path={icon} />}
            {t(`theme_${name}`)}
          </button>
        );
      })}
    </div>
  );
}

function choose(theme: Theme, onChange: (theme: Theme) => void): void {
  const { dataset } = document.documentElement;
  if (theme === "auto") delete dataset["theme"];
  else dataset["theme"] = theme;
  onChange(theme);
}
