import { type Protocol, readEditedShape, readShape, type Result } from "@kendali/domain";

/**
 * Reads any input as a document under construction: it has the shape of a protocol, but lists may still be short, texts
 * blank, references without an end. What a rule has against it is `lintDraft`'s to list and never keeps it from being
 * saved. Refuses `protocol_invalid` with each place where the shape itself is broken.
 */
export function readDraft(input: unknown): Result<Protocol> {
  return readShape(input);
}

/**
 * The same for a document made from a readable one by edits that share what they leave alone (`applyShared`): reads what
 * the edits touched and nothing else, so that every letter typed can be checked.
 */
export function readEditedDraft(before: Protocol, after: unknown): Result<Protocol> {
  return readEditedShape(before, after);
}
