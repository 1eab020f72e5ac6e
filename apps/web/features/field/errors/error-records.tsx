"use client";

import { useQuery } from "@tanstack/react-query";

import type { ParticipantView } from "@kendali/api";
import { formatDate } from "@kendali/i18n";

import { useErrorWords } from "../../errors/use-error-words.ts";
import { AppLink } from "../../shell/app-link.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";

/** What went wrong with this participant's allocation, told on her page or on another's, each with the way to its record. */
export function ErrorRecords({ participant }: { participant: ParticipantView }) {
  const { t, locale } = useErrorWords();
  const { key: study } = useStudy();
  const query = useQuery(useTRPC().deviation.list.queryOptions({ study, participant: participant.number }));
  // A list beside the page's own matter: while it is on its way or cannot be read, the page stands without it.
  if (query.data === undefined || query.data.deviations.length === 0) return null;
  return (
    <section className="list" aria-labelledby="errors">
      <h2 id="errors">{t("list_title")}</h2>
      <ul>
        {query.data.deviations.map((one) => (
          <li key={one.deviation} className="q">
            <div className="v1">
              <AppLink href={`/s/${study}/deviations/${one.deviation}`}>{t(`kind_${one.kind}`)}</AppLink>
              <span className="small">{formatDate(locale, one.foundOn)}</span>
            </div>
            <p>{t(`status_${one.status}`)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
