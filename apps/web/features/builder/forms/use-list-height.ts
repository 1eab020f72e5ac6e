"use client";

import { type RefObject, useLayoutEffect } from "react";

/** What the bar above takes once the page is scrolled, room below the list, and the least that is still a list (CSS pixels). */
const barHeight = 64;
const below = 12;
const least = 260;

/**
 * Makes a list end where the window ends, wherever it begins: its foot stands still whatever comes and goes above it or in
 * it. The height is written as `--fd-list-height`.
 */
export function useListHeight(list: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = list.current;
    if (element === null) return;
    const measure = () => {
      const top = Math.max(barHeight, element.getBoundingClientRect().top);
      element.style.setProperty("--fd-list-height", `${Math.max(least, Math.floor(innerHeight - top - below))}px`);
    };
    measure();
    const stop = new AbortController();
    addEventListener("resize", measure, { signal: stop.signal });
    addEventListener("scroll", measure, { passive: true, signal: stop.signal });
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    // What appears above the list pushes it down without any change of the window.
    if (element.parentElement?.parentElement != null) observer.observe(element.parentElement.parentElement);
    return () => {
      stop.abort();
      observer.disconnect();
    };
  }, [list]);
}
