"use client";

import type { ReactNode } from "react";

import type { DeviationView } from "@kendali/api";
import { formatDate } from "@kendali/i18n";
import { DataTag } from "@kendali/ui/components/data-tag";

import { useStudy } from "../study/study-provider.tsx";
import { Consequence } from "./consequence.tsx";
import { useErrorWords } from "./use-error-words.ts";

/** One error of allocation as it stands in the record: on the page, and on one sheet of A4 in either language. */
export function ErrorRecord({ deviation, children }: { deviation: DeviationView; children?: ReactNode }) {
  const { t, locale, site, at, criterion } = useErrorWords();
  const { protocol, kind } = useStudy();
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t("sheet_study"), `${protocol.shortTitle[locale]} · ${t("version", { version: protocol.version })}`],
    [t("sheet_participant"), <b key="number">{deviation.participant}</b>],
    ...(deviation.related === null ? [] : [[t("sheet_related"), deviation.related] as const]),
    [t("sheet_site"), site(deviation.site)],
    [t("sheet_kind"), <b key="kind">{t(`kind_${deviation.kind}`)}</b>],
    ...(deviation.criteria.length === 0
      ? []
      : [[t("sheet_criteria"), deviation.criteria.map(criterion).join("; ")] as const]),
    [t("sheet_found"), formatDate(locale, deviation.foundOn)],
    [
      t("sheet_reported"),
      t("sheet_reported_by", { at: at(deviation.reportedAt, deviation.site), by: deviation.reportedBy }),
    ],
    [t("sheet_description"), deviation.description],
    [
      t("sheet_record"),
      <span key="record" className="mono">
        {deviation.deviation.slice(0, 8)}
      </span>,
    ],
  ];
  return (
    <article className="error-record" aria-label={t("sheet_title")}>
      <p className="error-record-title" aria-hidden="true">
        {t("sheet_title")} {kind === "live" ? null : <DataTag locale={locale} kind={kind} />}
      </p>
      <dl className="kv">
        {facts.map(([name, words]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <Consequence told={deviation} />
      <Reviews deviation={deviation} />
      {children}
      <p className="error-record-seen" aria-hidden="true">
        <span>{t("sheet_seen_by")}</span>
        <span>{t("sheet_signature")}</span>
      </p>
      <p className="small ink2">{t("sheet_source")}</p>
    </article>
  );
}

function Reviews({ deviation }: { deviation: DeviationView }) {
  const { t, at } = useErrorWords();
  return (
    <section className="error-reviews">
      <h2>{t("sheet_reviews")}</h2>
      {deviation.reviews.length === 0 ? (
        <p className="ink2">{t("sheet_reviews_none")}</p>
      ) : (
        <ul className="todo">
          {deviation.reviews.map((review) => (
            <li key={`${review.at} ${review.by} ${review.note}`}>
              <p>{review.note}</p>
              <p className="small ink2">
                {t(review.closes ? "review_closed_by" : "review_by", {
                  by: review.by,
                  at: at(review.at, deviation.site),
                })}
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
