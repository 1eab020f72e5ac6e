"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import { builderCatalogue } from "@kendali/i18n/catalogues/builder";
import { Button } from "@kendali/ui/components/button";

import { ActSheet } from "../../desk/act-sheet.tsx";
import { useCommandId } from "../../field/use-command-id.ts";
import { useTranslator } from "../../locale/locale-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { useBuilder, useBuilderStore } from "../shell/use-builder.ts";
import { ActProblem } from "../publish/act-problem.tsx";

/** Brings an earlier revision back, as a step of its own: nothing in between is lost. */
export function RestoreButton({ revision }: { revision: number }) {
  const t = useTranslator(builderCatalogue);
  const store = useBuilderStore();
  const { draft } = useBuilder();
  const commandId = useCommandId();
  const [isOpen, setIsOpen] = useState(false);
  const [isUnsaved, setIsUnsaved] = useState(false);
  const restore = useMutation(
    useTRPC().protocolDraft.restore.mutationOptions({
      onSuccess: async () => {
        await store.refresh();
        setIsOpen(false);
      },
    }),
  );
  if (!draft.mayEdit) return null;
  const confirm = async () => {
    const baseRevision = await store.saved();
    setIsUnsaved(baseRevision === null);
    if (baseRevision === null) return;
    const act = { draft: draft.id, baseRevision, revision };
    restore.mutate({ commandId: commandId(act), ...act });
  };
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>{t("compare_restore")}</Button>
      <ActSheet
        open={isOpen}
        title={t("compare_restore_title", { revision })}
        onClose={() => setIsOpen(false)}
        confirm={t("compare_restore")}
        missing={null}
        isPending={restore.isPending}
        error={restore.error}
        onConfirm={() => void confirm()}
      >
        <p>{t("compare_restore_text")}</p>
        <ActProblem problem={isUnsaved ? "unsaved" : null} />
      </ActSheet>
    </>
  );
}
