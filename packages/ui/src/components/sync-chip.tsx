import { createTranslator, formatTime, type Locale, uiCatalogue } from "@kendali/i18n";
import { checkIcon, circleCheckIcon, cloudUploadIcon, octagonXIcon } from "../icons.ts";
import { Icon } from "./icon.tsx";
import type { LinkComponent } from "./link-component.ts";

export type SyncChipProps = {
  readonly locale: Locale;
  /** Entries on this device that the server has not acknowledged, failed ones included. */
  readonly waiting: number;
  readonly failed?: number | undefined;
  /** The list behind the counter. */
  readonly href: string;
  readonly link?: LinkComponent | undefined;
};

/** How many entries are not yet sent; it stands on every field screen, opens the list and cannot be closed. */
export function SyncChip({ locale, waiting, failed = 0, href, link: Link = "a" }: SyncChipProps) {
  const t = createTranslator(locale, uiCatalogue);
  if (waiting + failed === 0) {
    return (
      <Link className="sync sent" href={href}>
        <Icon path={circleCheckIcon} />
        <span className="live" role="status">
          {t("sync_sent")}
        </span>
      </Link>
    );
  }
  const bad = failed > 0;
  return (
    <Link className={bad ? "sync failed" : "sync waiting"} href={href}>
      <Icon path={bad ? octagonXIcon : cloudUploadIcon} />
      <span className="live" role="status">
        <span className="n">{bad ? failed : waiting}</span>
        {t(bad ? "sync_failed" : "sync_waiting")}
      </span>
    </Link>
  );
}

/** "Tersimpan di HP 14.32": written after each change, so there is no save button. `time` is `HH:MM`. */
export function SavedChip({ locale, time }: { readonly locale: Locale; readonly time: string | null }) {
  const t = createTranslator(locale, uiCatalogue);
  return (
    <span className="saved" role="status">
      {time !== null && (
        <>
          <Icon path={checkIcon} />
          {t("saved_at", { time: formatTime(locale, time) })}
        </>
      )}
    </span>
  );
}
