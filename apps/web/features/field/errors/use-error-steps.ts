"use client";

import { usePathname, useSearchParams } from "next/navigation";

import { type ErrorDraft, type ErrorStep, stepBefore, stepOf } from "./error-draft.ts";

const parameter = "step";

/** The steps as entries of the browser's history, so that its own way back goes one question back. */
export function useErrorSteps(draft: ErrorDraft) {
  const asked = useSearchParams().get(parameter);
  const pathname = usePathname();
  const step = stepOf(asked, draft);
  const addressOf = (one: ErrorStep) => (one === "what_happened" ? pathname : `${pathname}?${parameter}=${one}`);
  return {
    step,
    asked,
    go: (next: ErrorStep): void => history.pushState({ isErrorStep: true }, "", addressOf(next)),
    back: (): void => {
      // Opened by its address, a step has none of the others behind it.
      if (isPushedHere(history.state)) history.back();
      else history.replaceState({}, "", addressOf(stepBefore(step, draft)));
    },
  };
}

function isPushedHere(state: unknown): boolean {
  return typeof state === "object" && state !== null && "isErrorStep" in state;
}
