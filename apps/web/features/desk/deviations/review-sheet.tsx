"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { ChoiceRow } from "@kendali/ui/components/choice-rows";
import { TextBox } from "@kendali/ui/components/text-box";

import { useErrorWords } from "../../errors/use-error-words.ts";
import { useCommandId } from "../../field/use-command-id.ts";
import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { ActSheet } from "../act-sheet.tsx";

/** A note about an error of allocation, which may close it. */
export function ReviewSheet({ deviation, onClose }: { deviation: string; onClose: () => void }) {
  const { t, locale } = useErrorWords();
  const { key } = useStudy();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const commandId = useCommandId();
  const [note, setNote] = useState("");
  const [close, setClose] = useState(false);
  const review = useMutation(
    trpc.deviation.review.mutationOptions({
      onSuccess: async () => {
        onClose();
        await Promise.all([
          queryClient.invalidateQueries({ queryKey: trpc.deviation.pathKey() }),
          queryClient.invalidateQueries({ queryKey: trpc.study.overview.pathKey() }),
        ]);
      },
    }),
  );
  const content = { study: key, deviation, note: note.trim(), close };
  return (
    <ActSheet
      open
      title={t("review_title")}
      onClose={onClose}
      confirm={t(close ? "review_save_close" : "review_save")}
      missing={note.trim() === "" ? t("review_missing") : null}
      isPending={review.isPending}
      error={review.error}
      onConfirm={() => review.mutate({ ...content, commandId: commandId(content) })}
    >
      <p className="ink2">{t("review_lead")}</p>
      <TextBox
        id="review-note"
        locale={locale}
        label={t("review_note")}
        hint={t("description_hint")}
        value={note}
        onChange={setNote}
        maxLength={2000}
        long
      />
      <div className="rows">
        <ChoiceRow
          id="review-close"
          name="review-close"
          kind="checkbox"
          option={{ value: "close", label: t("review_close") }}
          checked={close}
          onChange={setClose}
        />
      </div>
    </ActSheet>
  );
}
