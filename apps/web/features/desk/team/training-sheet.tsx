"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import type { TeamMemberView } from "@kendali/api";
import { isLocalDate, type Role } from "@kendali/domain";
import { authCatalogue } from "@kendali/i18n/catalogues/auth";
import { teamCatalogue } from "@kendali/i18n/catalogues/team";
import { DateBoxes } from "@kendali/ui/components/date-boxes";
import { SelectBox, TextBox } from "@kendali/ui/components/text-box";

import { useCommandId } from "../../field/use-command-id.ts";
import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { ActSheet } from "../act-sheet.tsx";
import { mayDo } from "../may-do.ts";
import { isImpossibleDate } from "./is-impossible-date.ts";
import { useTeamChanged } from "./use-team-changed.ts";

/** Records a training for one of the roles that somebody holds; the protocol's own words are proposed. */
export function TrainingSheet({ member, onClose }: { member: TeamMemberView; onClose: () => void }) {
  const t = useTranslator(authCatalogue, teamCatalogue);
  const { locale } = useLocale();
  const { key, protocol, viewer } = useStudy();
  const held = member.roles.filter(({ site, until }) => until === null && mayDo(viewer, "team.recordTraining", site));
  const roles = [...new Set(held.map(({ role }) => role))];
  const asked = (role: Role | undefined) => protocol.roles.find((line) => line.role === role)?.training;
  const [role, setRole] = useState(roles.find((one) => asked(one) !== undefined) ?? roles[0]);
  const [topic, setTopic] = useState<string | null>(null);
  const [completedOn, setCompletedOn] = useState("");
  const [evidence, setEvidence] = useState("");
  const training = asked(role)?.[locale];
  const written = (topic ?? training ?? "").trim();
  const changed = useTeamChanged();
  const commandId = useCommandId();
  const record = useMutation(
    useTRPC().team.recordTraining.mutationOptions({
      onSuccess: async () => {
        onClose();
        await changed();
      },
    }),
  );
  const missing =
    written === ""
      ? t("missing_topic")
      : !isLocalDate(completedOn)
        ? t("missing_date")
        : evidence.trim() === ""
          ? t("missing_evidence")
          : null;
  return (
    <ActSheet
      open
      title={t("training_title", { name: member.displayName })}
      onClose={onClose}
      confirm={t("training_save")}
      missing={missing}
      isPending={record.isPending}
      error={record.error}
      onConfirm={() => {
        if (role === undefined || role === "administrator") return;
        const content = {
          study: key,
          account: member.account,
          role,
          topic: written,
          completedOn,
          evidence: evidence.trim(),
        };
        record.mutate({ ...content, commandId: commandId(content) });
      }}
    >
      <SelectBox
        id="training-role"
        locale={locale}
        label={t("training_role")}
        value={role ?? ""}
        options={roles.map((one) => ({ value: one, label: t(`role_${one}`) }))}
        onChange={(chosen) => setRole(roles.find((one) => one === chosen) ?? role)}
      />
      <TextBox
        id="training-topic"
        locale={locale}
        label={t("training_topic")}
        hint={training === undefined ? t("training_topic_hint") : t("training_asked", { training })}
        value={topic ?? training ?? ""}
        maxLength={200}
        onChange={setTopic}
      />
      <DateBoxes
        id="training-on"
        locale={locale}
        label={t("training_on")}
        value={completedOn}
        onChange={setCompletedOn}
        problems={isImpossibleDate(completedOn) ? [{ tone: "bad", title: t("date_impossible") }] : []}
      />
      <TextBox
        id="training-evidence"
        locale={locale}
        label={t("training_evidence")}
        hint={t("training_evidence_hint")}
        value={evidence}
        maxLength={300}
        onChange={setEvidence}
      />
    </ActSheet>
  );
}
