import { readJson, type Result } from "@kendali/domain";
import { readText } from "./read-text.ts";

/** A protocol document is text people write; nothing near this size is one. */
const largestBytes = 5_000_000;

/** The JSON of a protocol document's file, not yet judged. */
export async function readDocument(path: string): Promise<Result<unknown>> {
  const text = await readText(path, largestBytes);
  return text.ok ? readJson(text.value) : text;
}
