import { open, rename, rm } from "node:fs/promises";
import { accept, refuse, type Result } from "@kendali/domain";

/**
 * Writes beside and moves into place, so that an interrupted command leaves no file that looks whole. Refuses
 * `file_not_written` where the folder is missing, full or closed, or the name is a folder's.
 */
export async function writeWholeFile(path: string, content: string | Uint8Array): Promise<Result<null>> {
  const partial = `${path}.${process.pid}.part`;
  try {
    const file = await open(partial, "w");
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(partial, path);
    return accept(null);
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : null;
    if (reason === null) throw error;
    return refuse("file_not_written", { file: path, reason });
  } finally {
    await rm(partial, { force: true });
  }
}
