"use client";

import type { DraftSummary } from "@kendali/api";
import { formatInstant } from "@kendali/i18n";
import { builderCatalogue } from "@kendali/i18n/catalogues/builder";
import { Button } from "@kendali/ui/components/button";
import { EmptyState } from "@kendali/ui/components/empty-state";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import type { DraftOrigin } from "./use-create-draft.ts";

/** The drafts that an account may open, the one changed last first. */
export function OwnDrafts({
  drafts,
  onCopy,
  busy,
}: {
  drafts: readonly DraftSummary[];
  onCopy: (name: string, from: DraftOrigin) => void;
  busy: (name: string) => string | false;
}) {
  const t = useTranslator(builderCatalogue);
  const { locale } = useLocale();
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <section className="builder-part" aria-labelledby="own-drafts">
      <h2 id="own-drafts">{t("start_own")}</h2>
      {drafts.length === 0 ? <EmptyState title={t("start_own_none")}>{t("start_own_none_text")}</EmptyState> : null}
      <ul className="draft-list">
        {drafts.map(({ id, name, shortTitle, design, study, level, updatedAt, closedAt }) => {
          const copy = t("start_copy_of", { name });
          return (
            <li key={id}>
              <AppLink href={`/drafts/${id}`}>{name}</AppLink>
              <span className="small ink2">
                {shortTitle[locale] === name || shortTitle[locale] === "" ? "" : `${shortTitle[locale]} · `}
                {t(design === "parallel_controlled" ? "design_trial" : "design_one_group")}
              </span>
              <span className="small ink2">
                {t("start_changed", { time: formatInstant(locale, updatedAt, zone) })}
                {" · "}
                {closedAt !== null
                  ? t("start_closed")
                  : study !== null
                    ? t("start_amends", { study })
                    : t(`level_${level}`)}
              </span>
              <Button tight busy={busy(copy)} onClick={() => onCopy(copy, { draft: id })}>
                {t("start_copy")}
                <span className="vh">: {name}</span>
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
