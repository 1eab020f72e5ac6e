"use client";

import { type ReactNode, useEffect, useState } from "react";

import { commandOfKeys } from "./command-of-keys.ts";
import { type BuilderStore, createBuilderStore, type DraftServer, type LoadedDraft } from "./builder-store.ts";
import { keepEdits, takeKeptEdits } from "./device-edits.ts";
import { newId } from "../../shell/new-id.ts";
import { signedOut } from "../../session/signed-out.ts";
import { BuilderContext } from "./use-builder.ts";
import { useFindings } from "./use-findings.ts";

/** How often this window asks what others did to the draft, in ms. */
const refreshMs = 5000;

/** Holds a draft for all its pages: edits, undo, saving, findings. What was typed outlives a page, a reload and a lost network. */
export function BuilderProvider({
  loaded,
  server,
  account,
  children,
}: {
  loaded: LoadedDraft;
  server: DraftServer;
  account: string;
  children: ReactNode;
}) {
  const [store] = useState(() => openStore(loaded, server, account));
  useFindings(store);
  useCarriedOn(store);
  useUndoKeys(store);
  return <BuilderContext value={store}>{children}</BuilderContext>;
}

function openStore(loaded: LoadedDraft, server: DraftServer, account: string): BuilderStore {
  const place = { account, draft: loaded.id, tab: newId() };
  const kept = loaded.mayEdit ? takeKeptEdits(place) : { sent: [], edits: [] };
  // Until the server has them they are this window's to keep.
  if (kept.sent.length + kept.edits.length > 0) keepEdits(place, kept, new Date().toISOString());
  return createBuilderStore(loaded, kept, {
    server,
    keep: (unsent) => keepEdits(place, unsent, new Date().toISOString()),
    timeOfDay: () => new Date().toTimeString().slice(0, 5),
    onSignedOut: () => signedOut.set(true),
  });
}

/** Sends what waits when the network is back, when somebody signed in again, and before the window goes out of sight. */
function useCarriedOn(store: BuilderStore): void {
  useEffect(() => {
    store.start();
    const again = () => store.get().retry();
    const hide = () => {
      if (document.visibilityState === "hidden") store.flush();
      else void store.refresh();
    };
    const stopListening = signedOut.subscribe(() => {
      if (!signedOut.get()) again();
    });
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") void store.refresh();
    }, refreshMs);
    addEventListener("online", again);
    document.addEventListener("visibilitychange", hide);
    return () => {
      stopListening();
      clearInterval(timer);
      removeEventListener("online", again);
      document.removeEventListener("visibilitychange", hide);
      store.stop();
    };
  }, [store]);
}

function useUndoKeys(store: BuilderStore): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const command = commandOfKeys(event);
      if (command === null) return;
      event.preventDefault();
      store.get()[command]();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [store]);
}
