"use client";

import { usePathname } from "next/navigation";
import { useEffect } from "react";

/** How long a page may take to draw the place its address names, in ms. */
const patienceMs = 3000;

/** How long the nearest part around a place stands before it is taken for the place, in ms: the rest may still be drawn. */
const settleMs = 300;

/** Told to whoever draws a page in parts, before the place in it is looked for; `detail` is the place. */
const askedForPlace = "kendali:place";

/** The place that is looked for just now: a page that is drawn meanwhile hears of it too. */
let sought: string | null = null;

/** Hears which place of the page is asked for: by a link to it, or by the address as it changes. */
export function onPlaceAskedFor(hear: (place: string) => void): () => void {
  if (sought !== null) hear(sought);
  const heard = (event: Event) => {
    if (event instanceof CustomEvent && typeof event.detail === "string") hear(event.detail);
  };
  addEventListener(askedForPlace, heard);
  return () => removeEventListener(askedForPlace, heard);
}

/**
 * Takes the focus to the place that the address names behind `#` (where a finding is mended): the field itself, else the
 * nearest part around it that is on the page, else the first control of the page. What is folded shut is opened.
 */
export function usePlaceInAddress(): void {
  const pathname = usePathname();
  useEffect(() => {
    let isLeft = false;
    let asked = "";
    const look = (place: string, until: number, near: Near | null) => {
      if (isLeft || place !== asked) return;
      const now = performance.now();
      const found = find(place);
      const element = found?.element ?? null;
      const given = near?.shown ?? null;
      if (found?.isExact === true || now > until) {
        sought = null;
        const target = element ?? firstOfPage();
        // Whoever went on by hand meanwhile is not called back, and nobody is led to one part twice.
        const isNew = given === null || (found?.isExact === true && document.activeElement === given);
        if (target !== null && isNew) show(target);
        return;
      }
      // What is folded is drawn once it is open.
      if (element !== null) unfold(element);
      const next: Near = near?.element === element ? near : { element, since: now, shown: given };
      const isSettled = element !== null && next.shown === null && now - next.since > settleMs;
      const shown = isSettled ? show(element) : next.shown;
      requestAnimationFrame(() => look(place, until, { ...next, shown }));
    };
    const begin = (hash: string) => {
      asked = decodeURIComponent(hash.slice(1));
      if (asked === "") return;
      sought = asked;
      dispatchEvent(new CustomEvent(askedForPlace, { detail: asked }));
      look(asked, performance.now() + patienceMs, null);
    };
    const fromAddress = () => begin(globalThis.location.hash);
    // The router writes the address of a page it has just drawn a moment after it; the link that led here knows it before.
    const way = followed?.pathname === pathname ? followed.hash : null;
    followed = null;
    const timer = setTimeout(() => (way === null ? fromAddress() : begin(way)), 0);
    addEventListener("hashchange", fromAddress);
    // A link to another place of the same page changes the address without the event, or not at all.
    const click = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href*='#']") : null;
      if (link === null) return;
      if (link.pathname === globalThis.location.pathname) setTimeout(() => begin(link.hash), 50);
      else followed = { pathname: link.pathname, hash: link.hash };
    };
    addEventListener("click", click);
    return () => {
      isLeft = true;
      sought = null;
      clearTimeout(timer);
      removeEventListener("hashchange", fromAddress);
      removeEventListener("click", click);
    };
  }, [pathname]);
}

/** A link to a place of another page, from its press until that page is drawn. */
let followed: { readonly pathname: string; readonly hash: string } | null = null;

/** The nearest part so far, since when it is, in ms, and what was given the focus for it. */
type Near = { readonly element: HTMLElement | null; readonly since: number; readonly shown: HTMLElement | null };

type Found = { readonly element: HTMLElement; readonly isExact: boolean };

function find(place: string): Found | null {
  const steps = place.split("/");
  for (let length = steps.length; length > 0; length--) {
    const id = steps.slice(0, length).join("/");
    const element =
      document.getElementById(id) ??
      document.getElementById(`${id}/id`) ??
      // One field may stand for several places: the window of visits beside each other.
      document.querySelector<HTMLElement>(`[data-places~="${CSS.escape(id)}"]`);
    if (element !== null) return { element, isExact: length === steps.length };
  }
  return null;
}

/** Where a page begins: the first thing in it that can be acted on, else its head. */
function firstOfPage(): HTMLElement | null {
  const main = document.querySelector("main");
  return controlIn(main) ?? main?.querySelector<HTMLElement>("h1") ?? null;
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

/** Takes view and focus there; the answer is what has the focus now. */
function show(element: HTMLElement): HTMLElement {
  unfold(element);
  const control = element.matches(controls) ? element : (controlIn(element) ?? controlIn(partHeadedBy(element)));
  const target = control ?? element;
  // Of a part taller than the window its middle says nothing.
  const isTall = element.getBoundingClientRect().height > globalThis.innerHeight * 0.7;
  (isTall ? target : element).scrollIntoView({ block: "center" });
  if (control === null) element.tabIndex = -1;
  target.focus({ preventScroll: true });
  return target;
}
