import { readFile } from "node:fs/promises";
import { refuse, type Result } from "@kendali/domain";

/** The content of a file that was named on the command line. Refuses `file_missing` and `file_not_opened`. */
export async function readBytes(path: string): Promise<Result<Uint8Array>> {
  try {
    return { ok: true, value: await readFile(path) };
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : null;
    if (reason === null) throw error;
    return refuse(reason === "ENOENT" || reason === "ENOTDIR" ? "file_missing" : "file_not_opened", {
      file: path,
      reason,
    });
  }
}
