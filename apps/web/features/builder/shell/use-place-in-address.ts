"use client";

import { usePathname } from "next/navigation";
import { useEffect } from "react";

/** How long a page may take to draw the place its address names, in ms. */
const patienceMs = 3000;

/** Told to whoever draws a page in parts, before the place in it is looked for; `detail` is the place. */
const askedForPlace = "kendali:place";

/** Hears which place of the page is asked for: by a link to it, or by the address as it changes. */
export function onPlaceAskedFor(hear: (place: string) => void): () => void {
  const heard = (event: Event) => {
    if (event instanceof CustomEvent && typeof event.detail === "string") hear(event.detail);
  };
  addEventListener(askedForPlace, heard);
  return () => removeEventListener(askedForPlace, heard);
}

/**
 * Takes the focus to the place that the address names behind `#` (where a finding is mended): the field itself, else the
 * nearest part around it that is on the page. What is folded shut is opened.
 */
export function usePlaceInAddress(): void {
  const pathname = usePathname();
  useEffect(() => {
    let isLeft = false;
    let asked = "";
    const look = (place: string, until: number) => {
      if (isLeft || place !== asked) return;
      const found = find(place);
      if (found?.isExact === true || performance.now() > until) {
        if (found !== null) show(found.element);
        return;
      }
      // What is folded is drawn once it is open.
      if (found !== null) unfold(found.element);
      requestAnimationFrame(() => look(place, until));
    };
    const begin = (hash: string) => {
      asked = decodeURIComponent(hash.slice(1));
      if (asked === "") return;
      dispatchEvent(new CustomEvent(askedForPlace, { detail: asked }));
      look(asked, performance.now() + patienceMs);
    };
    const fromAddress = () => begin(globalThis.location.hash);
    // The router writes the address of a page it has just drawn a moment after it.
    const timer = setTimeout(fromAddress, 0);
    addEventListener("hashchange", fromAddress);
    // A link to another place of the same page changes the address without the event, or not at all.
    const click = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href*='#']") : null;
      if (link !== null && link.pathname === globalThis.location.pathname) setTimeout(() => begin(link.hash), 50);
    };
    addEventListener("click", click);
    return () => {
      isLeft = true;
      clearTimeout(timer);
      removeEventListener("hashchange", fromAddress);
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

const controls = "input:not([type=file]), textarea, select, summary, button, [tabindex='0']";

function controlIn(element: Element | null): HTMLElement | null {
  return element?.querySelector<HTMLElement>(controls) ?? null;
}

/** The part whose heading this is, where it is one. */
function partHeadedBy(element: HTMLElement): Element | null {
  return /^H[1-6]$/.test(element.tagName) ? element.closest("section, fieldset") : null;
}

function show(element: HTMLElement): void {
  unfold(element);
  const control = element.matches(controls) ? element : (controlIn(element) ?? controlIn(partHeadedBy(element)));
  element.scrollIntoView({ block: "center" });
  if (control === null) element.tabIndex = -1;
  (control ?? element).focus({ preventScroll: true });
}
