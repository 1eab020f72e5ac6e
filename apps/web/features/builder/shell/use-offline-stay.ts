"use client";

import { useEffect, useState } from "react";

/** How long it is said that a link was held back, in ms; a further press says it again. */
const saidMs = 10_000;

/**
 * Keeps a person on this page while there is no internet: another one could not be fetched, and the browser would leave
 * the draft for its own page of failure. True for a while after a link was held
 * back, and no longer once the connection is there again.
 */
export function useOfflineStay(): boolean {
  const [isHeld, setIsHeld] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hold = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
      if (link === null || navigator.onLine || link.pathname === location.pathname) return;
      event.preventDefault();
      event.stopPropagation();
      setIsHeld(true);
      clearTimeout(timer);
      timer = setTimeout(() => setIsHeld(false), saidMs);
    };
    const regain = () => setIsHeld(false);
    addEventListener("click", hold, true);
    addEventListener("online", regain);
    return () => {
      clearTimeout(timer);
      removeEventListener("click", hold, true);
      removeEventListener("online", regain);
    };
  }, []);
  return isHeld;
}
