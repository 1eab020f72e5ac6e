"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { deskCatalogue } from "@kendali/i18n/catalogues/desk";
import { ChoiceRows } from "@kendali/ui/components/choice-rows";
import { Message } from "@kendali/ui/components/message";
import { TextBox } from "@kendali/ui/components/text-box";

import { useCommandId } from "../../field/use-command-id.ts";
import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { ActSheet } from "../act-sheet.tsx";

type FreezeSheetProps = { open: boolean; onClose: () => void; onFrozen: (id: string) => void; proposed: string };

/** Freezes the data as they are now: a name, a reason, and, where it is allowed, whether the arm is in them. */
export function FreezeSheet({ open, onClose, onFrozen, proposed }: FreezeSheetProps) {
  const t = useTranslator(commonCatalogue, deskCatalogue);
  const { locale } = useLocale();
  const { key, protocol, viewer, status } = useStudy();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const commandId = useCommandId();
  const [typedName, setName] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const [withArm, setWithArm] = useState<boolean | null>(null);
  const isTrial = protocol.allocation !== null;
  const mayHoldArm = isTrial && viewer.canSeeArm;
  const name = typedName ?? proposed;
  const freeze = useMutation(
    trpc.snapshot.freeze.mutationOptions({
      onSuccess: async (answer) => {
        setName(null);
        setReason("");
        setWithArm(null);
        onClose();
        await queryClient.invalidateQueries({ queryKey: trpc.snapshot.list.queryKey() });
        onFrozen(answer.id);
      },
    }),
  );
  const missing =
    name.trim() === ""
      ? t("write_name")
      : reason.trim() === ""
        ? t("write_reason")
        : mayHoldArm && withArm === null
          ? t("choose_arm")
          : null;
  function confirm() {
    const content = { study: key, name: name.trim(), reason: reason.trim(), withArm: withArm ?? false };
    freeze.mutate({ ...content, commandId: commandId(content) });
  }
  return (
    <ActSheet
      open={open}
      title={t("freeze_title")}
      onClose={onClose}
      confirm={t("freeze_confirm", { name: name.trim() })}
      missing={missing}
      isPending={freeze.isPending}
      error={freeze.error}
      onConfirm={confirm}
    >
      <p>{t("freeze_text")}</p>
      <TextBox
        id="freeze-name"
        locale={locale}
        label={t("snapshot_name")}
        hint={t("freeze_name_hint")}
        value={name}
        onChange={setName}
        maxLength={80}
      />
      <TextBox
        id="freeze-reason"
        locale={locale}
        label={t("snapshot_why")}
        hint={t("freeze_reason_hint")}
        value={reason}
        onChange={setReason}
        maxLength={500}
      />
      {mayHoldArm ? (
        <ChoiceRows
          id="freeze-arm"
          locale={locale}
          label={t("freeze_arm")}
          value={withArm === null ? null : withArm ? "with" : "without"}
          onChange={(value) => setWithArm(value === "with")}
          options={[
            { value: "with", label: t("freeze_with"), description: t("freeze_with_why") },
            { value: "without", label: t("freeze_without"), description: t("freeze_without_why") },
          ]}
        />
      ) : null}
      {isTrial && !mayHoldArm ? (
        <Message tone="info" title={t("freeze_masked")}>
          {t(status === "locked" ? "freeze_masked_locked" : "freeze_masked_live")}
        </Message>
      ) : null}
    </ActSheet>
  );
}
