"use client";

import { useMutation } from "@tanstack/react-query";

import type { ParticipantView, VisitView } from "@kendali/api";
import { fieldCatalogue } from "@kendali/i18n/catalogues/field";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { useCommandId } from "../use-command-id.ts";
import { RecordSheet } from "./record-sheet.tsx";
import { useParticipantChanged } from "./use-participant.ts";

/** A visit or session that did not take place: a fact with its reason, and nobody's fault. */
export function MissedSheet({
  participant,
  visit,
  onClose,
}: {
  participant: ParticipantView;
  visit: VisitView;
  onClose: () => void;
}) {
  const t = useTranslator(fieldCatalogue);
  const { locale } = useLocale();
  const { key: study } = useStudy();
  const changed = useParticipantChanged();
  const commandId = useCommandId();
  const record = useMutation(useTRPC().visit.recordMissed.mutationOptions());
  return (
    <RecordSheet
      title={t("missed_title", { visit: visit.label[locale] })}
      lead={t("missed_lead")}
      dateLabel={t("missed_on")}
      reasons={[t("missed_away"), t("missed_ill"), t("missed_unwilling"), t("missed_staff")]}
      today={participant.today}
      act={t("missed_do")}
      isBusy={record.isPending}
      error={record.error}
      onClose={onClose}
      onRecord={(recorded) => {
        const content = { study, participant: participant.number, visit: visit.visit, ...recorded };
        record.mutate({ ...content, commandId: commandId(content) }, { onSuccess: () => void changed().then(onClose) });
      }}
    />
  );
}
