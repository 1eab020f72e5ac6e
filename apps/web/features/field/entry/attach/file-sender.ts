import { signedOut } from "../../../session/signed-out.ts";
import { type Failure, failureOf } from "../../../trpc/refusal-of.ts";
import { type DraftPlace, readDraft } from "../draft-store.ts";
import { type FileOnWay, fileTally, isRefusedForGood, isStuck } from "./file-tally.ts";
import { keepFile, type KeptFile, listKept, nameOf, readKept } from "./kept-files.ts";
import { type AttachmentClient, isPassing, sendFile } from "./send-file.ts";

/** Milliseconds until the next try, by how many failed in a row; the network coming back does not wait for them. */
const pauses = [5_000, 15_000, 30_000, 60_000, 120_000, 300_000] as const;

/** Asked by a person: it does not leave the work to another window, tries what was refused, and asks to sign in. */
type Run = { readonly isAsked: boolean };

/**
 * Sends what the device keeps, one file after the other, on whatever page the app is open: what was chosen offline, in an
 * entry that was left since, goes up by itself. Files of another account than the one signed in stay where they are.
 */
class FileSender {
  #client: AttachmentClient | null = null;
  #running: Promise<void> | null = null;
  #queued: Run | null = null;
  #isLoaded = false;
  /** The entry that somebody waits for: its files go first, also of a run that is under way. */
  #first: DraftPlace | null = null;
  #failed = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #stops = new Map<string, AbortController>();
  /** Files that the device could not keep: they are here as long as the page is. */
  readonly #unkept = new Map<string, KeptFile>();

  connect(client: AttachmentClient): void {
    this.#client = client;
  }

  /** Reads anew what the device keeps and some draft still names, and goes on sending. */
  async load(): Promise<void> {
    const listed = new Set(fileTally.get().keys());
    const kept = await listKept();
    const stand = new Set([...kept.map((file) => nameOf(file.place, file)), ...this.#unkept.keys()]);
    // Another window has sent and forgotten the rest; what was added while the device was read stays.
    const next = new Map([...fileTally.get()].filter(([name]) => stand.has(name) || !listed.has(name)));
    for (const { place, item, value, isSent, mended = 0 } of kept) {
      const name = nameOf(place, { item, value });
      if (next.has(name) || readDraft(place)?.answers.texts[item] !== value) continue;
      next.set(name, { ...onWay(place, { item, value }), isSent, mended });
    }
    this.#isLoaded = true;
    fileTally.set(next);
    this.wake();
  }

  /** Goes on where the app is opened on another page. */
  async goOn(): Promise<void> {
    if (this.#isLoaded) this.wake();
    else await this.load();
  }

  add(place: DraftPlace, file: KeptFile, isKept: boolean): void {
    const name = nameOf(place, file);
    if (!isKept) this.#unkept.set(name, file);
    if (fileTally.get().has(name)) return;
    const added = { ...onWay(place, file), isSent: file.isSent, mended: file.mended ?? 0 };
    fileTally.set(new Map([...fileTally.get(), [name, added]]));
    this.wake();
  }

  forget(place: DraftPlace, file: Pick<KeptFile, "item" | "value">): void {
    const name = nameOf(place, file);
    this.#stops.get(name)?.abort();
    this.#unkept.delete(name);
    fileTally.set(new Map([...fileTally.get()].filter(([other]) => other !== name)));
  }

  /** Sends what waits, now. */
  wake(run: Run = { isAsked: false }): void {
    if (this.#running !== null) {
      // What came while a run was ending would wait for the next reason to run.
      this.#queued = { isAsked: run.isAsked || this.#queued?.isAsked === true };
      return;
    }
    this.#running = this.#run(run).finally(() => {
      this.#running = null;
      const next = this.#queued;
      this.#queued = null;
      if (next !== null) this.wake(next);
    });
  }

  /** The network is back, the phone was woken, somebody signed in: nothing is left of the pauses. */
  wakeAnew(): void {
    this.#failed = 0;
    this.wake();
  }

  /** Sends an entry's files before all others, now. */
  sendFirst(place: DraftPlace, run: Run): void {
    this.#first = place;
    this.wake(run);
  }

  /** Waits until these answers' files are sent; why one of them is not, or null. */
  async settle(place: DraftPlace, answers: Readonly<Record<string, unknown>>): Promise<Failure | null> {
    const open = (): readonly FileOnWay[] =>
      [...fileTally.get().values()].filter(
        (file) => !file.isSent && answers[file.item] === file.value && isOf(place, file),
      );
    this.#first = place;
    // A run that is under way may have failed on it already, or wait for nobody.
    const areSent = until(() => open().length === 0);
    await Promise.race([this.#running, areSent]);
    if (open().length > 0) this.wake({ isAsked: true });
    // The run that is asked for may be queued behind another one.
    while (open().length > 0 && this.#running !== null) await Promise.race([this.#running, areSent]);
    const [still] = open();
    return still === undefined ? null : (still.failure ?? { kind: "unreachable" });
  }

  async #run(run: Run): Promise<void> {
    clearTimeout(this.#timer);
    const client = this.#client;
    if (client === null || waiting(run, this.#first).length === 0) return;
    const isDone = run.isAsked
      ? await this.#sendAll(client, run)
      : await aloneOnDevice(() => this.#sendAll(client, run));
    if (isDone) {
      this.#failed = 0;
      return;
    }
    const pause = pauses[Math.min(this.#failed, pauses.length - 1)] ?? 300_000;
    this.#failed += 1;
    this.#timer = setTimeout(() => this.wake(), pause);
  }

  /** False when something passing kept files here, so that another try may succeed. */
  async #sendAll(client: AttachmentClient, run: Run): Promise<boolean> {
    const me = await accountOf(client);
    if (typeof me !== "string") {
      // Nobody is bothered on a page that asks for nothing: the next one who signs in wakes the sender.
      if (me.kind === "signed_out" && run.isAsked) signedOut.set(true);
      for (const [name] of waiting(run, this.#first)) this.#change(name, { failure: me });
      return me.kind === "signed_out";
    }
    const tried = new Set<string>();
    for (;;) {
      const next = waiting(run, this.#first).find(([name, { place }]) => place.account === me && !tried.has(name));
      if (next === undefined) return true;
      tried.add(next[0]);
      const failure = await this.#send(client, ...next);
      if (failure?.kind === "signed_out") {
        if (run.isAsked) signedOut.set(true);
        return true;
      }
      if (failure !== null && isPassing(failure)) return false;
    }
  }

  async #send(client: AttachmentClient, name: string, { place, item, value }: FileOnWay): Promise<Failure | null> {
    const file = this.#unkept.get(name) ?? (await readKept(place, { item, value }));
    if (file === null) {
      // Another window has sent and forgotten it.
      this.forget(place, { item, value });
      return null;
    }
    if (file.isSent) {
      this.#change(name, { isSent: true, failure: null, mended: file.mended ?? 0 });
      return null;
    }
    const stop = new AbortController();
    this.#stops.set(name, stop);
    this.#change(name, { sending: { part: 1, parts: 1 }, failure: null });
    const onPart = (part: number, parts: number): void => this.#change(name, { sending: { part, parts } });
    const { failure, mended } = await sendFile({ client, place, file, stop: stop.signal, onPart });
    this.#stops.delete(name);
    if (stop.signal.aborted) return null;
    if (failure === null && !this.#unkept.has(name)) await keepFile(place, { ...file, isSent: true, mended });
    this.#change(name, { sending: null, failure, mended, isSent: failure === null });
    return failure;
  }

  #change(name: string, next: Partial<FileOnWay>): void {
    const known = fileTally.get().get(name);
    // Taken off while it was on its way: it must not come back.
    if (known !== undefined) fileTally.set(new Map([...fileTally.get(), [name, { ...known, ...next }]]));
  }
}

export const fileSender = new FileSender();

function onWay(place: DraftPlace, { item, value }: Pick<KeptFile, "item" | "value">): FileOnWay {
  return { place, item, value, isSent: false, sending: null, failure: null, mended: 0 };
}

/** What is to be sent, one entry's before the rest; what was refused waits until somebody asks, and for good where asking would change nothing. */
function waiting({ isAsked }: Run, first: DraftPlace | null): readonly (readonly [string, FileOnWay])[] {
  const order = (file: FileOnWay): number => (first !== null && isOf(first, file) ? 0 : 1);
  const open = [...fileTally.get()].filter(
    ([, file]) => !file.isSent && !isRefusedForGood(file) && (isAsked || !isStuck(file)),
  );
  return open.toSorted(([, a], [, b]) => order(a) - order(b));
}

function isOf(place: DraftPlace, file: FileOnWay): boolean {
  return nameOf(place, file) === nameOf(file.place, file);
}

function until(isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (isSo()) return resolve();
    const stop = fileTally.subscribe(() => {
      if (!isSo()) return;
      stop();
      resolve();
    });
  });
}

async function accountOf(client: AttachmentClient): Promise<string | Failure> {
  try {
    return (await client.session.me.query()).account.id;
  } catch (error) {
    return failureOf(error);
  }
}

/** Runs it unless another window of this browser is at it already; where browsers cannot tell, both are, and the server takes each piece once. */
async function aloneOnDevice(send: () => Promise<boolean>): Promise<boolean> {
  // The types promise it everywhere; browsers keep it from pages that are not secure.
  const { locks } = navigator as Partial<Navigator>;
  if (locks === undefined) return send();
  return locks.request("kendali-files", { ifAvailable: true }, async (lock) => (lock === null ? false : send()));
}
