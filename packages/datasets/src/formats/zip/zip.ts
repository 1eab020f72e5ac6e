import { Zip, ZipDeflate } from "fflate";

export type ZipEntry = { readonly path: string; readonly chunks: Iterable<Uint8Array> };

/** Text without an offset is read as local time and written as local time, so every zone writes the same bytes; noon exists in all of them. */
const fixedTime = "2000-01-01T12:00:00";

/**
 * A zip file, piece by piece, with fixed times: the same entries give the same bytes on every machine.
 * Entries are compressed as their chunks come, so memory stays at one chunk and not at the whole download.
 */
export function* zipChunks(entries: Iterable<ZipEntry>): Generator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error !== null) throw error;
    ready.push(chunk);
  });
  for (const entry of entries) {
    const file = new ZipDeflate(entry.path, { level: 6 });
    file.mtime = fixedTime;
    zip.add(file);
    for (const chunk of entry.chunks) {
      file.push(chunk, false);
      yield* drain(ready);
    }
    file.push(new Uint8Array(0), true);
    yield* drain(ready);
  }
  zip.end();
  yield* drain(ready);
}

/** Bytes of all chunks in one array. */
export function joinChunks(chunks: Iterable<Uint8Array>): Uint8Array {
  const parts = [...chunks];
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

function* drain(ready: Uint8Array[]): Generator<Uint8Array> {
  while (ready.length > 0) {
    const chunk = ready.shift();
    if (chunk !== undefined && chunk.length > 0) yield chunk;
  }
}
