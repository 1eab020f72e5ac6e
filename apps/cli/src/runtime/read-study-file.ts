import { isStudyBundle, readDraft, readStudyBundle, type StudyBundle } from "@kendali/builder";
import { accept, largestDocumentBytes, readJson, refuse, type Protocol, type Result } from "@kendali/domain";
import { readText } from "./read-text.ts";

/** A study with hundreds of versions stays below this; what is larger is something else. */
const largestBytes = 100_000_000;

/** A protocol document, or a study with all its versions, as a file has it. */
export type StudyFile = {
  /** As it was written, for whoever judges it. */
  readonly content: unknown;
  /** Null for a single document. */
  readonly bundle: StudyBundle | null;
  /** The document, or the newest of the versions. Readable, not necessarily valid. */
  readonly newest: Protocol;
};

/** Reads a protocol document or a study bundle. Refuses what cannot be read, with every place. */
export async function readStudyFile(path: string): Promise<Result<StudyFile>> {
  const text = await readText(path, largestBytes);
  if (!text.ok) return text;
  const content = readJson(text.value);
  if (!content.ok) return content;
  if (!isStudyBundle(content.value)) {
    const bytes = Buffer.byteLength(text.value);
    if (bytes > largestDocumentBytes) return refuse("request_too_large", { bytes, largest: largestDocumentBytes });
    const document = readDraft(content.value);
    return document.ok ? accept({ content: content.value, bundle: null, newest: document.value }) : document;
  }
  const bundle = readStudyBundle(content.value);
  if (!bundle.ok) return bundle;
  const newest = readDraft(bundle.value.versions.at(-1)?.document);
  return newest.ok ? accept({ content: content.value, bundle: bundle.value, newest: newest.value }) : newest;
}
