import type { Failure } from "../../../trpc/refusal-of.ts";
import { type DraftPlace, readDraft } from "../draft-store.ts";
import { fileSender } from "./file-sender.ts";
import { type FileOnWay, fileTally } from "./file-tally.ts";
import { keepFile, type KeptFile, keptFiles, nameOf, removeFile, removeOrphans } from "./kept-files.ts";
import type { PreparedFile } from "./prepare-file.ts";
import type { AttachmentClient } from "./send-file.ts";

type Shown = {
  readonly item: string;
  readonly value: string;
  /** Where the browser reads it from the device. */
  readonly url: string;
  /** False: it is in memory only, and a reload would lose it. */
  readonly isKept: boolean;
};

/** How a file of an entry stands on this device, and on its way. */
export type FileState = Shown & FileOnWay;

/** The files of one entry: kept on the device, handed to the sender, and forgotten with the draft. */
export class FileDesk {
  #files: ReadonlyMap<string, Shown> = new Map();
  readonly #listeners = new Set<() => void>();
  readonly #place: DraftPlace;

  constructor(place: DraftPlace) {
    this.#place = place;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly files = (): ReadonlyMap<string, Shown> => this.#files;

  stateOf(item: string, value: string): FileState | undefined {
    const name = this.#name({ item, value });
    const shown = this.#files.get(name);
    const onWay = fileTally.get().get(name);
    return shown === undefined || onWay === undefined ? undefined : { ...onWay, ...shown };
  }

  /** Reads what the device keeps for these answers, forgets what no draft holds any more, and goes on sending. */
  async open(answers: Readonly<Record<string, string>>): Promise<void> {
    for (const file of await keptFiles(this.#place)) {
      if (this.#files.has(this.#name(file))) continue;
      if (answers[file.item] === file.value) this.#add(file, true);
      else await this.#forget(file);
    }
    await removeOrphans(this.#place.account, (place) => isSamePlace(place, this.#place) || readDraft(place) !== null);
    fileSender.sendFirst(this.#place, { isAsked: false });
  }

  /** Keeps a file, and begins to send it; answers the value of its item. */
  async take(item: string, prepared: PreparedFile): Promise<string> {
    const file: KeptFile = { ...prepared, item, isSent: false };
    if (!this.#files.has(this.#name(file))) this.#add(file, await keepFile(this.#place, file));
    return file.value;
  }

  async drop(item: string, value: string): Promise<void> {
    const state = this.#files.get(this.#name({ item, value }));
    if (state === undefined) return;
    this.#files = new Map([...this.#files].filter(([, other]) => other !== state));
    this.#tell();
    URL.revokeObjectURL(state.url);
    await this.#forget(state);
  }

  /** Tries again what waits, now. */
  sendWaiting(): void {
    fileSender.sendFirst(this.#place, { isAsked: true });
  }

  /** Waits until these answers' files are sent; why one of them is not, or null. */
  async settle(answers: Readonly<Record<string, unknown>>): Promise<Failure | null> {
    return fileSender.settle(this.#place, answers);
  }

  /** The server has the entry: the device forgets its files. */
  async forget(): Promise<void> {
    for (const { item, value } of this.#files.values()) await this.drop(item, value);
  }

  #add(file: KeptFile, isKept: boolean): void {
    const { item, value } = file;
    const url = URL.createObjectURL(new Blob([file.content], { type: file.mediaType }));
    this.#files = new Map([...this.#files, [this.#name(file), { item, value, url, isKept }]]);
    fileSender.add(this.#place, file, isKept);
    this.#tell();
  }

  async #forget(file: Pick<KeptFile, "item" | "value">): Promise<void> {
    fileSender.forget(this.#place, file);
    await removeFile(this.#place, file);
  }

  #name(file: Pick<KeptFile, "item" | "value">): string {
    return nameOf(this.#place, file);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

const desks = new Map<string, FileDesk>();

/** The one desk of an entry; the page, its questions and its review share it. */
export function fileDeskOf(place: DraftPlace, client: AttachmentClient): FileDesk {
  fileSender.connect(client);
  const name = JSON.stringify([place.account, place.study, place.participant, place.visit, place.form]);
  const known = desks.get(name);
  if (known !== undefined) return known;
  const made = new FileDesk(place);
  desks.set(name, made);
  return made;
}

function isSamePlace(a: DraftPlace, b: DraftPlace): boolean {
  return a.study === b.study && a.participant === b.participant && a.visit === b.visit && a.form === b.form;
}
