"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import type { TeamMemberView } from "@kendali/api";
import { delegationTaskKeys, delegationTasks, isLocalDate, type Role } from "@kendali/domain";
import { teamCatalogue } from "@kendali/i18n/catalogues/team";
import { DateBoxes } from "@kendali/ui/components/date-boxes";
import { SelectBox } from "@kendali/ui/components/text-box";

import { useCommandId } from "../../field/use-command-id.ts";
import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { ActSheet } from "../act-sheet.tsx";
import { mayDo } from "../may-do.ts";
import { isImpossibleDate } from "./is-impossible-date.ts";
import { useTeamChanged } from "./use-team-changed.ts";

/** Hands one of the tasks that a person's roles may do to her, from a day on. */
export function DelegateSheet({ member, onClose }: { member: TeamMemberView; onClose: () => void }) {
  const t = useTranslator(teamCatalogue);
  const { locale } = useLocale();
  const { key, protocol, viewer } = useStudy();
  const roles = member.roles.filter(({ until }) => until === null).map(({ role }) => role);
  const tasks = delegationTaskKeys.filter((one) => {
    const may: readonly Role[] = delegationTasks[one];
    return may.some((role) => roles.includes(role));
  });
  const [task, setTask] = useState(tasks[0]);
  // A task is hers where she holds a role that may do it.
  const held = member.roles.filter(({ role, until }) => {
    const may: readonly Role[] = task === undefined ? [] : delegationTasks[task];
    return until === null && may.includes(role);
  });
  const worksEverywhere = held.some((one) => one.site === null);
  const isEverywhere = worksEverywhere && mayDo(viewer, "team.delegate", null);
  const sites = protocol.sites.filter(
    (one) => (worksEverywhere || held.some((role) => role.site === one.key)) && mayDo(viewer, "team.delegate", one.key),
  );
  const [chosenSite, setSite] = useState<string | null>(null);
  const site = sites.some((one) => one.key === chosenSite) ? chosenSite : isEverywhere ? null : (sites[0]?.key ?? null);
  const [from, setFrom] = useState("");
  const changed = useTeamChanged();
  const commandId = useCommandId();
  const delegate = useMutation(
    useTRPC().team.delegate.mutationOptions({
      onSuccess: async () => {
        onClose();
        await changed();
      },
    }),
  );
  const missing = task === undefined ? t("missing_task") : isLocalDate(from) ? null : t("missing_date");
  return (
    <ActSheet
      open
      title={t("delegate_title", { name: member.displayName })}
      onClose={onClose}
      confirm={t("delegate_save")}
      missing={missing}
      isPending={delegate.isPending}
      error={delegate.error}
      onConfirm={() => {
        if (task === undefined) return;
        const content = { study: key, account: member.account, task, site, from };
        delegate.mutate({ ...content, commandId: commandId(content) });
      }}
    >
      {tasks.length === 0 ? <p className="ink2">{t("delegate_no_task", { name: member.displayName })}</p> : null}
      <SelectBox
        id="delegate-task"
        locale={locale}
        label={t("delegate_task")}
        value={task ?? ""}
        options={tasks.map((one) => ({ value: one, label: t(`task_${one}`) }))}
        onChange={(chosen) => setTask(tasks.find((one) => one === chosen))}
      />
      <SelectBox
        id="delegate-site"
        locale={locale}
        label={t("delegate_site")}
        value={site ?? ""}
        options={[
          ...(isEverywhere ? [{ value: "", label: t("everywhere") }] : []),
          ...sites.map((one) => ({ value: one.key, label: one.name[locale] })),
        ]}
        onChange={(chosen) => setSite(chosen === "" ? null : chosen)}
      />
      <DateBoxes
        id="delegate-from"
        locale={locale}
        label={t("delegate_from")}
        value={from}
        onChange={setFrom}
        problems={isImpossibleDate(from) ? [{ tone: "bad", title: t("date_impossible") }] : []}
      />
    </ActSheet>
  );
}
