"use client";

import { useState } from "react";

import type { AmendmentList } from "@kendali/api";
import { Button, buttonClass } from "@kendali/ui/components/button";
import { Message } from "@kendali/ui/components/message";

import { useCreateDraft } from "../../builder/start/use-create-draft.ts";
import { AppLink } from "../../shell/app-link.tsx";
import { FailureMessage } from "../../shell/failure-message.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { DraftPreview } from "./draft-preview.tsx";
import { useAmendmentWords } from "./use-amendment-words.ts";

/** Drafts of the next version: changed in the builder, weighed and published here. */
export function PreparingSection({ list }: { list: AmendmentList }) {
  const { t, say, at } = useAmendmentWords();
  const { key, protocol } = useStudy();
  const { create, isMaking, error } = useCreateDraft();
  const [shown, setShown] = useState<string | null>(list.drafts.length === 1 ? (list.drafts[0]?.id ?? null) : null);
  const [published, setPublished] = useState<string | null>(null);
  const version = list.versions[0]?.version ?? protocol.version;
  const entries = list.versions.reduce((sum, one) => sum + one.entries, 0);
  return (
    <section aria-labelledby="preparing">
      <h2 id="preparing">{t("preparing")}</h2>
      {published === null ? null : <Message tone="ok" live="status" title={t("published", { version: published })} />}
      {list.drafts.length === 0 ? (
        <>
          <p className="desk-calm">{t("preparing_none")}</p>
          <p className="ink2">{t("preparing_text", { version })}</p>
        </>
      ) : (
        <ul className="draft-rows">
          {list.drafts.map((draft) => (
            <li key={draft.id}>
              <div>
                <b>{draft.name}</b>
                <p className="small ink2">{t("draft_updated", { at: at(draft.updatedAt) })}</p>
              </div>
              <div className="acts">
                <AppLink className={buttonClass({ kind: "secondary" })} href={`/drafts/${draft.id}`}>
                  {t("draft_open")}
                </AppLink>
                <Button
                  aria-expanded={shown === draft.id}
                  onClick={() => setShown(shown === draft.id ? null : draft.id)}
                >
                  {t(shown === draft.id ? "draft_hide" : "draft_show")}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
      {list.drafts.some(({ id }) => id === shown) && shown !== null ? (
        <DraftPreview
          draft={shown}
          entries={entries}
          onPublished={(next) => {
            setPublished(next);
            setShown(null);
          }}
        />
      ) : null}
      {error === null ? null : <FailureMessage error={error} />}
      <div className="acts">
        <Button
          busy={isMaking ? t("loading") : false}
          onClick={() => create(t("draft_name", { study: say(protocol.shortTitle), version }), { study: key })}
        >
          {t("prepare")}
        </Button>
      </div>
    </section>
  );
}
