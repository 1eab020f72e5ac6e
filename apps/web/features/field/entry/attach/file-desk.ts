import { signedOut } from "../../../session/signed-out.ts";
import type { Failure } from "../../../trpc/refusal-of.ts";
import { type DraftPlace, readDraft } from "../draft-store.ts";
import { type KeptFile, keepFile, keptFiles, removeFile, removeOrphans } from "./kept-files.ts";
import type { PreparedFile } from "./prepare-file.ts";
import { type AttachmentClient, isPassing, sendFile } from "./send-file.ts";

/** How a file on this device stands. */
export type FileState = {
  readonly file: KeptFile;
  /** Where the browser reads it from the device. */
  readonly url: string;
  /** False: it is in memory only, and a reload would lose it. */
  readonly isKept: boolean;
  readonly sending: { readonly part: number; readonly parts: number } | null;
  /** Why the last try did not succeed. */
  readonly failure: Failure | null;
};

/** After a try that the network cut off, the next one comes by itself. */
const nextTryMs = 20_000;

/** The files of one entry: kept on the device, sent one after the other, and forgotten with the draft. */
export class FileDesk {
  #files: ReadonlyMap<string, FileState> = new Map();
  readonly #listeners = new Set<() => void>();
  readonly #stops = new Map<string, AbortController>();
  #running: Promise<void> | null = null;
  #nextTry: ReturnType<typeof setTimeout> | undefined;

  readonly #place: DraftPlace;
  readonly #client: AttachmentClient;

  constructor(place: DraftPlace, client: AttachmentClient) {
    this.#place = place;
    this.#client = client;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly files = (): ReadonlyMap<string, FileState> => this.#files;

  stateOf(item: string, value: string): FileState | undefined {
    return this.#files.get(keyOf(item, value));
  }

  /** Reads what the device keeps for these answers, forgets what no draft holds any more, and goes on sending. */
  async open(answers: Readonly<Record<string, string>>): Promise<void> {
    for (const file of await keptFiles(this.#place)) {
      if (this.stateOf(file.item, file.value) !== undefined) continue;
      if (answers[file.item] === file.value) this.#add(file, true);
      else await removeFile(this.#place, file);
    }
    await removeOrphans(this.#place.account, (place) => isSamePlace(place, this.#place) || readDraft(place) !== null);
    this.sendWaiting();
  }

  /** Keeps a file, and begins to send it; answers the value of its item. */
  async take(item: string, prepared: PreparedFile): Promise<string> {
    const file: KeptFile = { ...prepared, item, isSent: false };
    const before = this.stateOf(item, file.value);
    if (before === undefined) this.#add(file, await keepFile(this.#place, file));
    this.sendWaiting();
    return file.value;
  }

  async drop(item: string, value: string): Promise<void> {
    const key = keyOf(item, value);
    const state = this.#files.get(key);
    if (state === undefined) return;
    this.#stops.get(key)?.abort();
    this.#files = new Map([...this.#files].filter(([other]) => other !== key));
    this.#tell();
    URL.revokeObjectURL(state.url);
    await removeFile(this.#place, state.file);
  }

  /** Tries again what waits, now. */
  sendWaiting(): void {
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
  }

  /** Waits until these answers' files are sent; why one of them is not, or null. */
  async settle(answers: Readonly<Record<string, unknown>>): Promise<Failure | null> {
    const open = () =>
      [...this.#files.values()].filter(({ file }) => !file.isSent && answers[file.item] === file.value);
    // A run that is under way may have begun before the last file was chosen, or failed on it already.
    await this.#running;
    if (open().length > 0) {
      this.sendWaiting();
      await this.#running;
    }
    return open()[0]?.failure ?? (open().length === 0 ? null : { kind: "unreachable" });
  }

  /** The server has the entry: the device forgets its files. */
  async forget(): Promise<void> {
    clearTimeout(this.#nextTry);
    for (const { file } of this.#files.values()) await this.drop(file.item, file.value);
  }

  async #run(): Promise<void> {
    clearTimeout(this.#nextTry);
    const tried = new Set<string>();
    for (;;) {
      const next = [...this.#files].find(([key, { file }]) => !file.isSent && !tried.has(key));
      if (next === undefined) return;
      tried.add(next[0]);
      const failure = await this.#send(next[0], next[1].file);
      if (failure?.kind === "signed_out") signedOut.set(true);
      if (failure !== null && isPassing(failure)) {
        this.#nextTry = setTimeout(() => this.sendWaiting(), nextTryMs);
        return;
      }
    }
  }

  async #send(key: string, file: KeptFile): Promise<Failure | null> {
    const stop = new AbortController();
    this.#stops.set(key, stop);
    this.#change(key, { sending: { part: 1, parts: 1 }, failure: null });
    const failure = await sendFile({
      client: this.#client,
      place: this.#place,
      file,
      stop: stop.signal,
      onPart: (part, parts) => this.#change(key, { sending: { part, parts } }),
    });
    this.#stops.delete(key);
    if (stop.signal.aborted) return null;
    if (failure !== null) {
      this.#change(key, { sending: null, failure });
      return failure;
    }
    const sent = { ...file, isSent: true };
    await keepFile(this.#place, sent);
    // Taken off while that was written: it must not come back.
    if (this.#files.has(key)) this.#change(key, { sending: null, failure: null, file: sent });
    else await removeFile(this.#place, sent);
    return null;
  }

  #add(file: KeptFile, isKept: boolean): void {
    const url = URL.createObjectURL(new Blob([file.content], { type: file.mediaType }));
    const state: FileState = { file, url, isKept, sending: null, failure: null };
    this.#files = new Map([...this.#files, [keyOf(file.item, file.value), state]]);
    this.#tell();
  }

  #change(key: string, next: Partial<FileState>): void {
    const state = this.#files.get(key);
    if (state === undefined) return;
    this.#files = new Map([...this.#files, [key, { ...state, ...next }]]);
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

const desks = new Map<string, FileDesk>();

/** The one desk of an entry; the page, its questions and its review share it. */
export function fileDeskOf(place: DraftPlace, client: AttachmentClient): FileDesk {
  const name = JSON.stringify([place.account, place.study, place.participant, place.visit, place.form]);
  const known = desks.get(name);
  if (known !== undefined) return known;
  const made = new FileDesk(place, client);
  desks.set(name, made);
  return made;
}

function keyOf(item: string, value: string): string {
  return `${item}/${value}`;
}

function isSamePlace(a: DraftPlace, b: DraftPlace): boolean {
  return a.study === b.study && a.participant === b.participant && a.visit === b.visit && a.form === b.form;
}
