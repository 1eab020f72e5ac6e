"use client";

import { useRef, useState } from "react";

import { useStudy } from "../../study/study-provider.tsx";
import { draftFromText, draftText, emptyDraft, type ErrorDraft } from "./error-draft.ts";

/**
 * What is told about one participant, kept in this tab until it is recorded: leaving the page, or loading it anew, loses
 * nothing. Another account, or another participant, finds none of it.
 */
export function useErrorDraft(participant: string, today: string) {
  const { key, viewer } = useStudy();
  const name = `kendali:error:1|${viewer.account}|${key}|${participant}`;
  const [draft, setDraft] = useState<ErrorDraft>(() => draftFromText(readText(name)) ?? emptyDraft(today));
  const latest = useRef(draft);
  return {
    draft,
    // What follows was answered for the facts as they were.
    change: (changed: Partial<ErrorDraft>): void => {
      latest.current = { ...latest.current, decision: null, ...changed };
      setDraft(latest.current);
      inStorage((storage) => storage.setItem(name, draftText(latest.current)));
    },
    forget: (): void => {
      inStorage((storage) => storage.removeItem(name));
    },
  };
}

function readText(name: string): string | null {
  return inStorage((storage) => storage.getItem(name)) ?? null;
}

/** Null where there is no storage: on the server, and where the device has no room or forbids it. */
function inStorage<T>(act: (storage: Storage) => T): T | null {
  if (typeof window === "undefined") return null;
  try {
    return act(window.sessionStorage);
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}
