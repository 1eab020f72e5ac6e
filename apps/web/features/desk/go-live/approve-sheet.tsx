"use client";

import { useMutation } from "@tanstack/react-query";

import type { GoLiveState } from "@kendali/api";
import { goLiveCatalogue } from "@kendali/i18n/catalogues/go-live";
import { Message } from "@kendali/ui/components/message";

import { useTranslator } from "../../locale/locale-provider.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { ActSheet } from "../act-sheet.tsx";
import { useRefreshStudy } from "../use-refresh-study.ts";
import type { GoLiveSheetProps } from "./use-go-live-command.ts";
import { shortened } from "./use-go-live-checks.ts";

/** One account's approval: what follows from it, and that the last one cannot be undone. */
export function ApproveSheet({ open, onClose, command, onActed, state }: GoLiveSheetProps & { state: GoLiveState }) {
  const t = useTranslator(goLiveCatalogue);
  const { key } = useStudy();
  const refresh = useRefreshStudy();
  const { protocolHash, protocolVersion, publishedSeed, missing, needed } = state;
  const isLast = missing === 1;
  const approve = useMutation(
    useTRPC().study.goLive.mutationOptions({
      onSuccess: async () => {
        command.done();
        onClose();
        await refresh();
        onActed();
      },
    }),
  );
  const confirm = () => {
    // The document that was read here, and the seed that an approval before this one named.
    const content = { study: key, protocolHash, ...(publishedSeed === null ? {} : { publishedSeed }) };
    approve.mutate({ ...content, commandId: command.id({ act: "approve", ...content }) });
  };
  return (
    <ActSheet
      open={open}
      title={t(isLast ? "approve_last_title" : "approve_title")}
      onClose={onClose}
      confirm={t(isLast ? "act_approve_last" : "act_approve")}
      missing={null}
      isPending={approve.isPending}
      error={approve.error}
      onConfirm={confirm}
    >
      {isLast ? (
        <>
          <Message tone="warn" title={t("approve_last_warning")}>
            {t("approve_last_text")}
          </Message>
          {needed === 2 ? <p>{t("approve_last_list")}</p> : null}
        </>
      ) : (
        <p>{t("approve_first_text")}</p>
      )}
      <p className="ink2">{t("approve_document", { version: protocolVersion, hash: shortened(protocolHash) })}</p>
    </ActSheet>
  );
}
