"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import type { StudyOverview } from "@kendali/api";
import { policies, type Role } from "@kendali/domain";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { deskCatalogue } from "@kendali/i18n/catalogues/desk";
import { Button, ButtonLink } from "@kendali/ui/components/button";
import { Message } from "@kendali/ui/components/message";
import { TextBox } from "@kendali/ui/components/text-box";

import { useCommandId } from "../../field/use-command-id.ts";
import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { ActSheet } from "../act-sheet.tsx";
import { mayDo } from "../may-do.ts";
import { useRefreshStudy } from "../use-refresh-study.ts";
import { RegisterSheet } from "./register-sheet.tsx";

type Act = "lock" | "unblind" | "register";

const leading: readonly Role[] = policies["study.lock"].roles;

/** The acts on the study that this person may do now; what it may not do is not shown. */
export function StudyActs({ overview }: { overview: StudyOverview }) {
  const t = useTranslator(deskCatalogue);
  const { locale } = useLocale();
  const { key, status, isUnblinded, protocol, viewer, kind } = useStudy();
  const [open, setOpen] = useState<Act | null>(null);
  const close = () => setOpen(null);
  const takesCounts = protocol.sampling.method === "total" && kind !== "reconstructed" && status === "live";
  const opens = status === "draft" && mayDo(viewer, "study.goLiveState");
  const acts = (
    [
      ["register", takesCounts && mayDo(viewer, "study.recordRegisterCount")],
      ["lock", status === "live" && mayDo(viewer, "study.lock")],
      [
        "unblind",
        status === "locked" && protocol.allocation !== null && !isUnblinded && mayDo(viewer, "study.unblind"),
      ],
    ] as const
  ).flatMap(([act, isOffered]) => (isOffered ? [act] : []));
  const leadsSome = viewer.roles.some((role) => leading.includes(role)) && !mayDo(viewer, "study.lock");
  const names = protocol.sites.filter(({ key: site }) => viewer.sites?.includes(site)).map(({ name }) => name[locale]);
  return (
    <>
      {leadsSome && names.length > 0 ? (
        <p className="small ink2">{t("acts_every_site", { sites: names.join(", ") })}</p>
      ) : null}
      {acts.length === 0 && !opens ? null : (
        <div className="acts desk-acts">
          {opens ? (
            <ButtonLink kind="primary" href={`/s/${key}/go-live`} link={AppLink}>
              {t("act_go_live")}
            </ButtonLink>
          ) : null}
          {acts.map((act) => (
            <Button key={act} kind={act === "register" ? "secondary" : "danger"} onClick={() => setOpen(act)}>
              {t(`act_${act}`)}
            </Button>
          ))}
        </div>
      )}
      <ReasonedSheet act="lock" open={open === "lock"} onClose={close} />
      <ReasonedSheet act="unblind" open={open === "unblind"} onClose={close} />
      <RegisterSheet open={open === "register"} onClose={close} counts={overview.standing.registerCounts} />
    </>
  );
}

type SheetProps = { act: "lock" | "unblind"; open: boolean; onClose: () => void };

/** Both end something for the whole study and are asked for with a reason. */
function ReasonedSheet({ act, open, onClose }: SheetProps) {
  const t = useTranslator(deskCatalogue);
  const trpc = useTRPC();
  const { key } = useStudy();
  const [reason, setReason] = useState("");
  const refresh = useRefreshStudy();
  const commandId = useCommandId();
  const onSuccess = async () => {
    onClose();
    await refresh();
  };
  const lock = useMutation(trpc.study.lock.mutationOptions({ onSuccess }));
  const unblind = useMutation(trpc.study.unblind.mutationOptions({ onSuccess }));
  const { mutate, isPending, error } = act === "lock" ? lock : unblind;
  return (
    <ActSheet
      open={open}
      title={t(`${act}_title`)}
      onClose={onClose}
      confirm={t(`act_${act}`)}
      missing={reason.trim() === "" ? t("write_reason") : null}
      danger
      isPending={isPending}
      error={error}
      onConfirm={() => mutate({ study: key, reason: reason.trim(), commandId: commandId({ act, key, reason }) })}
    >
      <Message tone="warn" title={t(`${act}_warning`)}>
        {t(`${act}_text`)}
      </Message>
      <ReasonBox id={`${act}-reason`} value={reason} onChange={setReason} />
    </ActSheet>
  );
}

function ReasonBox({ id, value, onChange }: { id: string; value: string; onChange: (typed: string) => void }) {
  const t = useTranslator(commonCatalogue, deskCatalogue);
  const { locale } = useLocale();
  return (
    <TextBox
      id={id}
      locale={locale}
      label={t("reason")}
      hint={t("reason_kept")}
      value={value}
      onChange={onChange}
      long
      maxLength={500}
    />
  );
}
