"use client";

import { useEffect } from "react";

import type { BuilderStore } from "./builder-store.ts";
import type { LintOrder, LintReport } from "./lint.worker.ts";

/** The rules look at a document this long after its last change, in ms: never between two letters. */
const quietMs = 250;

/** Has the rules look at the draft in a worker, one document at a time, and hands over what they find. */
export function useFindings(store: BuilderStore): void {
  useEffect(() => {
    const worker = new Worker(new URL("./lint.worker.ts", import.meta.url), { type: "module" });
    let asked = 0;
    let looked: unknown = null;
    let isBusy = false;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const ask = () => {
      timer = null;
      const document = store.json();
      if (isBusy || document === looked) return;
      looked = document;
      isBusy = true;
      asked += 1;
      const order = { number: asked, document: store.get().document, today: today() } satisfies LintOrder;
      worker.postMessage(order);
    };
    const wait = () => {
      if (store.json() === looked || isBusy) return;
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(ask, quietMs);
    };
    worker.addEventListener("message", ({ data }: MessageEvent<LintReport>) => {
      isBusy = false;
      if (data.number === asked) store.takeFindings(data.findings);
      wait();
    });
    const stop = store.subscribe(wait);
    ask();
    return () => {
      stop();
      if (timer !== null) clearTimeout(timer);
      worker.terminate();
    };
  }, [store]);
}

/** The day of the reader, `YYYY-MM-DD`. */
function today(): string {
  const now = new Date();
  const two = (part: number) => String(part).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
