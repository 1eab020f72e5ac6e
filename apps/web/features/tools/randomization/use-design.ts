"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import type { Protocol } from "@kendali/domain";

import { useLocale } from "../../locale/locale-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { addressOf, designOfAddress } from "./design-address.ts";
import { designOfProtocol } from "./design-of-protocol.ts";
import { firstDesign, type DesignState } from "./design-state.ts";

/** Where the fields came from, so that the page can say it. */
export type DesignSource =
  | { readonly kind: "own" }
  | { readonly kind: "file"; readonly protocol: Protocol }
  | { readonly kind: "study"; readonly protocol: Protocol; readonly isMasked: boolean }
  | { readonly kind: "study_failed" };

export type Design = {
  readonly state: DesignState;
  readonly source: DesignSource;
  /** Whether the address and the study have been looked at. */
  readonly isReady: boolean;
  readonly change: (state: DesignState) => void;
  readonly takeFile: (protocol: Protocol, state: DesignState) => void;
  /** Everything as it was when the page was opened without anything typed. */
  readonly startAgain: () => void;
};

type Stand = { readonly state: DesignState; readonly source: DesignSource; readonly isTyped: boolean };

const first: Stand = { state: firstDesign, source: { kind: "own" }, isTyped: false };

/** What stands in the form: typed earlier and kept in the address, else the study's own plan, else the example. */
export function useDesign(study: string | null, isOfDraft: boolean): Design {
  const { locale } = useLocale();
  const [stand, setStand] = useState<Stand | null>(null);
  const [brought, setBrought] = useState<Stand | null>(null);
  const [isLookedAt, setLookedAt] = useState(false);
  useEffect(() => {
    const kept = designOfAddress(location.hash);
    if (kept !== null) {
      const typed: Stand = { state: kept, source: { kind: "own" }, isTyped: true };
      setStand(typed);
      // The design of a draft is what the page begins with there, not something typed.
      if (isOfDraft) setBrought(typed);
    }
    setLookedAt(true);
  }, [isOfDraft]);

  const view = useQuery({
    ...useTRPC().study.get.queryOptions({ study: study ?? "" }),
    enabled: study !== null && isLookedAt && stand === null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const opened = ((): Stand | null => {
    if (!isLookedAt) return null;
    if (study === null) return first;
    if (view.isError) return { ...first, source: { kind: "study_failed" } };
    if (view.data === undefined) return null;
    const { protocol, viewer } = view.data;
    const state = designOfProtocol(protocol, locale);
    if (state === null)
      return { ...first, state: { ...firstDesign, participants: String(protocol.sampleSize.target) } };
    return { state, source: { kind: "study", protocol, isMasked: viewer.isMasked }, isTyped: false };
  })();
  const { state, source, isTyped } = stand ?? opened ?? first;

  const address = isTyped ? addressOf(state) : null;
  useEffect(() => {
    if (!isLookedAt) return;
    // The router is not told: nothing is to be fetched, and every letter would be a step back.
    const { pathname, search } = location;
    history.replaceState(history.state, "", `${pathname}${search}${address === null ? "" : `#${address}`}`);
  }, [isLookedAt, address]);

  return {
    state,
    source,
    isReady: stand !== null || opened !== null,
    change: (changed) => setStand({ state: changed, source, isTyped: true }),
    takeFile: (protocol, taken) => setStand({ state: taken, source: { kind: "file", protocol }, isTyped: true }),
    startAgain: () => setStand(brought),
  };
}
