"use client";

import { useMutation } from "@tanstack/react-query";

import { goLiveCatalogue } from "@kendali/i18n/catalogues/go-live";

import { useTranslator } from "../../locale/locale-provider.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { ActSheet } from "../act-sheet.tsx";
import { useRefreshStudy } from "../use-refresh-study.ts";
import type { GoLiveSheetProps } from "./use-go-live-command.ts";

/** Taking back one's own approval while the study is a draft. */
export function WithdrawSheet({ open, onClose, command, onActed }: GoLiveSheetProps) {
  const t = useTranslator(goLiveCatalogue);
  const { key } = useStudy();
  const refresh = useRefreshStudy();
  const withdraw = useMutation(
    useTRPC().study.withdrawApproval.mutationOptions({
      onSuccess: async () => {
        command.done();
        onClose();
        await refresh();
        onActed();
      },
    }),
  );
  return (
    <ActSheet
      open={open}
      title={t("withdraw_title")}
      onClose={onClose}
      confirm={t("act_withdraw")}
      missing={null}
      danger
      isPending={withdraw.isPending}
      error={withdraw.error}
      onConfirm={() => withdraw.mutate({ study: key, commandId: command.id({ act: "withdraw", key }) })}
    >
      <p>{t("withdraw_text")}</p>
    </ActSheet>
  );
}
