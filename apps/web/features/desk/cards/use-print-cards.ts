"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import type { CardPileView, PrintedCards } from "@kendali/api";

import { useCommandId } from "../../field/use-command-id.ts";
import { signedOut } from "../../session/signed-out.ts";
import { useStudy } from "../../study/study-provider.tsx";
import { failureOf } from "../../trpc/refusal-of.ts";
import { useTRPC, useTRPCClient } from "../../trpc/trpc.ts";

/** Asks for the cards of a pile, past the cache of queries and mutations: what is inside them must not outlive the page. */
export function usePrintCards(pile: CardPileView, onReady: (printed: PrintedCards) => void) {
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const trpc = useTRPC();
  const { key: study } = useStudy();
  const commandId = useCommandId();
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const run = async (reason: string | null): Promise<void> => {
    if (isPending) return;
    setPending(true);
    setError(null);
    const strata = Object.fromEntries(pile.strata.map(({ factor, level }) => [factor, level]));
    const content = { study, site: pile.site, strata, ...(reason === null ? {} : { reason }) };
    try {
      const printed = await client.allocation.printCards.mutate({ ...content, commandId: commandId(content) });
      await queryClient.invalidateQueries({ queryKey: trpc.allocation.cards.queryKey({ study }) });
      onReady(printed);
    } catch (failed) {
      if (failureOf(failed).kind === "signed_out") signedOut.set(true);
      setError(failed);
    } finally {
      setPending(false);
    }
  };
  return { run, isPending, error };
}
