"use client";

import { useSyncExternalStore } from "react";

const phone = "(max-width: 480px)";

/** Whether the window is as wide as a phone, where a form shows one question at a time. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (notify) => {
      const query = matchMedia(phone);
      query.addEventListener("change", notify);
      return () => query.removeEventListener("change", notify);
    },
    () => matchMedia(phone).matches,
    () => true,
  );
}
