"use client";

import { usePathname } from "next/navigation";
import { useEffect } from "react";

/** How long a page may take to draw the place its address names, in ms. */
const patienceMs = 3000;

/**
 * Takes the focus to the place that the address names behind `#` (where a finding is mended): the field itself, else the
 * nearest part around it that is on the page. What is folded shut is opened.
 */
export function usePlaceInAddress(): void {
  const pathname = usePathname();
  useEffect(() => {
    let isLeft = false;
    const look = (until: number) => {
      const place = decodeURIComponent(globalThis.location.hash.slice(1));
      if (place === "" || isLeft) return;
      const found = find(place);
      if (found?.isExact === true || performance.now() > until) {
        if (found !== null) show(found.element);
        return;
      }
      // What is folded is drawn once it is open.
      if (found !== null) unfold(found.element);
      requestAnimationFrame(() => look(until));
    };
    const begin = () => look(performance.now() + patienceMs);
    begin();
    addEventListener("hashchange", begin);
    // A link to another place of the same page changes the address without the event.
    const click = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a[href*='#']") : null;
      if (link !== null) setTimeout(begin, 50);
    };
    addEventListener("click", click);
    return () => {
      isLeft = true;
      removeEventListener("hashchange", begin);
      removeEventListener("click", click);
    };
  }, [pathname]);
}

type Found = { readonly element: HTMLElement; readonly isExact: boolean };

function find(place: string): Found | null {
  const steps = place.split("/");
  for (let length = steps.length; length > 0; length--) {
    const id = steps.slice(0, length).join("/");
    const element = document.getElementById(id) ?? document.getElementById(`${id}/id`);
    if (element !== null) return { element, isExact: length === steps.length };
  }
  return null;
}

function unfold(element: HTMLElement): void {
  for (let node: HTMLElement | null = element; node !== null; node = node.parentElement) {
    if (node instanceof HTMLDetailsElement) node.open = true;
  }
}

function show(element: HTMLElement): void {
  unfold(element);
  const control = element.matches("input, textarea, select, button, summary")
    ? element
    : element.querySelector<HTMLElement>("input:not([type=file]), textarea, select, summary, button");
  element.scrollIntoView({ block: "center" });
  control?.focus({ preventScroll: true });
}
