import { largestDocumentBytes, readJson, type Result } from "@kendali/domain";
import { readText } from "./read-text.ts";

/** The JSON of a protocol document's file, not yet judged. */
export async function readDocument(path: string): Promise<Result<unknown>> {
  const text = await readText(path, largestDocumentBytes);
  return text.ok ? readJson(text.value) : text;
}
