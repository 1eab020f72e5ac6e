"use client";

import { useEffect, useRef, useState } from "react";

import type { PlanJob } from "./plan-state.ts";
import type { SolvedJob } from "./plan.worker.ts";

/** The latest answer of the worker that solves plans; `isCurrent` says whether it is about the plan as it stands. */
export type SolvedView = { readonly solved: SolvedJob | null; readonly isCurrent: boolean; readonly isFailed: boolean };

/** Solves the plan in a worker whenever it changes. The answer before stays until the next is there, so that nothing jumps. */
export function useSolvedPlan(job: PlanJob | null): SolvedView {
  const worker = useRef<Worker | null>(null);
  const [solved, setSolved] = useState<{ readonly of: string; readonly answer: SolvedJob } | null>(null);
  const [isFailed, setFailed] = useState(false);
  const asked = job === null ? null : JSON.stringify(job);

  useEffect(() => {
    const opened = new Worker(new URL("./plan.worker.ts", import.meta.url), { type: "module" });
    worker.current = opened;
    opened.addEventListener("message", ({ data }: MessageEvent<SolvedJob>) =>
      setSolved({ of: JSON.stringify(data.job), answer: data }),
    );
    opened.addEventListener("error", () => setFailed(true));
    return () => opened.terminate();
  }, []);

  useEffect(() => {
    if (asked === null) return;
    setFailed(false);
    worker.current?.postMessage(JSON.parse(asked));
  }, [asked]);

  return { solved: solved?.answer ?? null, isCurrent: asked !== null && solved?.of === asked, isFailed };
}
