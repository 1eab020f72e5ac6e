"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";

import type { Protocol } from "@kendali/domain";
import { Skeleton } from "@kendali/ui/components/skeleton";

import { useLocale } from "../locale/locale-provider.tsx";
import { FailureMessage } from "../shell/failure-message.tsx";
import { useTRPC } from "../trpc/trpc.ts";
import { StudyContext, useStudy } from "./study-provider.tsx";

/** One version of the study's document, as its viewer may know it; undefined while it is fetched. It never changes. */
export function useVersion(hash: string): { readonly protocol: Protocol | undefined; readonly error: unknown } {
  const study = useStudy();
  const isHere = hash === study.protocolHash;
  const options = useTRPC().study.version.queryOptions({ study: study.key, protocolHash: hash });
  const query = useQuery({ ...options, enabled: !isHere, staleTime: Infinity, gcTime: Infinity });
  return { protocol: isHere ? study.protocol : query.data?.protocol, error: query.error };
}

/** The version in force at a site today; the study's own while that is fetched or no site is chosen. */
export function useSiteProtocol(site: string | null): Protocol {
  const study = useStudy();
  const hash = study.inForce.find((one) => one.site === site)?.protocolHash ?? study.protocolHash;
  return useVersion(hash).protocol ?? study.protocol;
}

/** Draws what is below with the study's document as it was in one version. */
export function UnderVersion({ hash, children }: { hash: string; children: ReactNode }) {
  const { locale } = useLocale();
  const study = useStudy();
  const { protocol, error } = useVersion(hash);
  if (hash === study.protocolHash) return children;
  if (protocol === undefined) return error === null ? <Skeleton locale={locale} /> : <FailureMessage error={error} />;
  return <StudyContext value={{ ...study, protocol, protocolHash: hash }}>{children}</StudyContext>;
}

/** Draws what is below with the version in force at a site. */
export function AtSite({ site, children }: { site: string; children: ReactNode }) {
  const study = useStudy();
  const hash = study.inForce.find((one) => one.site === site)?.protocolHash ?? study.protocolHash;
  return <UnderVersion hash={hash}>{children}</UnderVersion>;
}
