"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import type { MaskingAssignment } from "@kendali/api";
import { ChoiceRows } from "@kendali/ui/components/choice-rows";
import { Message } from "@kendali/ui/components/message";
import { TextBox } from "@kendali/ui/components/text-box";

import { useCommandId } from "../../field/use-command-id.ts";
import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { ActSheet } from "../act-sheet.tsx";
import { useMaskingChanged } from "./use-masking-changed.ts";
import { useMaskingWords } from "./use-masking-words.ts";

/** Asks that an assignment becomes less masked: to what, why, and what that would mean. */
export function RequestSheet({
  assignment,
  onClose,
  onSent,
}: {
  assignment: MaskingAssignment;
  onClose: () => void;
  onSent: () => void;
}) {
  const { t, locale, level: levelWords, site } = useMaskingWords();
  const { key } = useStudy();
  const [level, setLevel] = useState(assignment.mayRequest.at(-1) ?? "none");
  const [reason, setReason] = useState("");
  const changed = useMaskingChanged();
  const commandId = useCommandId();
  const request = useMutation(
    useTRPC().masking.request.mutationOptions({
      onSuccess: async () => {
        onSent();
        onClose();
        await changed();
      },
    }),
  );
  const content = { study: key, grant: assignment.grant, level, reason: reason.trim() };
  return (
    <ActSheet
      open
      title={t("request_title", { name: assignment.displayName })}
      onClose={onClose}
      confirm={t("request_send")}
      missing={reason.trim() === "" ? t("request_missing") : null}
      isPending={request.isPending}
      error={request.error}
      onConfirm={() => request.mutate({ ...content, commandId: commandId(content) })}
    >
      <p className="ink2">{t("request_as", { role: t(`role_${assignment.role}`), site: site(assignment.site) })}</p>
      <ChoiceRows
        id="request-level"
        locale={locale}
        label={t("request_level")}
        value={level}
        onChange={(next) => setLevel(assignment.mayRequest.find((one) => one === next) ?? level)}
        options={assignment.mayRequest.map((one) => ({
          value: one,
          label: levelWords(one),
          description: t(`level_${one}_means`),
        }))}
      />
      <TextBox
        id="request-reason"
        locale={locale}
        label={t("request_reason")}
        hint={t("request_reason_hint")}
        value={reason}
        onChange={setReason}
        long
        maxLength={500}
      />
      <WhatFollows name={assignment.displayName} />
    </ActSheet>
  );
}

/** What an approval does to a person, in the words that both persons read. */
export function WhatFollows({ name }: { name: string }) {
  const { t } = useMaskingWords();
  return (
    <Message tone="warn" title={t("request_what_follows")}>
      <ul className="masking-follows">
        <li>{t("request_follows_account", { name })}</li>
        <li>{t("request_follows_for_good")}</li>
        <li>{t("request_follows_measures")}</li>
      </ul>
    </Message>
  );
}
