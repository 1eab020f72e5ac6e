/** What a page tells its worker. */
export type WorkOrder<Job> = { readonly kind: "start"; readonly job: Job } | { readonly kind: "stop" };

/** What a worker tells its page. */
export type WorkReport<Progress, Answer> =
  | { readonly kind: "progress"; readonly progress: Progress }
  | { readonly kind: "done"; readonly answer: Answer; readonly seconds: number };

export type Steps<Progress, Answer> = Generator<Progress, Answer, boolean | undefined>;

type Surroundings<Progress> = {
  readonly report: (progress: Progress) => void;
  readonly isStopped: () => boolean;
  /** Lets messages in. */
  readonly pause: () => Promise<void>;
  /** Milliseconds. */
  readonly now: () => number;
};

/** How long a worker computes before it lets messages in and says how far it is. */
const sliceMs = 60;

/** Runs steps to their end in slices; a stop that came in between is handed to the next step, which ends with what there is. */
export async function runInSlices<Progress, Answer>(
  steps: Steps<Progress, Answer>,
  { report, isStopped, pause, now }: Surroundings<Progress>,
): Promise<Answer> {
  let step = steps.next();
  let begun = now();
  while (step.done !== true) {
    if (now() - begun >= sliceMs) {
      report(step.value);
      await pause();
      begun = now();
    }
    step = steps.next(isStopped());
  }
  return step.value;
}

/** Makes the worker that this runs in do one job at a time: start, progress, stop, done. */
export function serveSteps<Job, Progress, Answer>(stepsOf: (job: Job) => Steps<Progress, Answer>): void {
  let isStopped = false;
  const send = (message: WorkReport<Progress, Answer>): void => postMessage(message);
  const surroundings: Surroundings<Progress> = {
    report: (progress) => send({ kind: "progress", progress }),
    isStopped: () => isStopped,
    pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
    now: () => performance.now(),
  };
  addEventListener("message", ({ data }: MessageEvent<WorkOrder<Job>>) => {
    if (data.kind === "stop") {
      isStopped = true;
      return;
    }
    isStopped = false;
    const begun = performance.now();
    runInSlices(stepsOf(data.job), surroundings).then(
      (answer) => send({ kind: "done", answer, seconds: (performance.now() - begun) / 1000 }),
      (error: unknown) => {
        // An error of a promise does not reach the page's `onerror`; one thrown from a timer does.
        setTimeout(() => {
          throw error;
        }, 0);
      },
    );
  });
}
