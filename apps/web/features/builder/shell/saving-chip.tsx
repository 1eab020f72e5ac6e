"use client";

import { formatTime } from "@kendali/i18n";
import { Icon } from "@kendali/ui/components/icon";
import { checkIcon, cloudUploadIcon, gitCompareIcon, octagonXIcon, wifiOffIcon } from "@kendali/ui/icons";

import { useLocale } from "../../locale/locale-provider.tsx";
import { useBuilderWords } from "./builder-words.ts";
import { type Saving, useBuilderOf, useBuilderStore } from "./use-builder.ts";

const icons: Readonly<Record<Saving, string>> = {
  saved: checkIcon,
  saving: cloudUploadIcon,
  offline: wifiOffIcon,
  conflict: gitCompareIcon,
  failed: octagonXIcon,
};
const looks: Readonly<Record<Saving, string>> = {
  saved: "sync sent",
  saving: "sync calm",
  offline: "sync waiting",
  conflict: "sync waiting",
  failed: "sync failed",
};

/** Whether what was typed is at the server; what needs a person is a button to where it is settled. */
export function SavingChip() {
  const t = useBuilderWords();
  const { locale } = useLocale();
  const store = useBuilderStore();
  const saving = useBuilderOf((builder) => builder.saving);
  const savedAt = useBuilderOf((builder) => builder.savedAt);
  const words = {
    saved: savedAt === null ? t("saved") : t("saved_at", { time: formatTime(locale, savedAt) }),
    saving: t("saving"),
    offline: t("save_offline"),
    conflict: t("save_conflict"),
    failed: t("save_failed"),
  }[saving];
  const inside = (
    <>
      <Icon path={icons[saving]} />
      <span className="live" role="status">
        {words}
      </span>
    </>
  );
  if (!store.get().draft.mayEdit) return <span className="sync calm">{t("read_only")}</span>;
  if (saving === "offline") {
    return (
      <button type="button" className={looks[saving]} onClick={() => store.get().retry()}>
        {inside}
      </button>
    );
  }
  if (saving === "conflict" || saving === "failed") {
    return (
      <a className={looks[saving]} href="#conflicts">
        {inside}
      </a>
    );
  }
  return <span className={looks[saving]}>{inside}</span>;
}
