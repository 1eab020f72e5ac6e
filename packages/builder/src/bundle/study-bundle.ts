import {
  accept,
  canonicalJson,
  checkDocument,
  protocolHash,
  refuse,
  type Json,
  type Problem,
  type Protocol,
  type Result,
} from "@kendali/domain";
import { z } from "zod";
import { readDraft } from "../draft/read-draft.ts";

/** The name of the format, in every file of it. */
export const studyBundleFormat = "kendali-study/1";

/** More versions than any study has; a file with more is something else. */
const mostVersions = 500;

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const amendment = z.strictObject({
  reason: z.string().min(1).max(2_000),
  ethicsNumber: z.string().min(1).max(200),
  /** The day of the committee's decision, `YYYY-MM-DD`. */
  ethicsOn: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
});
const version = z.strictObject({
  /** SHA-256 of the canonical document as it is in force, hex. */
  hash,
  version: z.string().min(1).max(20),
  /** Why it followed the one before; null for the first. */
  amendment: amendment.nullable(),
  /** What was left out of the document because a trial runs by it: then the hash is of the whole one. */
  withheld: z.array(z.literal("allocation_settings")).max(1),
  document: z.unknown(),
});
const bundle = z.strictObject({
  format: z.literal(studyBundleFormat),
  versions: z.array(version).min(1).max(mostVersions),
});

export type BundledAmendment = z.output<typeof amendment>;
export type BundledVersion = Omit<z.output<typeof version>, "document"> & { readonly document: Protocol };
/** A study as a file: every version of its document, the oldest first. No data, no person, no secret. */
export type StudyBundle = { readonly format: typeof studyBundleFormat; readonly versions: readonly BundledVersion[] };

/** The one text of a bundle, with a line end: the same study gives the same bytes. */
export function writeStudyBundle(versions: readonly BundledVersion[]): string {
  return `${canonicalJson({ format: studyBundleFormat, versions })}\n`;
}

/** Whether a file says of itself that it is a study bundle. */
export function isStudyBundle(input: unknown): boolean {
  return typeof input === "object" && input !== null && Reflect.get(input, "format") === studyBundleFormat;
}

/**
 * Reads any input as a study bundle. Refuses `study_bundle_invalid` with every place that is misshapen, every document that
 * cannot be read, and every one that is not the one its hash names.
 */
export function readStudyBundle(input: unknown): Result<StudyBundle> {
  // The bounds of a document are those of each version, not of all of them together; reading one keeps to them.
  const unfit = checkDocument(withoutDocuments(input));
  if (unfit !== null) return refusal([unfit]);
  const parsed = bundle.safeParse(input);
  if (!parsed.success)
    return refusal(
      parsed.error.issues.map(({ path }): Problem => ({
        path: path.map(String).join("/"),
        code: "bundle_field_invalid",
        params: {},
      })),
    );
  const read = parsed.data.versions.map((one, index) => readVersion(one, index));
  const problems = [...read.flatMap((one) => one.problems), ...orderProblems(parsed.data.versions)];
  if (problems.length > 0) return refusal(problems);
  return accept({
    format: studyBundleFormat,
    versions: read.flatMap(({ version: one }) => (one === null ? [] : [one])),
  });
}

/** What holds the documents, and nothing of them. */
function withoutDocuments(input: unknown): unknown {
  if (!isStudyBundle(input) || input === null) return input;
  const versions: unknown = Reflect.get(input as object, "versions");
  if (!Array.isArray(versions) || versions.length > mostVersions) return input;
  const bare = versions.map((one: unknown) =>
    typeof one === "object" && one !== null && !Array.isArray(one) ? { ...one, document: null } : one,
  );
  return { ...(input as object), versions: bare };
}

function readVersion(
  given: z.output<typeof version>,
  index: number,
): { readonly version: BundledVersion | null; readonly problems: readonly Problem[] } {
  const place = `versions/${index}`;
  const document = readDraft(given.document);
  if (!document.ok) {
    const problems = (document.refusal.problems ?? []).map((problem) => ({
      ...problem,
      path: `${place}/document/${problem.path}`,
    }));
    return { version: null, problems };
  }
  const problems: Problem[] = [];
  if (document.value.version !== given.version)
    problems.push({
      path: `${place}/version`,
      code: "bundle_version_differs",
      params: { version: document.value.version },
    });
  if (given.withheld.length === 0 && protocolHash(given.document as Json) !== given.hash)
    problems.push({ path: `${place}/hash`, code: "bundle_hash_differs", params: {} });
  return { version: { ...given, document: document.value }, problems };
}

/** Each version is there once, and all but the first say why they came. */
function orderProblems(versions: readonly z.output<typeof version>[]): readonly Problem[] {
  const first = new Map<string, number>();
  return versions.flatMap((one, index): Problem[] => {
    const problems: Problem[] = [];
    if (first.has(one.hash))
      problems.push({ path: `versions/${index}/hash`, code: "bundle_version_twice", params: {} });
    first.set(one.hash, index);
    if (index === 0 && one.amendment !== null)
      problems.push({ path: "versions/0/amendment", code: "bundle_first_amends", params: {} });
    return problems;
  });
}

function refusal(problems: readonly Problem[]): Result<StudyBundle> {
  return refuse("study_bundle_invalid", { count: problems.length }, problems.slice(0, 500));
}
