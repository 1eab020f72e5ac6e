import { checkReportedSteps, readReportedTable, type ReportedCheck, type SearchProgress } from "@kendali/analysis";
import { readJson, type Result } from "@kendali/domain";

import { serveSteps, type Steps } from "../worker/serve-steps.ts";

/** A table as the text of its document. */
export type ReportedJob = { readonly text: string };

serveSteps(function* check({ text }: ReportedJob): Steps<SearchProgress, Result<ReportedCheck>> {
  const document = readJson(text);
  const table = document.ok ? readReportedTable(document.value) : document;
  if (!table.ok) return table;
  const value = yield* checkReportedSteps(table.value);
  return { ok: true, value };
});
