import type { DraftPlace } from "../draft-store.ts";

/** A file on this device, chosen for an answer whose entry the server does not have yet. */
export type KeptFile = {
  readonly item: string;
  /** The answer that stands for it: its SHA-256 and ending. */
  readonly value: string;
  readonly mediaType: string;
  /** A buffer and not a Blob: some browsers lose Blobs that they keep. */
  readonly content: ArrayBuffer;
  /** The server has it whole. It stays here to be shown until the entry is saved. */
  readonly isSent: boolean;
  /** Pieces that arrived damaged and were sent once more. */
  readonly mended?: number;
};

/** A kept file without its bytes, and whose it is. */
export type KeptName = { readonly place: DraftPlace } & Omit<KeptFile, "content" | "mediaType">;

type Row = { readonly place: DraftPlace; readonly file: KeptFile };

const store = "files";
/** Stands while the device may keep files: a page that keeps none need not load what sends them. */
const mark = "kendali:files";

/** Keeps a file beside the draft; false when the device has no room or forbids it. */
export async function keepFile(place: DraftPlace, file: KeptFile): Promise<boolean> {
  const row: Row = { place, file };
  markDevice(true);
  return orElse(false, async () => {
    await inStore("readwrite", (files) => files.put(row, nameOf(place, file)));
    return true;
  });
}

/** The files kept for one entry. */
export async function keptFiles(place: DraftPlace): Promise<readonly KeptFile[]> {
  const prefix = prefixOf(place);
  const rows = await orElse<readonly Row[]>([], () =>
    inStore<Row[]>("readonly", (files) => files.getAll(IDBKeyRange.bound(prefix, `${prefix}\uffff`))),
  );
  return rows.map(({ file }) => file);
}

/** All files that the device keeps, of every account, in the order of their names. */
export async function listKept(): Promise<readonly KeptName[]> {
  const rows = await orElse<readonly Row[]>([], () => inStore<Row[]>("readonly", (files) => files.getAll()));
  if (rows.length === 0) markDevice(false);
  return rows.map(({ place, file: { content: _bytes, mediaType: _type, ...named } }) => ({ place, ...named }));
}

export async function readKept(place: DraftPlace, file: Pick<KeptFile, "item" | "value">): Promise<KeptFile | null> {
  const row = await orElse<Row | undefined>(undefined, () =>
    inStore<Row | undefined>("readonly", (files) => files.get(nameOf(place, file))),
  );
  return row?.file ?? null;
}

/** Whether this device may keep files. */
export function mayKeepFiles(): boolean {
  try {
    return localStorage.getItem(mark) !== null;
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
}

function markDevice(keeps: boolean): void {
  try {
    if (keeps) localStorage.setItem(mark, "1");
    else localStorage.removeItem(mark);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

export async function removeFile(place: DraftPlace, file: Pick<KeptFile, "item" | "value">): Promise<void> {
  await orElse(undefined, () => inStore("readwrite", (files) => files.delete(nameOf(place, file))));
}

/** Forgets the files of this account whose draft is no longer on the device: it was saved, or begun anew. */
export async function removeOrphans(account: string, isDraft: (place: DraftPlace) => boolean): Promise<void> {
  const range = IDBKeyRange.bound(`${account}|`, `${account}|\uffff`);
  const names = await orElse<readonly IDBValidKey[]>([], () =>
    inStore<IDBValidKey[]>("readonly", (files) => files.getAllKeys(range)),
  );
  for (const name of names) {
    const [owner, study, participant, visit, form] = String(name).split("|");
    if (owner === undefined || study === undefined || participant === undefined) continue;
    if (visit === undefined || form === undefined) continue;
    if (isDraft({ account: owner, study, participant, visit, form })) continue;
    await orElse(undefined, () => inStore("readwrite", (files) => files.delete(name)));
  }
}

function prefixOf({ account, study, participant, visit, form }: DraftPlace): string {
  return [account, study, participant, visit, form, ""].join("|");
}

export function nameOf(place: DraftPlace, { item, value }: Pick<KeptFile, "item" | "value">): string {
  return `${prefixOf(place)}${item}|${value}`;
}

async function inStore<T>(mode: IDBTransactionMode, act: (files: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await openDatabase();
  try {
    const transaction = database.transaction(store, mode);
    const done = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new DOMException("aborted", "AbortError"));
    });
    const request = act(transaction.objectStore(store));
    // Kept is what the transaction has finished, not what was asked of it.
    await done;
    return request.result;
  } finally {
    database.close();
  }
}

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("kendali-files", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(store);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new DOMException("not opened", "UnknownError"));
  });
}

/** A browser without room or permission to keep anything is told by its own exception, and is no bug. */
async function orElse<T>(other: T, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof DOMException) return other;
    throw error;
  }
}
