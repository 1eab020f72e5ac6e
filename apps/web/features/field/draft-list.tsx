"use client";

import { useEffect, useState } from "react";

import { localTimeIn } from "@kendali/domain";
import { formatDate, formatTime } from "@kendali/i18n";
import { entryCatalogue } from "@kendali/i18n/catalogues/entry";
import { fieldCatalogue } from "@kendali/i18n/catalogues/field";
import { StateChip } from "@kendali/ui/components/state-chip";
import { VisitGroup, VisitRow } from "@kendali/ui/components/visit-list";

import { useLocale, useTranslator } from "../locale/locale-provider.tsx";
import { AppLink } from "../shell/app-link.tsx";
import { useStudy } from "../study/study-provider.tsx";
import { type FileOnWay, isStuck } from "./entry/attach/file-tally.ts";
import { useWaitingFiles } from "./entry/attach/use-waiting-files.ts";
import { type DraftPlace, type KeptDraft, listDrafts } from "./entry/draft-store.ts";
import { labelOf } from "./words.ts";

/** The entries of this person that this phone keeps and the server does not have; read once the page is on the device. */
export function useKeptDrafts(): readonly KeptDraft[] {
  const { key, viewer } = useStudy();
  const [drafts, setDrafts] = useState<readonly KeptDraft[]>([]);
  useEffect(() => {
    const read = () => setDrafts(listDrafts(viewer.account, key));
    read();
    addEventListener("storage", read);
    return () => removeEventListener("storage", read);
  }, [key, viewer.account]);
  return drafts;
}

/** Unfinished and unsent entries, each the way back to its form. Nothing typed is ever only in memory. */
export function DraftList() {
  const t = useTranslator(entryCatalogue, fieldCatalogue);
  const { locale } = useLocale();
  const { key: study, protocol } = useStudy();
  const drafts = useKeptDrafts();
  const files = useWaitingFiles();
  if (drafts.length === 0) return null;
  const timeZone = protocol.sites[0]?.timeZone ?? "UTC";
  return (
    <VisitGroup id="drafts" title={t("drafts_title")}>
      {drafts.map(({ place, draft }) => {
        const form = protocol.forms.find((candidate) => candidate.key === place.form);
        const kept = t("drafts_kept", {
          date: formatDate(locale, draft.savedAt, "day_month"),
          time: formatTime(locale, localTimeIn(draft.savedAt, timeZone)),
        });
        const mine = files.filter((file) => isSameEntry(file.place, place));
        return (
          <VisitRow
            key={`${place.participant}/${place.visit}/${place.form}`}
            href={`/s/${study}/participant/${place.participant}/${place.visit}/${place.form}`}
            link={AppLink}
            number={place.participant}
            state={<StateChip locale={locale} state={stateOf(mine, draft.attempt !== null)} />}
            about={mine.length === 0 ? kept : `${kept} · ${t("drafts_files", { count: mine.length })}`}
            what={`${labelOf(protocol.visits, place.visit, locale)} · ${form?.title[locale] ?? place.form}`}
          />
        );
      })}
    </VisitGroup>
  );
}

/** What is under way says so first; a file that only a person can send comes before an entry that was tried. */
function stateOf(files: readonly FileOnWay[], isTried: boolean): "sending" | "failed" | "not_sent" | "draft" {
  if (files.some(({ sending }) => sending !== null)) return "sending";
  if (files.some(isStuck)) return "failed";
  return isTried || files.length > 0 ? "not_sent" : "draft";
}

function isSameEntry(a: DraftPlace, b: DraftPlace): boolean {
  return a.participant === b.participant && a.visit === b.visit && a.form === b.form;
}
