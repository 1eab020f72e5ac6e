import { constants, type Stats } from "node:fs";
import { open, readlink, rename, rm, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { accept, refuse, type Result } from "@kendali/domain";

/** Links that point to each other end nowhere; the system itself follows as many. */
const mostLinks = 40;

/**
 * Writes beside and moves into place, so that an interrupted command leaves no file that looks whole. A link stays one, and
 * what it points to is written; a file keeps who may read it; what is no file (a device, a pipe) is written to as it is.
 * Refuses `file_not_written` where the folder is missing, full or closed, or the name is a folder's.
 */
export async function writeWholeFile(path: string, content: string | Uint8Array): Promise<Result<null>> {
  try {
    const there = await orAbsent(stat(path));
    if (there === null || there.isFile()) await writeBeside(await behindLinks(path), content, there);
    else await writeInto(path, content);
    return accept(null);
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : null;
    if (reason === null) throw error;
    return refuse("file_not_written", { file: path, reason });
  }
}

async function writeBeside(path: string, content: string | Uint8Array, there: Stats | null): Promise<void> {
  const partial = `${path}.${process.pid}.part`;
  try {
    const file = await open(partial, "w", there === null ? 0o666 : there.mode & 0o777);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(partial, path);
  } finally {
    await rm(partial, { force: true });
  }
}

async function writeInto(path: string, content: string | Uint8Array): Promise<void> {
  // Never made anew: what was there may have gone since.
  const file = await open(path, constants.O_WRONLY);
  try {
    await file.writeFile(content);
  } finally {
    await file.close();
  }
}

/** The file that a link leads to in the end, which need not be there yet. */
async function behindLinks(path: string): Promise<string> {
  let at = path;
  for (let followed = 0; followed < mostLinks; followed += 1) {
    const next = await readlink(at).catch((error: unknown) => {
      // EINVAL: it is no link.
      if (error instanceof Error && "code" in error && (error.code === "EINVAL" || error.code === "ENOENT"))
        return null;
      throw error;
    });
    if (next === null) break;
    at = resolve(dirname(at), next);
  }
  return at;
}

async function orAbsent<T>(read: Promise<T>): Promise<T | null> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
