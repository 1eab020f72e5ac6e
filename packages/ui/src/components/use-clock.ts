"use client";

import { useEffect, useState } from "react";

/** The device's clock in milliseconds since 1970, read every second while `running`; nothing is counted, so a locked screen loses nothing. */
export function useClock(running: boolean): number | null {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    setNow(Date.now());
    if (!running) return undefined;
    const tick = () => setNow(Date.now());
    const timer = setInterval(tick, 1000);
    document.addEventListener("visibilitychange", tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", tick);
    };
  }, [running]);
  return now;
}
