import { resolve } from "node:path";
import { accept, type Result } from "@kendali/domain";
import { readText } from "./read-text.ts";

const largestBytes = 10_000;

/** The password in a file, without the end of its line: on the command line every list of processes would show it. */
export async function readPassword(cwd: string, file: string): Promise<Result<string>> {
  const text = await readText(resolve(cwd, file), largestBytes);
  return text.ok ? accept(text.value.replace(/\r?\n$/u, "")) : text;
}
