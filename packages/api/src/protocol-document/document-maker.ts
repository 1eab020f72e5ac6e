import type { Worker } from "node:worker_threads";
import { accept, refuse, type Result } from "@kendali/domain";
import type { DocumentJob, MadeDocument } from "./make-document.ts";

/** Makes protocol documents beside the requests of others. */
export type DocumentMaker = {
  /**
   * Makes one after the other. Refuses `draft_too_large`, `document_too_slow`, `documents_waiting` where too many are
   * asked for already, and `document_not_made` where the thread ended; throws what went wrong in it.
   */
  readonly make: (job: DocumentJob) => Promise<Result<MadeDocument>>;
  readonly close: () => Promise<void>;
};

type DocumentWorker = Pick<Worker, "on" | "off" | "postMessage" | "terminate" | "unref">;

export type DocumentLimits = {
  /** Of the stored document, in characters: a study of 5,000 items has half of them. */
  readonly mostCharacters: number;
  /** How long one document may take, in ms. */
  readonly longestMs: number;
  /** How many may wait while one is made. */
  readonly mostWaiting: number;
  /** How long a thread without work is kept, in ms. */
  readonly idleMs: number;
};

const usualLimits: DocumentLimits = {
  mostCharacters: 8_000_000,
  longestMs: 60_000,
  mostWaiting: 10,
  idleMs: 60_000,
};

type Outcome =
  | { readonly kind: "made"; readonly document: MadeDocument }
  | { readonly kind: "late" }
  | { readonly kind: "ended" }
  | { readonly kind: "failed"; readonly error: unknown };

/** One thread for all documents of this process, started when it is needed and again after it ended. */
export function createDocumentMaker(
  startWorker: () => DocumentWorker,
  limits: DocumentLimits = usualLimits,
): DocumentMaker {
  let worker: DocumentWorker | null = null;
  let idle: ReturnType<typeof setTimeout> | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let asked = 0;
  let isClosed = false;

  const opened = (): DocumentWorker => {
    if (idle !== null) clearTimeout(idle);
    if (worker !== null) return worker;
    const started = startWorker();
    // Whatever ends it, working or not, the next document has another one.
    const forget = (): void => {
      if (worker === started) worker = null;
    };
    started.on("error", forget);
    started.on("exit", forget);
    started.unref();
    worker = started;
    return started;
  };

  const end = async (ended: DocumentWorker): Promise<void> => {
    if (worker === ended) worker = null;
    await ended.terminate();
  };

  const makeNow = async (job: DocumentJob): Promise<Result<MadeDocument>> => {
    if (isClosed) return refuse("document_not_made");
    const own = opened();
    const outcome = await outcomeOf(own, job, limits.longestMs);
    if (outcome.kind === "made") {
      idle = setTimeout(() => void end(own), limits.idleMs);
      idle.unref();
      return accept(outcome.document);
    }
    await end(own);
    if (outcome.kind === "late") return refuse("document_too_slow", { seconds: Math.round(limits.longestMs / 1000) });
    if (outcome.kind === "ended") return refuse("document_not_made");
    if (isOutOfMemory(outcome.error)) return refuse("draft_too_large", sizeOf(job, limits));
    throw outcome.error;
  };

  return {
    make: async (job) => {
      if (job.text.length > limits.mostCharacters) return refuse("draft_too_large", sizeOf(job, limits));
      if (asked > limits.mostWaiting) return refuse("documents_waiting");
      asked += 1;
      const mine = last.then(() => makeNow(job));
      last = mine.catch(() => null);
      try {
        return await mine;
      } finally {
        asked -= 1;
      }
    },
    close: async () => {
      isClosed = true;
      if (idle !== null) clearTimeout(idle);
      if (worker !== null) await end(worker);
    },
  };
}

/** Orders one document and waits for what becomes of it, or for the end of its time. */
function outcomeOf(worker: DocumentWorker, job: DocumentJob, longestMs: number): Promise<Outcome> {
  return new Promise((resolve) => {
    const settle = (outcome: Outcome): void => {
      clearTimeout(timer);
      worker.off("message", made);
      worker.off("error", failed);
      worker.off("exit", ended);
      resolve(outcome);
    };
    const made = (document: MadeDocument): void => settle({ kind: "made", document });
    const failed = (error: unknown): void => settle({ kind: "failed", error });
    const ended = (): void => settle({ kind: "ended" });
    const timer = setTimeout(() => settle({ kind: "late" }), longestMs);
    worker.on("message", made);
    worker.on("error", failed);
    worker.on("exit", ended);
    worker.postMessage(job);
  });
}

/** In millions of characters, which is what a file of it has in megabytes. */
function sizeOf({ text }: DocumentJob, { mostCharacters }: DocumentLimits) {
  return { megabytes: Math.ceil(text.length / 1e6), most: Math.floor(mostCharacters / 1e6) };
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
}
