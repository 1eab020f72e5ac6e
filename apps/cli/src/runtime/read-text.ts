import { refuse, type Result } from "@kendali/domain";
import { readBytes } from "./read-bytes.ts";

/** The text of a file that was named on the command line. Refuses what {@link readBytes} does, `request_too_large` and `file_not_utf8`. */
export async function readText(path: string, largestBytes: number): Promise<Result<string>> {
  const bytes = await readBytes(path);
  if (!bytes.ok) return bytes;
  const { byteLength } = bytes.value;
  if (byteLength > largestBytes) return refuse("request_too_large", { bytes: byteLength, largest: largestBytes });
  const text = decode(bytes.value);
  return text === null ? refuse("file_not_utf8", { file: path }) : { ok: true, value: text };
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
