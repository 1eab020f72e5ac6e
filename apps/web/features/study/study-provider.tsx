"use client";

import { useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, use } from "react";

import type { StudyView } from "@kendali/api";
import { Skeleton } from "@kendali/ui/components/skeleton";

import { useLocale } from "../locale/locale-provider.tsx";
import { failureOf } from "../trpc/refusal-of.ts";
import { FailureMessage } from "../shell/failure-message.tsx";
import { NotFoundLater } from "../shell/not-found-later.tsx";
import { useTRPC } from "../trpc/trpc.ts";

/** What is below is drawn with this study; `version-provider.tsx` puts another version of its document there. */
export const StudyContext = createContext<StudyView | null>(null);

/** Loads the study of an address as its viewer may know it; the pages below are drawn when it is there. */
export function StudyProvider({ study, children }: { study: string; children: ReactNode }) {
  const { locale } = useLocale();
  const query = useQuery({ ...useTRPC().study.get.queryOptions({ study }), staleTime: 60_000 });
  if (query.data !== undefined) return <StudyContext value={query.data}>{children}</StudyContext>;
  if (query.isError) {
    const failure = failureOf(query.error);
    if (failure.kind === "refusal" && failure.refusal.code === "not_found") return <NotFoundLater />;
    return (
      <div className="field public-page">
        <FailureMessage error={query.error} />
      </div>
    );
  }
  return (
    <div className="field public-page">
      <Skeleton locale={locale} />
    </div>
  );
}

/** The study of the page. */
export function useStudy(): StudyView {
  const study = use(StudyContext);
  if (study === null) throw new Error("invariant: useStudy outside StudyProvider");
  return study;
}
