"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useMemo } from "react";

import { Skeleton } from "@kendali/ui/components/skeleton";

import { useLocale } from "../../locale/locale-provider.tsx";
import { FailureMessage } from "../../shell/failure-message.tsx";
import { NotFoundPage } from "../../shell/not-found-page.tsx";
import { failureOf } from "../../trpc/refusal-of.ts";
import { useTRPC, useTRPCClient } from "../../trpc/trpc.ts";
import { BuilderFrame } from "./builder-frame.tsx";
import { BuilderProvider } from "./builder-provider.tsx";
import type { DraftServer } from "./builder-store.ts";
import { HomeFrame } from "./home-frame.tsx";

/** Opens a draft for all its pages; whose it is not learns that there is none. */
export function DraftGate({ draft, children }: { draft: string; children: ReactNode }) {
  const { locale } = useLocale();
  const trpc = useTRPC();
  const me = useQuery({ ...trpc.session.me.queryOptions(), staleTime: 60_000 });
  const opened = useQuery({
    ...trpc.protocolDraft.get.queryOptions({ draft }),
    // From here on the pages hold the document: a second copy, fetched behind their back, would be an older one.
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const server = useServer(draft);
  if (opened.data !== undefined && me.data !== undefined) {
    const { id, name, revision, amends, mayEdit, document, base, settingsHidden } = opened.data;
    return (
      <BuilderProvider
        loaded={{ id, name, revision, study: amends?.key ?? null, mayEdit, document, base, settingsHidden }}
        server={server}
        account={me.data.account.id}
        waiting={
          <HomeFrame>
            <Skeleton locale={locale} />
          </HomeFrame>
        }
      >
        <BuilderFrame>{children}</BuilderFrame>
      </BuilderProvider>
    );
  }
  const error = opened.error ?? me.error;
  const failure = error === null ? null : failureOf(error);
  const isNotThere = failure?.kind === "refusal" && ["not_found", "invalid_input"].includes(failure.refusal.code);
  if (isNotThere) return <NotFoundPage />;
  return <HomeFrame>{error === null ? <Skeleton locale={locale} /> : <FailureMessage error={error} />}</HomeFrame>;
}

function useServer(draft: string): DraftServer {
  const client = useTRPCClient();
  const queries = useQueryClient();
  const lists = useTRPC().protocolDraft.list.queryKey();
  // The lists of drafts say when each was changed last.
  useEffect(() => () => void queries.invalidateQueries({ queryKey: lists }), [queries, lists]);
  return useMemo(
    () => ({
      edit: ({ commandId, baseRevision, edits }) =>
        client.protocolDraft.edit.mutate({
          commandId,
          draft,
          baseRevision,
          edits: edits.map((edit) => ({ ...edit, path: [...edit.path] })),
        }),
      changes: (since) => client.protocolDraft.changes.query({ draft, since }),
      lastChanges: async (paths) => {
        const asked = paths.map((path) => [...path]);
        return (await client.protocolDraft.lastChanges.query({ draft, paths: asked })).changes;
      },
      load: () => client.protocolDraft.get.query({ draft }),
      failureOf,
    }),
    [client, draft],
  );
}
