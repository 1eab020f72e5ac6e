"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import type { DelegationView, TeamMemberView } from "@kendali/api";
import { isLocalDate } from "@kendali/domain";
import { teamCatalogue } from "@kendali/i18n/catalogues/team";
import { DateBoxes } from "@kendali/ui/components/date-boxes";
import { TextBox } from "@kendali/ui/components/text-box";

import { useCommandId } from "../../field/use-command-id.ts";
import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { ActSheet } from "../act-sheet.tsx";
import { isImpossibleDate } from "./is-impossible-date.ts";
import { useTeamChanged } from "./use-team-changed.ts";

/** Ends a delegation on a day, with the reason that stays in the log. */
export function EndSheet({
  member,
  delegation,
  onClose,
}: {
  member: TeamMemberView;
  delegation: DelegationView;
  onClose: () => void;
}) {
  const t = useTranslator(teamCatalogue);
  const { locale } = useLocale();
  const { key } = useStudy();
  const [on, setOn] = useState("");
  const [reason, setReason] = useState("");
  const changed = useTeamChanged();
  const commandId = useCommandId();
  const end = useMutation(
    useTRPC().team.endDelegation.mutationOptions({
      onSuccess: async () => {
        onClose();
        await changed();
      },
    }),
  );
  const content = { study: key, delegation: delegation.id, on, reason: reason.trim() };
  return (
    <ActSheet
      open
      title={t("end_title", { task: t(`task_${delegation.task}`), name: member.displayName })}
      onClose={onClose}
      confirm={t("end_save")}
      missing={!isLocalDate(on) ? t("missing_date") : reason.trim() === "" ? t("missing_reason") : null}
      isPending={end.isPending}
      error={end.error}
      onConfirm={() => end.mutate({ ...content, commandId: commandId(content) })}
    >
      <DateBoxes
        id="end-on"
        locale={locale}
        label={t("end_on")}
        value={on}
        onChange={setOn}
        problems={isImpossibleDate(on) ? [{ tone: "bad", title: t("date_impossible") }] : []}
      />
      <TextBox
        id="end-reason"
        locale={locale}
        label={t("end_reason")}
        value={reason}
        maxLength={300}
        onChange={setReason}
      />
    </ActSheet>
  );
}
