"use client";

import { useState } from "react";

import type { DraftSummary } from "@kendali/api";
import { formatInstant } from "@kendali/i18n";
import { builderCatalogue } from "@kendali/i18n/catalogues/builder";
import { Button } from "@kendali/ui/components/button";
import { EmptyState } from "@kendali/ui/components/empty-state";
import { TextBox } from "@kendali/ui/components/text-box";
import { UndoToast } from "@kendali/ui/components/toast";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { FailureMessage } from "../../shell/failure-message.tsx";
import { ManageDraftSheet } from "./manage-draft-sheet.tsx";
import type { DraftOrigin } from "./use-create-draft.ts";
import { useDraftActs } from "./use-draft-acts.ts";

/** More drafts than this are looked through by their words, and shown on demand. */
const mostAtOnce = 12;

type RowProps = {
  drafts: readonly DraftSummary[];
  onCopy: (name: string, from: DraftOrigin) => void;
  busy: (name: string) => string | false;
  onManage: (draft: string) => void;
};

/** The drafts that an account may open, the one changed last first; those that are closed or off the list are folded away. */
export function OwnDrafts({ drafts, onCopy, busy }: Omit<RowProps, "onManage">) {
  const t = useTranslator(builderCatalogue);
  const { locale } = useLocale();
  const [sought, setSought] = useState("");
  const [isWhole, setIsWhole] = useState(false);
  const [managed, setManaged] = useState<string | null>(null);
  const [undo, setUndo] = useState<{ readonly words: string; readonly draft: string } | null>(null);
  const acts = useDraftActs();
  const open = drafts.filter(({ closedAt, removedAt }) => closedAt === null && removedAt === null);
  const closed = drafts.filter(({ closedAt, removedAt }) => closedAt !== null && removedAt === null);
  const removed = drafts.filter(({ removedAt }) => removedAt !== null);
  const found = open.filter((draft) => isMeant(draft, sought, locale));
  const shown = isWhole || sought.trim() !== "" ? found : found.slice(0, mostAtOnce);
  const managing = drafts.find(({ id }) => id === managed);
  const rows = { onCopy, busy, onManage: setManaged };
  return (
    <section className="builder-part" aria-labelledby="own-drafts">
      <h2 id="own-drafts">{t("start_own")}</h2>
      {open.length > 0 ? null : <EmptyState title={t("start_own_none")}>{t("start_own_none_text")}</EmptyState>}
      {open.length > mostAtOnce ? (
        <div className="draft-find">
          <TextBox
            id="draft-find"
            locale={locale}
            type="search"
            label={t("start_find")}
            hint={t("start_find_hint")}
            value={sought}
            onChange={setSought}
          />
        </div>
      ) : null}
      {open.length > 0 && found.length === 0 ? <p role="status">{t("start_found_none")}</p> : null}
      <DraftRows drafts={shown} {...rows} />
      {shown.length < found.length ? (
        <p className="draft-more">
          <Button onClick={() => setIsWhole(true)}>{t("start_show_all", { count: found.length })}</Button>
        </p>
      ) : null}
      {closed.length === 0 ? null : (
        <details className="member-fold draft-fold">
          <summary>{t("start_closed_count", { count: closed.length })}</summary>
          <DraftRows drafts={closed} {...rows} />
        </details>
      )}
      {removed.length === 0 ? null : (
        <details className="member-fold draft-fold">
          <summary>{t("start_removed_count", { count: removed.length })}</summary>
          <p className="small ink2">{t("start_removed_text")}</p>
          <ul className="draft-list">
            {removed.map(({ id, name, updatedAt }) => (
              <li key={id}>
                <span>{name}</span>
                <Changed at={updatedAt} />
                <span className="draft-acts">
                  <Button
                    tight
                    busy={acts.doing?.draft === id ? t("start_making") : false}
                    onClick={() => acts.run({ kind: "reopen", draft: id })}
                  >
                    {t("draft_restore")}
                    <span className="vh">: {name}</span>
                  </Button>
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {acts.error === null || managing !== undefined ? null : <FailureMessage error={acts.error} />}
      {managing === undefined ? null : (
        <ManageDraftSheet
          key={`manage ${managing.id}`}
          draft={managing}
          acts={acts}
          onClose={() => {
            acts.reset();
            setManaged(null);
          }}
          onDone={({ kind, draft }) => {
            setManaged(null);
            const words = kind === "close" ? "draft_closed" : kind === "remove" ? "draft_removed" : null;
            setUndo(words === null ? null : { words: t(words, { name: managing.name }), draft });
          }}
        />
      )}
      {undo === null ? null : (
        <UndoToast
          key={`undo ${undo.draft}`}
          locale={locale}
          words={undo.words}
          onUndo={() => {
            acts.run({ kind: "reopen", draft: undo.draft });
            setUndo(null);
          }}
          onExpire={() => setUndo(null)}
        />
      )}
    </section>
  );
}

function DraftRows({ drafts, onCopy, busy, onManage }: RowProps) {
  const t = useTranslator(builderCatalogue);
  const { locale } = useLocale();
  return (
    <ul className="draft-list">
      {drafts.map(({ id, name, shortTitle, design, study, level, updatedAt, isPublished, mayEdit }) => {
        const copy = t("start_copy_of", { name });
        const title = shortTitle[locale] === name ? "" : shortTitle[locale];
        return (
          <li key={id}>
            <span>
              <AppLink href={`/drafts/${id}`}>{name}</AppLink>
              {title === "" ? null : <small>{title}</small>}
            </span>
            <span className="small ink2">
              {t(design === "parallel_controlled" ? "design_trial" : "design_one_group")}
              <br />
              {study !== null ? t("start_amends", { study }) : isPublished ? t("start_published") : t(`level_${level}`)}
            </span>
            <Changed at={updatedAt} />
            <span className="draft-acts">
              <Button tight busy={busy(copy)} onClick={() => onCopy(copy, { draft: id })}>
                {t("start_copy")}
                <span className="vh">: {name}</span>
              </Button>
              {mayEdit || level === "owner" ? (
                <Button tight onClick={() => onManage(id)}>
                  {t("draft_manage")}
                  <span className="vh">: {name}</span>
                </Button>
              ) : null}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function Changed({ at }: { at: string }) {
  const t = useTranslator(builderCatalogue);
  const { locale } = useLocale();
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return <span className="small ink2">{t("start_changed", { time: formatInstant(locale, at, zone) })}</span>;
}

function isMeant({ name, shortTitle, study }: DraftSummary, sought: string, locale: "id" | "en"): boolean {
  const words = sought.trim().toLocaleLowerCase(locale).split(/\s+/u);
  const text = [name, shortTitle.id, shortTitle.en, study ?? ""].join(" ").toLocaleLowerCase(locale);
  return words.every((word) => text.includes(word));
}
