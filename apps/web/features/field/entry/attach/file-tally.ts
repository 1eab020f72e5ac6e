import type { Failure } from "../../../trpc/refusal-of.ts";
import type { DraftPlace } from "../draft-store.ts";

/** How a file that this device keeps for an entry is on its way to the server. */
export type FileOnWay = {
  readonly place: DraftPlace;
  readonly item: string;
  readonly value: string;
  /** The server has it whole. */
  readonly isSent: boolean;
  readonly sending: { readonly part: number; readonly parts: number } | null;
  /** Why the last try did not succeed. */
  readonly failure: Failure | null;
  /** Pieces that arrived damaged and were sent once more. */
  readonly mended: number;
};

export type FileTally = ReadonlyMap<string, FileOnWay>;

export const noFiles: FileTally = new Map();

let tally: FileTally = noFiles;
const listeners = new Set<() => void>();

/** What waits on this device, for the pages to show; the sender alone writes it. It is small, so that every page can hold it. */
export const fileTally = {
  get: (): FileTally => tally,
  set: (next: FileTally): void => {
    tally = next;
    for (const listener of listeners) listener();
  },
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

const lasting: ReadonlySet<string> = new Set([
  "file_other_content",
  "attachment_has_location",
  "file_not_taken",
  "too_many_files",
]);

/** Whether the same file would be refused again, however often it is sent. */
export function isRefusedForGood({ failure }: Pick<FileOnWay, "failure">): boolean {
  return failure?.kind === "refusal" && lasting.has(failure.refusal.code);
}

/** Whether nothing but a person can get it on its way again. */
export function isStuck({ failure }: FileOnWay): boolean {
  return failure !== null && failure.kind === "refusal";
}
