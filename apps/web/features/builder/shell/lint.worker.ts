import { type Finding, lintDraft } from "@kendali/builder";
import type { Protocol } from "@kendali/domain";

/** A document to look at; the number says which answer belongs to it. */
export type LintOrder = { readonly number: number; readonly document: Protocol; readonly today: string };
export type LintReport = { readonly number: number; readonly findings: readonly Finding[] };

addEventListener("message", ({ data }: MessageEvent<LintOrder>) => {
  const findings = lintDraft(data.document, { today: data.today });
  postMessage({ number: data.number, findings } satisfies LintReport);
});
