import { findProtocolDocument, type Executor } from "@kendali/db";
import { invariant, type Protocol } from "@kendali/domain";

/** Documents by their hash: a hash names one document for ever, so nothing here grows old. */
const documents = new Map<string, Protocol>();
const capacity = 256;

/** The protocol of a version, parsed once per process. */
export async function protocolOf(executor: Executor, studyId: string, hash: string): Promise<Protocol> {
  const known = documents.get(hash);
  if (known !== undefined) return known;
  const text = await findProtocolDocument(executor, studyId, hash);
  invariant(text !== null, `study ${studyId} has no protocol ${hash}`);
  // It was validated when it was stored, and the database holds text and hash equal.
  const protocol = JSON.parse(text) as Protocol;
  if (documents.size >= capacity) documents.delete(documents.keys().next().value ?? "");
  documents.set(hash, protocol);
  return protocol;
}
