import { open, rename, rm } from "node:fs/promises";

/** Writes beside and moves into place, so that an interrupted command leaves no file that looks whole. */
export async function writeWholeFile(path: string, text: string): Promise<void> {
  const partial = `${path}.${process.pid}.part`;
  try {
    const file = await open(partial, "w");
    try {
      await file.writeFile(text, "utf8");
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(partial, path);
  } finally {
    await rm(partial, { force: true });
  }
}
