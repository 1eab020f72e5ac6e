import { expect, test } from "vitest";

import { runInSlices, type Steps } from "../../features/tools/worker/serve-steps.ts";

/** Counts to a goal and ends early when it is told to. */
function* counting(goal: number): Steps<number, { readonly reached: number; readonly isStopped: boolean }> {
  for (let reached = 1; reached < goal; reached += 1) {
    if ((yield reached) === true) return { reached, isStopped: true };
  }
  return { reached: goal, isStopped: false };
}

/** A clock that moves 20 ms with every reading. */
function clock(): () => number {
  let time = 0;
  return () => (time += 20);
}

test("a job runs to its end, says in between how far it is, and lets messages in each time", async () => {
  const told: number[] = [];
  let pauses = 0;
  const answer = await runInSlices(counting(20), {
    report: (progress) => told.push(progress),
    isStopped: () => false,
    pause: async () => {
      pauses += 1;
    },
    now: clock(),
  });
  expect(answer).toEqual({ reached: 20, isStopped: false });
  expect(told.length).toBeGreaterThan(2);
  expect(told).toEqual(told.toSorted((a, b) => a - b));
  expect(pauses).toBe(told.length);
});

test("a stop that comes in while messages are let in ends the job with what there is", async () => {
  let isStopped = false;
  const answer = await runInSlices(counting(1_000_000), {
    report: () => undefined,
    isStopped: () => isStopped,
    pause: async () => {
      isStopped = true;
    },
    now: clock(),
  });
  expect(answer.isStopped).toBe(true);
  expect(answer.reached).toBeLessThan(10);
});
