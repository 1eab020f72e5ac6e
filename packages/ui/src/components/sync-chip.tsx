import { createTranslator, formatTime, type Locale, uiCatalogue } from "@kendali/i18n";
import { checkIcon, circleCheckIcon, cloudUploadIcon, octagonXIcon } from "../icons.ts";
import { Icon } from "./icon.tsx";
import type { LinkComponent } from "./link-component.ts";

export type SyncChipProps = {
  readonly locale: Locale;
  /** Entries on this device that the server has not acknowledged, failed ones included. */
  readonly waiting: number;
  readonly failed?: number | undefined;
  /** Files of these entries that the server does not have: being sent or not, and those that only a person can send. */
  readonly files?: { readonly waiting: number; readonly isSending: boolean; readonly failed: number } | undefined;
  /** The list behind the counter. */
  readonly href: string;
  readonly link?: LinkComponent | undefined;
};

const noFiles = { waiting: 0, isSending: false, failed: 0 };

/** How many entries are not yet sent, and their files; it stands on every field screen, opens the list and cannot be closed. */
export function SyncChip({ locale, waiting, failed = 0, files = noFiles, href, link: Link = "a" }: SyncChipProps) {
  const t = createTranslator(locale, uiCatalogue);
  if (waiting + failed + files.waiting + files.failed === 0) {
    return (
      <Link className="sync sent" href={href}>
        <Icon path={circleCheckIcon} />
        <span className="live" role="status">
          {t("sync_sent")}
        </span>
      </Link>
    );
  }
  const bad = failed + files.failed > 0;
  const [count, words] =
    failed > 0
      ? [failed, t("sync_failed")]
      : files.failed > 0
        ? [files.failed, t("sync_files_failed")]
        : [waiting, t("sync_waiting")];
  return (
    <Link className={bad ? "sync failed" : "sync waiting"} href={href}>
      <Icon path={bad ? octagonXIcon : cloudUploadIcon} />
      <span className="live" role="status">
        <span className="n">{count}</span>
        {words}
        {!bad && files.waiting > 0 && (
          <span className="small">
            {" · "}
            {t(files.isSending ? "sync_files_sending" : "sync_files", { count: files.waiting })}
          </span>
        )}
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
