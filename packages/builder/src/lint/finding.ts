import type { RefusalParams } from "@kendali/domain";

/** The pages of the builder, as its addresses name them. */
export const builderPages = [
  "basics",
  "schedule",
  "forms",
  "interventions",
  "outcomes",
  "sample-size",
  "allocation",
  "analysis",
  "consent",
  "people",
  "statements",
] as const;
export type BuilderPage = (typeof builderPages)[number];

/** One thing that is open in a document under construction. */
export type Finding = {
  /** A problem code of the document's rules, or one of `lintCodes`; `findingWords` of `i18n` has words for both. */
  readonly code: string;
  /** The place as edits name it, joined by `/`: `forms/milk/sections/pumping/items/volume/hardRange`. */
  readonly path: string;
  readonly params: RefusalParams;
  /** `must`: no study can be made of the document before it is mended. `should`: it is mended, or signed with a reason. */
  readonly severity: "must" | "should";
  /** Where it is mended: the page, and the place on it. */
  readonly mend: { readonly page: BuilderPage; readonly path: string };
};

/** What the document does not know of itself. */
export type LintFacts = {
  /** The day of the reader (`YYYY-MM-DD`), for what expires; null judges no expiry against it. */
  readonly today: string | null;
  /** The day on which the last visit is planned; what the schedule alone allows at the earliest, when absent. */
  readonly plannedEnd?: string | null;
};

/** No reason helps here: nobody is enrolled without an ethics approval that runs. */
const barringCodes: ReadonlySet<string> = new Set(["ethics_missing", "ethics_expired"]);

/** Letters and digits that a reason for leaving a finding open has at least: one letter explains nothing to who reads it later. */
export const shortestExceptionReason = 10;

/** Whether a text says enough to be the reason of an exception. */
export function isExceptionReason(text: string): boolean {
  return (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= shortestExceptionReason;
}

/** Whether a finding may stay open for a reason that somebody signs. */
export function maySign({ code, severity }: Pick<Finding, "code" | "severity">): boolean {
  return severity === "should" && !barringCodes.has(code);
}
