"use client";

import { useState } from "react";

import type { DraftSummary } from "@kendali/api";
import { builderCatalogue } from "@kendali/i18n/catalogues/builder";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { Button } from "@kendali/ui/components/button";
import { Message } from "@kendali/ui/components/message";
import { Sheet } from "@kendali/ui/components/sheet";
import { TextBox } from "@kendali/ui/components/text-box";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { FailureMessage } from "../../shell/failure-message.tsx";
import type { DraftAct, useDraftActs } from "./use-draft-acts.ts";

/** What can be done with a draft as a whole: another name, the end of the work on it, and the way off the list. */
export function ManageDraftSheet({
  draft,
  acts: { run, doing, error },
  onClose,
  onDone,
}: {
  draft: DraftSummary;
  acts: ReturnType<typeof useDraftActs>;
  onClose: () => void;
  onDone: (act: DraftAct) => void;
}) {
  const t = useTranslator(builderCatalogue, commonCatalogue);
  const { locale } = useLocale();
  const [name, setName] = useState(draft.name);
  const [asks, setAsks] = useState(false);
  const { id, level, closedAt, mayEdit, isPublished, study } = draft;
  const isOwner = level === "owner";
  const start = (act: DraftAct) => run(act, () => onDone(act));
  const busy = (kind: DraftAct["kind"]) => (doing?.kind === kind ? t("sending") : false);
  const trimmed = name.trim();
  // What became a version of its study is begun again from that version.
  const mayReopen = closedAt !== null && !(isPublished && study !== null);
  return (
    <Sheet open title={t("draft_manage_title")} onClose={onClose}>
      <div className="draft-manage">
        {mayEdit ? (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (trimmed !== "" && trimmed !== draft.name) start({ kind: "rename", draft: id, name: trimmed });
            }}
          >
            <TextBox
              id="draft-name"
              locale={locale}
              label={t("draft_name")}
              hint={t("draft_name_hint")}
              value={name}
              maxLength={120}
              onChange={setName}
            />
            <Button type="submit" disabled={trimmed === "" || trimmed === draft.name} busy={busy("rename")}>
              {trimmed === "" ? t("draft_name_missing") : t("draft_rename")}
            </Button>
          </form>
        ) : (
          <p>
            <strong>{draft.name}</strong>
          </p>
        )}
        {isOwner && closedAt === null ? (
          <section>
            <p>{t("draft_close_text")}</p>
            <Button busy={busy("close")} onClick={() => start({ kind: "close", draft: id })}>
              {t("draft_close")}
            </Button>
          </section>
        ) : null}
        {isOwner && mayReopen ? (
          <section>
            <p>{t("draft_reopen_text")}</p>
            <Button busy={busy("reopen")} onClick={() => start({ kind: "reopen", draft: id })}>
              {t("draft_reopen")}
            </Button>
          </section>
        ) : null}
        {isOwner ? (
          <section>
            <p>{t(isPublished ? "draft_remove_published" : "draft_remove_text")}</p>
            {isPublished ? null : asks ? (
              <Message tone="warn" live="status" title={t("draft_remove_asks", { name: draft.name })}>
                <p className="acts">
                  <Button onClick={() => setAsks(false)}>{t("cancel")}</Button>
                  <Button kind="danger" busy={busy("remove")} onClick={() => start({ kind: "remove", draft: id })}>
                    {t("draft_remove_sure")}
                  </Button>
                </p>
              </Message>
            ) : (
              <Button kind="danger" onClick={() => setAsks(true)}>
                {t("draft_remove")}
              </Button>
            )}
          </section>
        ) : null}
        {error === null ? null : <FailureMessage error={error} />}
        <div className="acts">
          <Button onClick={onClose}>{t("close")}</Button>
        </div>
      </div>
    </Sheet>
  );
}
