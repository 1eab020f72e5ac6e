"use client";

import { useCallback, useEffect, useRef, useState } from "react";

import type { WorkOrder, WorkReport } from "./serve-steps.ts";

/** Where a job in a worker stands. */
export type Work<Job, Progress, Answer> =
  | { readonly state: "idle" }
  | { readonly state: "running"; readonly job: Job; readonly progress: Progress | null; readonly isStopping: boolean }
  | { readonly state: "done"; readonly job: Job; readonly answer: Answer; readonly seconds: number }
  | { readonly state: "failed"; readonly job: Job };

/** A worker that does not answer for so long after a stop is ended. */
const patienceMs = 2_000;

/**
 * One job at a time in a worker, which is fetched with the first one. `stop` asks for an end with what there is; a worker
 * that does not answer is ended, as is every worker when its page goes.
 */
export function useWorker<Job, Progress, Answer>(open: () => Worker) {
  const [work, setWork] = useState<Work<Job, Progress, Answer>>({ state: "idle" });
  const worker = useRef<Worker | null>(null);
  const patience = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const end = useCallback(() => {
    clearTimeout(patience.current);
    worker.current?.terminate();
    worker.current = null;
  }, []);
  useEffect(() => end, [end]);

  const start = useCallback(
    (job: Job) => {
      end();
      const opened = open();
      worker.current = opened;
      opened.addEventListener("message", ({ data }: MessageEvent<WorkReport<Progress, Answer>>) => {
        if (worker.current !== opened) return;
        if (data.kind === "progress") {
          setWork((before) => ({
            state: "running",
            job,
            progress: data.progress,
            isStopping: before.state === "running" && before.isStopping,
          }));
          return;
        }
        end();
        setWork({ state: "done", job, answer: data.answer, seconds: data.seconds });
      });
      const fail = () => {
        if (worker.current !== opened) return;
        end();
        setWork({ state: "failed", job });
      };
      opened.addEventListener("error", fail);
      opened.addEventListener("messageerror", fail);
      setWork({ state: "running", job, progress: null, isStopping: false });
      opened.postMessage({ kind: "start", job } satisfies WorkOrder<Job>);
    },
    [end, open],
  );

  const stop = useCallback(() => {
    worker.current?.postMessage({ kind: "stop" } satisfies WorkOrder<Job>);
    setWork((before) => (before.state === "running" ? { ...before, isStopping: true } : before));
    clearTimeout(patience.current);
    patience.current = setTimeout(() => {
      end();
      setWork({ state: "idle" });
    }, patienceMs);
  }, [end]);

  return { work, start, stop };
}
