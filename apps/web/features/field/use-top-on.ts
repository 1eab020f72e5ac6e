"use client";

import { useEffect, useRef } from "react";

/** When a page turns into its next stage, it begins at its top again, and the keyboard and the reader with it. */
export function useTopOn(stage: string | undefined): void {
  const shown = useRef(stage);
  useEffect(() => {
    if (shown.current === stage) return;
    const isFirst = shown.current === undefined;
    shown.current = stage;
    if (isFirst) return;
    window.scrollTo(0, 0);
    document.getElementById("main")?.focus({ preventScroll: true });
  }, [stage]);
}
