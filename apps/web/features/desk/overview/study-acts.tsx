"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import type { GoLiveAnswer, StudyOverview } from "@kendali/api";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { deskCatalogue } from "@kendali/i18n/catalogues/desk";
import { Button } from "@kendali/ui/components/button";
import { CopyButton } from "@kendali/ui/components/copy-button";
import { HashLine } from "@kendali/ui/components/hash-line";
import { Message } from "@kendali/ui/components/message";
import { TextBox } from "@kendali/ui/components/text-box";

import { useCommandId } from "../../field/use-command-id.ts";
import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { ActSheet } from "../act-sheet.tsx";
import { mayDo } from "../may-do.ts";
import { RegisterSheet } from "./register-sheet.tsx";

type Act = "go_live" | "lock" | "unblind" | "register";

/** The acts on the study that this person may do now; what it may not do is not shown. */
export function StudyActs({ overview }: { overview: StudyOverview }) {
  const t = useTranslator(deskCatalogue);
  const { locale } = useLocale();
  const { status, isUnblinded, protocol, viewer, kind } = useStudy();
  const [open, setOpen] = useState<Act | null>(null);
  const [begun, setBegun] = useState<GoLiveAnswer | null>(null);
  const close = () => setOpen(null);
  const takesCounts = protocol.sampling.method === "total" && kind !== "reconstructed" && status === "live";
  const acts = (
    [
      ["go_live", status === "draft" && mayDo(viewer.roles, "study.goLive")],
      ["register", takesCounts && mayDo(viewer.roles, "study.recordRegisterCount")],
      ["lock", status === "live" && mayDo(viewer.roles, "study.lock")],
      [
        "unblind",
        status === "locked" && protocol.allocation !== null && !isUnblinded && mayDo(viewer.roles, "study.unblind"),
      ],
    ] as const
  ).flatMap(([act, isOffered]) => (isOffered ? [act] : []));
  return (
    <>
      {begun === null ? null : (
        <Message tone="ok" live="status" title={t("gone_live")}>
          {begun.commitment === null ? null : (
            <>
              <p>{t("commitment_why")}</p>
              <HashLine
                name={t("commitment")}
                value={begun.commitment}
                action={<CopyButton locale={locale} text={begun.commitment} />}
              />
            </>
          )}
        </Message>
      )}
      {acts.length === 0 ? null : (
        <div className="acts desk-acts">
          {acts.map((act) => (
            <Button
              key={act}
              kind={act === "go_live" ? "primary" : act === "unblind" || act === "lock" ? "danger" : "secondary"}
              onClick={() => setOpen(act)}
            >
              {t(`act_${act}`)}
            </Button>
          ))}
        </div>
      )}
      <GoLiveSheet open={open === "go_live"} onClose={close} onDone={setBegun} />
      <LockSheet open={open === "lock"} onClose={close} />
      <UnblindSheet open={open === "unblind"} onClose={close} />
      <RegisterSheet open={open === "register"} onClose={close} counts={overview.standing.registerCounts} />
    </>
  );
}

type SheetProps = { open: boolean; onClose: () => void };

function useRefreshStudy(): () => Promise<void> {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return async () => {
    await queryClient.invalidateQueries({ queryKey: trpc.study.pathKey() });
    await queryClient.invalidateQueries({ queryKey: trpc.session.me.queryKey() });
  };
}

function GoLiveSheet({ open, onClose, onDone }: SheetProps & { onDone: (answer: GoLiveAnswer) => void }) {
  const t = useTranslator(deskCatalogue);
  const { key, protocol } = useStudy();
  const refresh = useRefreshStudy();
  const commandId = useCommandId();
  const goLive = useMutation(
    useTRPC().study.goLive.mutationOptions({
      onSuccess: async (answer) => {
        onDone(answer);
        onClose();
        await refresh();
      },
    }),
  );
  return (
    <ActSheet
      open={open}
      title={t("go_live_title")}
      onClose={onClose}
      confirm={t("act_go_live")}
      missing={null}
      isPending={goLive.isPending}
      error={goLive.error}
      onConfirm={() => goLive.mutate({ study: key, commandId: commandId({ act: "goLive", key }) })}
    >
      <p>{t("go_live_text")}</p>
      {protocol.allocation === null ? null : <p>{t("go_live_list")}</p>}
    </ActSheet>
  );
}

function LockSheet({ open, onClose }: SheetProps) {
  const t = useTranslator(deskCatalogue);
  const { key } = useStudy();
  const [reason, setReason] = useState("");
  const refresh = useRefreshStudy();
  const commandId = useCommandId();
  const lock = useMutation(
    useTRPC().study.lock.mutationOptions({
      onSuccess: async () => {
        onClose();
        await refresh();
      },
    }),
  );
  return (
    <ActSheet
      open={open}
      title={t("lock_title")}
      onClose={onClose}
      confirm={t("act_lock")}
      missing={reason.trim() === "" ? t("write_reason") : null}
      danger
      isPending={lock.isPending}
      error={lock.error}
      onConfirm={() =>
        lock.mutate({ study: key, reason: reason.trim(), commandId: commandId({ act: "lock", key, reason }) })
      }
    >
      <Message tone="warn" title={t("lock_warning")}>
        {t("lock_text")}
      </Message>
      <ReasonBox id="lock-reason" value={reason} onChange={setReason} />
    </ActSheet>
  );
}

function UnblindSheet({ open, onClose }: SheetProps) {
  const t = useTranslator(deskCatalogue);
  const { key } = useStudy();
  const [reason, setReason] = useState("");
  const refresh = useRefreshStudy();
  const commandId = useCommandId();
  const unblind = useMutation(
    useTRPC().study.unblind.mutationOptions({
      onSuccess: async () => {
        onClose();
        await refresh();
      },
    }),
  );
  return (
    <ActSheet
      open={open}
      title={t("unblind_title")}
      onClose={onClose}
      confirm={t("act_unblind")}
      missing={reason.trim() === "" ? t("write_reason") : null}
      danger
      isPending={unblind.isPending}
      error={unblind.error}
      onConfirm={() =>
        unblind.mutate({ study: key, reason: reason.trim(), commandId: commandId({ act: "unblind", key, reason }) })
      }
    >
      <Message tone="warn" title={t("unblind_warning")}>
        {t("unblind_text")}
      </Message>
      <ReasonBox id="unblind-reason" value={reason} onChange={setReason} />
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
