"use client";

import { type ReactNode, useEffect, useState } from "react";

import { followTyping } from "../expressions/kept-typing.ts";
import { commandOfKeys } from "./command-of-keys.ts";
import { type BuilderStore, createBuilderStore, type DraftServer, type LoadedDraft } from "./builder-store.ts";
import {
  keepEdits,
  keepingTabs,
  keepSteps,
  steppingTabs,
  takeKeptEdits,
  takeKeptSteps,
  type UnsentEdits,
} from "./device-edits.ts";
import { goneWindows, holdWindow } from "./open-windows.ts";
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
  waiting,
  children,
}: {
  loaded: LoadedDraft;
  server: DraftServer;
  account: string;
  /** Shown until it is known what this device still holds. */
  waiting: ReactNode;
  children: ReactNode;
}) {
  const store = useOpenStore(loaded, server, account);
  if (store === null) return waiting;
  return <OpenBuilder store={store}>{children}</OpenBuilder>;
}

function OpenBuilder({ store: { store, place }, children }: { store: OpenStore; children: ReactNode }) {
  useFindings(store);
  useCarriedOn(store, place);
  useUndoKeys(store);
  return <BuilderContext value={store}>{children}</BuilderContext>;
}

type Place = { readonly account: string; readonly draft: string; readonly tab: string };
type OpenStore = { readonly store: BuilderStore; readonly place: Place; readonly release: () => void };

/** Stores of pages that were left in this window while something was on its way. */
const leaving = new Map<string, OpenStore>();

/** The store of these pages; null until it is known which of the edits kept on this device are nobody else's. */
function useOpenStore(loaded: LoadedDraft, server: DraftServer, account: string): OpenStore | null {
  const [first] = useState({ loaded, server, account });
  const [opened, setOpened] = useState<OpenStore | null>(null);
  useEffect(() => {
    let isLeft = false;
    let mine: OpenStore | null = null;
    void openStore(first).then((made) => {
      mine = made;
      if (isLeft) leave(made);
      else setOpened(made);
    });
    return () => {
      isLeft = true;
      if (mine !== null) leave(mine);
      setOpened(null);
    };
  }, [first]);
  return opened;
}

function leave(opened: OpenStore): void {
  const { store, place, release } = opened;
  const name = `${place.account}|${place.draft}`;
  leaving.set(name, opened);
  store.leave(() => {
    if (leaving.get(name) === opened) leaving.delete(name);
    // What could not be sent is the next window's to take over.
    release();
  });
}

async function openStore({ loaded, server, account }: Opening): Promise<OpenStore> {
  const place = { account, draft: loaded.id, tab: newId() };
  const release = holdWindow(place.tab);
  const kept = loaded.mayEdit ? await leftEdits(place) : none;
  // Until the server has them they are this window's to keep.
  if (kept.sent.length + kept.edits.length > 0) keepEdits(place, kept, new Date().toISOString());
  const store = createBuilderStore(loaded, kept, {
    server,
    keep: (unsent) => keepEdits(place, unsent, new Date().toISOString()),
    keepHistory: (history) => keepSteps(place, history, new Date().toISOString()),
    followTyping: (edits) => followTyping(loaded.id, edits),
    timeOfDay: () => new Date().toTimeString().slice(0, 5),
    onSignedOut: () => signedOut.set(true),
  });
  return { store, place, release };
}

type Opening = { readonly loaded: LoadedDraft; readonly server: DraftServer; readonly account: string };
const none: UnsentEdits = { sent: [], edits: [] };

/** What pages of this window were still sending when they were left, after what windows left that are gone. */
async function leftEdits(place: Place): Promise<UnsentEdits> {
  const gone = await goneWindows(keepingTabs(place));
  const name = `${place.account}|${place.draft}`;
  const before = leaving.get(name);
  leaving.delete(name);
  const handed = before?.store.close() ?? none;
  before?.release();
  const own = before?.place.tab ?? null;
  const left = takeKeptEdits(
    place,
    gone.filter((tab) => tab !== own),
  );
  if (own !== null) keepEdits({ ...place, tab: own }, none, "");
  return { sent: [...left.sent, ...handed.sent], edits: [...left.edits, ...handed.edits] };
}

/** Takes over the way back of a window that is gone; of pages left in this very window as well. */
async function recallSteps(store: BuilderStore, place: Place): Promise<void> {
  const others = steppingTabs(place).filter((tab) => tab !== place.tab);
  const gone = await goneWindows(others);
  if (gone.length > 0) store.recall(() => takeKeptSteps(place, gone));
}

/** Takes over what windows left that were closed while this one is open. */
async function adoptLeft(store: BuilderStore, place: Place): Promise<void> {
  const others = keepingTabs(place).filter(
    (tab) => tab !== place.tab && tab !== leaving.get(`${place.account}|${place.draft}`)?.place.tab,
  );
  const gone = await goneWindows(others);
  if (gone.length > 0) store.adopt(() => takeKeptEdits(place, gone));
}

/** Sends what waits when the network is back, when somebody signed in again, and before the window goes out of sight. */
function useCarriedOn(store: BuilderStore, place: Place): void {
  useEffect(() => {
    store.start();
    void recallSteps(store, place);
    const again = () => store.get().retry();
    const look = () => {
      void store.refresh();
      void adoptLeft(store, place);
    };
    const hide = () => {
      if (document.visibilityState === "hidden") store.flush();
      else look();
    };
    const stopListening = signedOut.subscribe(() => {
      if (!signedOut.get()) again();
    });
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") look();
    }, refreshMs);
    addEventListener("online", again);
    document.addEventListener("visibilitychange", hide);
    return () => {
      stopListening();
      clearInterval(timer);
      removeEventListener("online", again);
      document.removeEventListener("visibilitychange", hide);
    };
  }, [store, place]);
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
