"use client";

import { useEffect, useState } from "react";

/**
 * Keeps a person on this page while there is no internet: another one could not be fetched, and the browser would leave
 * the draft for its own page of failure. True once a link was held back, until the connection is there again.
 */
export function useOfflineStay(): boolean {
  const [isHeld, setIsHeld] = useState(false);
  useEffect(() => {
    const hold = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
      if (link === null || navigator.onLine || link.pathname === location.pathname) return;
      event.preventDefault();
      event.stopPropagation();
      setIsHeld(true);
    };
    const regain = () => setIsHeld(false);
    addEventListener("click", hold, true);
    addEventListener("online", regain);
    return () => {
      removeEventListener("click", hold, true);
      removeEventListener("online", regain);
    };
  }, []);
  return isHeld;
}
