"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import type { ParticipantView } from "@kendali/api";
import { fieldCatalogue } from "@kendali/i18n/catalogues/field";
import { ChoiceRows } from "@kendali/ui/components/choice-rows";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { useCommandId } from "../use-command-id.ts";
import { fieldProblem } from "../words.ts";
import { RecordSheet } from "./record-sheet.tsx";
import { useParticipantChanged } from "./use-participant.ts";

const kinds = ["discontinuation", "withdrawal", "lost_to_follow_up"] as const;
type Kind = (typeof kinds)[number];

/** Stopping the intervention, withdrawal, or loss to follow-up. Stopping the intervention alone leaves her visits as they are. */
export function EndSheet({ participant, onClose }: { participant: ParticipantView; onClose: () => void }) {
  const t = useTranslator(fieldCatalogue);
  const { locale } = useLocale();
  const { key: study } = useStudy();
  const [kind, setKind] = useState<Kind | null>(null);
  const [isTried, setTried] = useState(false);
  const changed = useParticipantChanged();
  const commandId = useCommandId();
  const record = useMutation(useTRPC().participant.recordEnd.mutationOptions());
  const offered = kinds.filter((candidate) => !participant.ends.some((end) => end.kind === candidate));
  return (
    <RecordSheet
      title={t("end_title", { number: participant.number })}
      lead={t("end_lead")}
      dateLabel={t("end_on")}
      reasons={[t("end_reason_time"), t("end_reason_family"), t("end_reason_health"), t("end_reason_moved")]}
      today={participant.today}
      act={t("end_do")}
      isBusy={record.isPending}
      error={record.error}
      onClose={onClose}
      onRecord={(recorded) => {
        setTried(true);
        if (kind === null) return document.getElementById("end-kind")?.focus();
        const content = { study, participant: participant.number, kind, ...recorded };
        record.mutate({ ...content, commandId: commandId(content) }, { onSuccess: () => void changed().then(onClose) });
      }}
    >
      <ChoiceRows
        id="end-kind"
        locale={locale}
        label={t("end_kind")}
        options={offered.map((value) => ({ value, label: t(`end_${value}`), description: t(`end_${value}_why`) }))}
        value={kind}
        onChange={(value) => setKind(offered.find((candidate) => candidate === value) ?? null)}
        problems={isTried && kind === null ? [fieldProblem("bad", t("end_kind_empty"))] : []}
      />
    </RecordSheet>
  );
}
