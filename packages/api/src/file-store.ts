import { insertPiece, listPieces, readPiece, type Executor } from "@kendali/db";

/** Bytes of one piece, but for the last: one fits a request body as base64 with room to spare. */
export const pieceBytes = 262_144;

/**
 * Where the bytes of files are kept. A piece that is there never changes, and a second delivery of it has no effect.
 * Postgres keeps them now; an object store needs these three functions and nothing else.
 */
export type FileStore = {
  readonly put: (file: string, index: number, content: Uint8Array) => Promise<void>;
  readonly pieces: (file: string) => Promise<readonly number[]>;
  readonly read: (file: string, index: number) => Promise<Uint8Array | null>;
};

export function postgresFileStore(executor: Executor, studyId: string): FileStore {
  return {
    put: (file, index, content) => insertPiece(executor, { studyId, file, index, content }),
    pieces: (file) => listPieces(executor, studyId, file),
    read: (file, index) => readPiece(executor, studyId, file, index),
  };
}

/** How many pieces a file of so many bytes has. */
export function pieceCount(bytes: number): number {
  return Math.ceil(bytes / pieceBytes);
}

/** The pieces of a whole file, one after the other. */
export async function* readPieces(store: FileStore, file: string, bytes: number): AsyncGenerator<Uint8Array> {
  for (let index = 0; index < pieceCount(bytes); index += 1) {
    const piece = await store.read(file, index);
    if (piece === null) throw new Error("a whole file lacks a piece");
    yield piece;
  }
}
