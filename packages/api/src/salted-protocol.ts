import { randomBytes } from "node:crypto";
import { type Protocol, protocolHash, type StudyKind } from "@kendali/domain";

/** The kinds whose trials somebody could want to foresee; of the others everything is published. */
const secretKinds: ReadonlySet<StudyKind> = new Set(["live", "test"]);

/**
 * The document that a new study is made of. Its hash is told to everybody in the study, and so is the rest of it: with
 * random bits of its own among the hidden settings, nobody finds these by trying. Never those of the document it came
 * from, which somebody may know. The very same document where nobody is allocated, or nothing is secret.
 */
export function saltedProtocol(protocol: Protocol, kind: StudyKind): Protocol {
  if (protocol.allocation === null || !secretKinds.has(kind)) return protocol;
  return { ...protocol, allocation: { ...protocol.allocation, salt: randomBytes(16).toString("hex") } };
}

/** The hash of a document as its draft has it: without what was added when the study was opened. */
export function unsaltedHash(protocol: Protocol): string {
  if (protocol.allocation === null) return protocolHash(protocol);
  const { salt: _, ...allocation } = protocol.allocation;
  return protocolHash({ ...protocol, allocation });
}
