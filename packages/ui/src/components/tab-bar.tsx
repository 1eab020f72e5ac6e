import { createTranslator, type Locale, uiCatalogue } from "@kendali/i18n";
import { Icon } from "./icon.tsx";
import type { LinkComponent } from "./link-component.ts";

export type Tab = {
  readonly href: string;
  readonly label: string;
  readonly icon: string;
  readonly current?: boolean | undefined;
};

export type TabBarProps = {
  readonly locale: Locale;
  readonly tabs: readonly Tab[];
  readonly link?: LinkComponent | undefined;
};

/** The places a phone always offers, within reach of the thumb. */
export function TabBar({ locale, tabs, link: Link = "a" }: TabBarProps) {
  const t = createTranslator(locale, uiCatalogue);
  return (
    <nav className="tabs" aria-label={t("main_menu")}>
      {tabs.map(({ href, label, icon, current }) => (
        <Link key={href} href={href} {...(current === true ? { "aria-current": "page" as const } : {})}>
          <Icon path={icon} />
          {label}
        </Link>
      ))}
    </nav>
  );
}
