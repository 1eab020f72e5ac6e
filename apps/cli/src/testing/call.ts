import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../run.ts";

export type Called = { readonly status: number; readonly out: string; readonly error: string };

/** Calls the command line as a shell would, with a terminal that remembers. */
export async function call(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Called> {
  const out: string[] = [];
  const error: string[] = [];
  const status = await run(args, {
    env: { KENDALI_DATA_DIR: dataDirectory, KENDALI_LANG: "en", ...env },
    cwd: process.cwd(),
    terminal: { out: (text) => out.push(text), error: (text) => error.push(text) },
  });
  return { status, out: out.join("\n"), error: error.join("\n") };
}

/** Keys and files of one test run. */
export const dataDirectory = mkdtempSync(join(tmpdir(), "kendali-cli-"));
