import { createTranslator, formatTime, type Locale, uiCatalogue } from "@kendali/i18n";
import type { ReactNode } from "react";
import { infoIcon, wifiOffIcon } from "../icons.ts";
import { Icon } from "./icon.tsx";

export type BannerProps = {
  readonly title: string;
  readonly children?: ReactNode;
  readonly icon?: string | undefined;
};

/** The state of the whole app, in ink and full width: offline, demo, practice, read-only. Never an error. */
export function Banner({ title, children, icon = infoIcon }: BannerProps) {
  return (
    <div className="banner" role="status">
      <Icon path={icon} />
      <span>
        <b>{title}</b> {children}
      </span>
    </div>
  );
}

/** Without internet since a time of day (`HH:MM`). */
export function OfflineBanner({ locale, since }: { readonly locale: Locale; readonly since: string }) {
  const t = createTranslator(locale, uiCatalogue);
  return (
    <Banner icon={wifiOffIcon} title={t("offline_since", { time: formatTime(locale, since) })}>
      {t("offline_rest")}
    </Banner>
  );
}

/** Everybody here is simulated. */
export function DemoBanner({ locale }: { readonly locale: Locale }) {
  const t = createTranslator(locale, uiCatalogue);
  return <Banner title={t("demo_title")}>{t("demo_rest")}</Banner>;
}

export function PracticeBanner({ locale }: { readonly locale: Locale }) {
  const t = createTranslator(locale, uiCatalogue);
  return <Banner title={t("practice_title")}>{t("practice_rest")}</Banner>;
}
