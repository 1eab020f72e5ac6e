import { insertPiece, listPieces, readPiece, sumPieces, type Executor, type PieceSum } from "@kendali/db";

/** Bytes of one piece, but for the last: one fits a request body as base64 with room to spare. */
export const pieceBytes = 262_144;

/**
 * Where the bytes of files are kept. Nothing that is there changes: other bytes of a piece stand in a further round, and the
 * latest is read. Postgres keeps them now; an object store needs these four functions and nothing else.
 */
export type FileStore = {
  /** The same piece again has no effect; false when it came differently too often. */
  readonly put: (file: string, index: number, content: Uint8Array) => Promise<boolean>;
  readonly pieces: (file: string) => Promise<readonly number[]>;
  /** What the pieces that are there hold, without bringing their bytes. */
  readonly sums: (file: string) => Promise<readonly PieceSum[]>;
  readonly read: (file: string, index: number) => Promise<Uint8Array | null>;
};

export function postgresFileStore(executor: Executor, studyId: string): FileStore {
  return {
    put: (file, index, content) => insertPiece(executor, { studyId, file, index, content }),
    pieces: (file) => listPieces(executor, studyId, file),
    sums: (file) => sumPieces(executor, studyId, file),
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
