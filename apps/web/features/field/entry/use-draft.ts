"use client";

import { useCallback, useEffect, useRef, useState } from "react";

import { type Draft, type DraftPlace, removeDraft, writeDraft } from "./draft-store.ts";

/** After the last key, a change is on the device within this many milliseconds. */
const delay = 200;

export type DraftChange = (next: (draft: Draft) => Partial<Draft>) => void;

export type DraftKeeping = {
  readonly draft: Draft;
  readonly change: DraftChange;
  /** Writes what waits, at once. */
  readonly keepNow: () => void;
  /** The server has it: the device forgets it. */
  readonly forget: () => void;
  /** When it was last written to the device; null while nothing was. */
  readonly keptAt: string | null;
  /** The device has no room or forbids keeping anything. */
  readonly isRefused: boolean;
};

/** Holds an entry in the making and writes each change to the device, also when the page is left or the phone is locked. */
export function useDraft(place: DraftPlace, start: Draft, keptBefore: string | null): DraftKeeping {
  const [draft, setDraft] = useState(start);
  const [kept, setKept] = useState({ at: keptBefore, isRefused: false });
  const latest = useRef(start);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isWaiting = useRef(false);

  const keepNow = useCallback(() => {
    clearTimeout(timer.current);
    if (!isWaiting.current) return;
    isWaiting.current = false;
    const at = new Date().toISOString();
    const isKept = writeDraft(place, { ...latest.current, savedAt: at });
    setKept((before) => ({ at: isKept ? at : before.at, isRefused: !isKept }));
  }, [place]);

  const change = useCallback<DraftChange>(
    (next) => {
      latest.current = { ...latest.current, ...next(latest.current) };
      setDraft(latest.current);
      isWaiting.current = true;
      clearTimeout(timer.current);
      timer.current = setTimeout(keepNow, delay);
    },
    [keepNow],
  );

  const forget = useCallback(() => {
    clearTimeout(timer.current);
    isWaiting.current = false;
    removeDraft(place);
  }, [place]);

  useEffect(() => {
    const onHide = () => document.visibilityState === "hidden" && keepNow();
    addEventListener("pagehide", keepNow);
    document.addEventListener("visibilitychange", onHide);
    return () => {
      removeEventListener("pagehide", keepNow);
      document.removeEventListener("visibilitychange", onHide);
      keepNow();
    };
  }, [keepNow]);

  return { draft, change, keepNow, forget, keptAt: kept.at, isRefused: kept.isRefused };
}
