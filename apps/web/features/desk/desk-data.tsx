"use client";

import type { ReactNode } from "react";

import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { Button } from "@kendali/ui/components/button";
import { PageHead } from "@kendali/ui/components/desk-shell";
import { EmptyState } from "@kendali/ui/components/empty-state";
import { Skeleton } from "@kendali/ui/components/skeleton";

import { useLocale, useTranslator } from "../locale/locale-provider.tsx";
import { FailureMessage } from "../shell/failure-message.tsx";
import { failureOf } from "../trpc/refusal-of.ts";

type DeskDataProps<T> = {
  query: { data: T | undefined; error: unknown; isError: boolean; isFetching: boolean; refetch: () => unknown };
  /** Heights of what is coming, in px. */
  heights?: readonly number[];
  /** The page's name, where its heading comes with the data: the heading of what could not be read. */
  title?: string;
  children: (data: T) => ReactNode;
};

/** What a page asked the server for: still coming, refused, failed, or there. */
export function DeskData<T>({ query, heights, title, children }: DeskDataProps<T>) {
  const t = useTranslator(commonCatalogue);
  const { locale } = useLocale();
  if (query.data !== undefined) return children(query.data);
  if (!query.isError) return <Skeleton locale={locale} {...(heights === undefined ? {} : { heights })} />;
  const failure = failureOf(query.error);
  const isNotYours = failure.kind === "refusal" && failure.refusal.code === "not_allowed";
  return (
    <>
      {title === undefined ? null : <PageHead title={title} />}
      {isNotYours ? (
        <EmptyState title={t("not_yours_title")}>{t("not_yours_text")}</EmptyState>
      ) : (
        <div className="desk-failed">
          <FailureMessage error={query.error} />
          <Button onClick={() => void query.refetch()} busy={query.isFetching ? t("loading") : false}>
            {t("try_again")}
          </Button>
        </div>
      )}
    </>
  );
}
