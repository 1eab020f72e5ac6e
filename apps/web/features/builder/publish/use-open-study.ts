"use client";

import { useState } from "react";

import type { OpenStudyAnswer } from "@kendali/api";

import { failureOf } from "../../trpc/refusal-of.ts";
import { useBuilderStore } from "../shell/use-builder.ts";

/** An act on the newest document of the draft: everything typed is saved first, and a change by another is shown first. */
export function useOpenStudy(act: (revision: number) => Promise<OpenStudyAnswer>, onOpened: () => Promise<void>) {
  const store = useBuilderStore();
  const [isPending, setIsPending] = useState(false);
  const [problem, setProblem] = useState<"unsaved" | "changed" | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [opened, setOpened] = useState<OpenStudyAnswer | null>(null);
  const run = async (): Promise<boolean> => {
    setIsPending(true);
    setProblem(null);
    setError(null);
    try {
      const revision = await store.saved();
      if (revision === null) {
        setProblem("unsaved");
        return false;
      }
      setOpened(await act(revision));
      await onOpened();
      return true;
    } catch (caught) {
      const failure = failureOf(caught);
      if (failure.kind === "refusal" && failure.refusal.code === "revision_conflict") {
        setProblem("changed");
        await store.refresh();
      } else {
        setError(caught);
      }
      return false;
    } finally {
      setIsPending(false);
    }
  };
  return { run, isPending, problem, error, opened };
}
