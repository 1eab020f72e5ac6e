"use client";

import { useQuery } from "@tanstack/react-query";

import type { LibraryStudy } from "@kendali/api";

import { useTRPC } from "../../trpc/trpc.ts";

export type ReferenceStudies = {
  readonly state: "idle" | "loading" | "failed" | "ready";
  readonly studies: readonly LibraryStudy[] | null;
};

/** The reference studies' forms, fetched when somebody wants one. */
export function useReferenceStudies(isWanted: boolean): ReferenceStudies {
  const trpc = useTRPC();
  const query = useQuery({
    ...trpc.protocolDraft.formLibrary.queryOptions(),
    enabled: isWanted,
    staleTime: Infinity,
  });
  if (query.data !== undefined) return { state: "ready", studies: query.data };
  if (!isWanted) return { state: "idle", studies: null };
  return { state: query.isError ? "failed" : "loading", studies: null };
}
