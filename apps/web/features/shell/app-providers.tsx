"use client";

import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink, httpLink, splitLink } from "@trpc/client";
import { type ReactNode, useState } from "react";

import type { AppRouter } from "@kendali/api";
import type { Locale } from "@kendali/i18n";

import { LocaleProvider } from "../locale/locale-provider.tsx";
import { SendKeptFiles } from "../field/entry/attach/send-kept-files.tsx";
import { SignInAgain } from "../session/sign-in-again.tsx";
import { signedOut } from "../session/signed-out.ts";
import { failureOf } from "../trpc/refusal-of.ts";
import { TRPCProvider } from "../trpc/trpc.ts";
import { ConnectionBanner } from "./connection-banner.tsx";
import { ModeBanner } from "./mode-banner.tsx";

/** Everything a page stands on: language, server data, the banner of the whole app, and the sheet that asks to sign in again. */
export function AppProviders({
  locale,
  mode,
  children,
}: {
  locale: Locale;
  mode: "demo" | "production";
  children: ReactNode;
}) {
  const [queryClient] = useState(makeQueryClient);
  const [trpcClient] = useState(makeTrpcClient);
  return (
    <LocaleProvider initial={locale}>
      <QueryClientProvider client={queryClient}>
        <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
          {mode === "demo" ? <ModeBanner /> : null}
          <ConnectionBanner />
          {children}
          <SendKeptFiles />
          <SignInAgain />
        </TRPCProvider>
      </QueryClientProvider>
    </LocaleProvider>
  );
}

function makeQueryClient(): QueryClient {
  const onError = (error: Error) => {
    if (failureOf(error).kind === "signed_out") signedOut.set(true);
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { staleTime: 5_000, retry: (count, error) => failureOf(error).kind === "unreachable" && count < 3 },
      mutations: { retry: false },
    },
  });
}

function makeTrpcClient() {
  const url = "/api/trpc";
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        // A write travels alone: its answer must not wait for, or fail with, another's.
        condition: (operation) => operation.type === "mutation",
        true: httpLink({ url }),
        false: httpBatchLink({ url, maxItems: 10 }),
      }),
    ],
  });
}
