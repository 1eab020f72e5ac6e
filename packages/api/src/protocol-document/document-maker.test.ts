import { EventEmitter } from "node:events";
import type { Worker } from "node:worker_threads";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createDocumentMaker } from "./document-maker.ts";
import type { DocumentJob, MadeDocument } from "./make-document.ts";

const jobOf = (part: Partial<DocumentJob> = {}): DocumentJob => ({
  text: "{}",
  settingsHidden: false,
  locale: "id",
  format: "pdf",
  ...part,
});
const limits = { mostCharacters: 1_000_000, longestMs: 60_000, mostWaiting: 2, idleMs: 60_000 };

/** A thread that does as it is told, to have it late, ended or broken. */
class PlayedWorker extends EventEmitter {
  readonly jobs: DocumentJob[] = [];
  isEnded = false;
  postMessage(job: DocumentJob): void {
    this.jobs.push(job);
  }
  terminate(): Promise<number> {
    this.isEnded = true;
    this.emit("exit", 1);
    return Promise.resolve(1);
  }
  unref(): void {
    // It holds nothing.
  }
  answer(name: string): void {
    this.emit("message", made(name));
  }
}

const made = (fileName: string): MadeDocument => ({ fileName, type: "application/pdf", bytes: new Uint8Array([1]) });

/** A maker over played threads, the newest last. */
function play(bounds = limits) {
  const workers: PlayedWorker[] = [];
  const maker = createDocumentMaker(() => {
    const worker = new PlayedWorker();
    workers.push(worker);
    return worker as unknown as Worker;
  }, bounds);
  return { maker, workers };
}

const turn = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

describe("the order of documents", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it("is one after the other; who comes when enough are waiting is refused, and later taken", async () => {
    vi.useFakeTimers();
    const { maker, workers } = play();
    const asked = ["a", "b", "c"].map((text) => maker.make(jobOf({ text })));
    await turn();
    expect(await maker.make(jobOf())).toMatchObject({ ok: false, refusal: { code: "documents_waiting" } });
    for (const name of ["a", "b", "c"]) {
      expect(workers[0]?.jobs.at(-1)?.text).toBe(name);
      workers[0]?.answer(name);
      await turn();
    }
    expect((await Promise.all(asked)).map((one) => one.ok && one.value.fileName)).toEqual(["a", "b", "c"]);
    const later = maker.make(jobOf({ text: "d" }));
    await turn();
    workers[0]?.answer("d");
    expect((await later).ok).toBe(true);
    expect(workers).toHaveLength(1);
  });

  it("goes on after a document that took too long, whose thread is ended", async () => {
    vi.useFakeTimers();
    const { maker, workers } = play();
    const [late, next] = [maker.make(jobOf({ text: "late" })), maker.make(jobOf({ text: "next" }))];
    await vi.advanceTimersByTimeAsync(limits.longestMs);
    expect(await late).toEqual({ ok: false, refusal: { code: "document_too_slow", params: { seconds: 60 } } });
    expect([workers[0]?.isEnded, workers[1]?.jobs.map(({ text }) => text)]).toEqual([true, ["next"]]);
    workers[1]?.answer("next");
    expect((await next).ok).toBe(true);
  });

  it("begins with nothing that is too large, and tells so too when the memory of a thread was not enough", async () => {
    vi.useFakeTimers();
    const { maker, workers } = play({ ...limits, mostCharacters: 2_000_000 });
    const large = maker.make(jobOf({ text: "x".repeat(2_500_000) }));
    expect(await large).toEqual({
      ok: false,
      refusal: { code: "draft_too_large", params: { megabytes: 3, most: 2 } },
    });
    expect(workers).toEqual([]);
    const heavy = maker.make(jobOf());
    await turn();
    workers[0]?.emit("error", Object.assign(new Error("heap"), { code: "ERR_WORKER_OUT_OF_MEMORY" }));
    expect(await heavy).toMatchObject({ ok: false, refusal: { code: "draft_too_large" } });
  });

  it("throws what went wrong in a thread where it was asked for, and goes on in another", async () => {
    vi.useFakeTimers();
    const { maker, workers } = play();
    const broken = maker.make(jobOf({ text: "broken" }));
    const next = maker.make(jobOf({ text: "next" }));
    const said = broken.catch((error: unknown) => String(error));
    await turn();
    workers[0]?.emit("error", new Error("a bug"));
    expect(await said).toBe("Error: a bug");
    await turn();
    workers[1]?.answer("next");
    expect(await next).toMatchObject({ ok: true, value: { fileName: "next" } });
  });

  it("keeps no thread that has nothing to do, and makes nothing once it is closed", async () => {
    vi.useFakeTimers();
    const { maker, workers } = play();
    const first = maker.make(jobOf());
    await turn();
    workers[0]?.answer("first");
    await first;
    await vi.advanceTimersByTimeAsync(limits.idleMs);
    expect(workers[0]?.isEnded).toBe(true);
    const second = maker.make(jobOf());
    await turn();
    const [third, closed] = [maker.make(jobOf()), maker.close()];
    await closed;
    expect(await second).toMatchObject({ ok: false, refusal: { code: "document_not_made" } });
    expect(await third).toMatchObject({ ok: false, refusal: { code: "document_not_made" } });
    expect(workers).toHaveLength(2);
  });
});
