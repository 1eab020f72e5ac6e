"use client";

import { useEffect, useState } from "react";
import { flushSync } from "react-dom";

import type { LocalizedText } from "@kendali/domain";

/**
 * Holds an arm for as long as it is on the screen, and nowhere else: not in the query cache, the address, the title or the
 * device's storage. A browser that keeps a left page to show it again on "back" keeps it without the arm.
 */
export function useShownOnce(): readonly [LocalizedText | null, (arm: LocalizedText) => void, () => void] {
  const [arm, setArm] = useState<LocalizedText | null>(null);
  useEffect(() => {
    const hide = () => flushSync(() => setArm(null));
    window.addEventListener("pagehide", hide);
    return () => {
      window.removeEventListener("pagehide", hide);
      // A router that keeps a left page alive, hidden, keeps it without the arm.
      setArm(null);
    };
  }, []);
  return [arm, setArm, () => setArm(null)];
}
