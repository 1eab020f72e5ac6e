"use client";

import { type RefObject, useLayoutEffect } from "react";

/**
 * Keeps the selected row of a list in sight: when another one is selected, when its name takes another line, and when the
 * list gets shorter because something came above it. Who scrolled away from it is left there.
 */
export function useRowInSight(list: RefObject<HTMLElement | null>, id: string): void {
  useLayoutEffect(() => {
    const element = list.current;
    if (element === null) return;
    showRow(element, id);
    let height = element.clientHeight;
    const watcher = new ResizeObserver(() => {
      const before = height;
      height = element.clientHeight;
      if (isSeenWithin(element, id, Math.max(before, height))) showRow(element, id);
    });
    watcher.observe(element);
    // A row that was never drawn has a guessed height, and a new one may not be there yet; by the next frame it is drawn.
    const frame = requestAnimationFrame(() => {
      showRow(element, id);
      const row = document.getElementById(id);
      if (row !== null) watcher.observe(row);
    });
    return () => {
      cancelAnimationFrame(frame);
      watcher.disconnect();
    };
  }, [list, id]);
}

/** Scrolls the list, and nothing else of the page, until a row of it is seen whole. */
function showRow(list: HTMLElement, id: string): void {
  const row = document.getElementById(id);
  if (row === null || !list.contains(row)) return;
  const [box, seen] = [row.getBoundingClientRect(), list.getBoundingClientRect()];
  if (box.top < seen.top) list.scrollTop -= seen.top - box.top;
  else if (box.bottom > seen.bottom) list.scrollTop += box.bottom - seen.bottom;
}

/** Whether any of a row lies in what a list of this height shows (CSS pixels). */
function isSeenWithin(list: HTMLElement, id: string, height: number): boolean {
  const box = document.getElementById(id)?.getBoundingClientRect();
  const { top } = list.getBoundingClientRect();
  return box !== undefined && box.bottom > top && box.top < top + height;
}
