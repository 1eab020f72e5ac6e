"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import type { MaskingRequestView } from "@kendali/api";
import { TextBox } from "@kendali/ui/components/text-box";

import { useCommandId } from "../../field/use-command-id.ts";
import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { ActSheet } from "../act-sheet.tsx";
import { WhatFollows } from "./request-sheet.tsx";
import { RequestWords } from "./request-words.tsx";
import { useMaskingChanged } from "./use-masking-changed.ts";
import { useMaskingWords } from "./use-masking-words.ts";

/** The second person's decision: approving says what follows, declining changes nothing. */
export function DecideSheet({
  request,
  decision,
  onClose,
  onDecided,
}: {
  request: MaskingRequestView;
  decision: "approve" | "decline";
  onClose: () => void;
  onDecided: () => void;
}) {
  const { t, locale } = useMaskingWords();
  const { key } = useStudy();
  const [reason, setReason] = useState("");
  const changed = useMaskingChanged();
  const commandId = useCommandId();
  const isApproval = decision === "approve";
  const decide = useMutation(
    useTRPC().masking.decide.mutationOptions({
      onSuccess: async () => {
        onClose();
        onDecided();
        await changed();
      },
    }),
  );
  const content = {
    study: key,
    request: request.id,
    decision,
    ...(reason.trim() === "" ? {} : { reason: reason.trim() }),
  };
  const missing = !isApproval && reason.trim() === "" ? t("request_missing") : null;
  return (
    <ActSheet
      open
      title={t(isApproval ? "approve_title" : "decline_title")}
      onClose={onClose}
      confirm={t(isApproval ? "approve_confirm" : "decline")}
      missing={missing}
      danger={isApproval}
      isPending={decide.isPending}
      error={decide.error}
      onConfirm={() => decide.mutate({ ...content, commandId: commandId(content) })}
    >
      <p>
        <RequestWords request={request} /> {t("request_why", { reason: request.reason })}
      </p>
      {isApproval ? <WhatFollows name={request.displayName} /> : <p>{t("decline_text")}</p>}
      {isApproval ? null : (
        <TextBox
          id="decide-reason"
          locale={locale}
          label={t("decide_reason")}
          value={reason}
          onChange={setReason}
          long
          maxLength={500}
        />
      )}
    </ActSheet>
  );
}
