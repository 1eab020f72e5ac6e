import {
  dryRunSteps,
  numbersCsv,
  resultsJson,
  writeRScript,
  type AnalysisResults,
  type DryRunAssumptions,
  type DryRunProgress,
} from "@kendali/analysis";
import { packageFileName, zipDataset } from "@kendali/datasets";
import type { Protocol, Refusal } from "@kendali/domain";
import { expressionEngine } from "@kendali/domain/expressions";
import type { DryRunSummary } from "@kendali/reports";

import { serveSteps, type Steps } from "../../tools/worker/serve-steps.ts";

export type DryRunJob = { readonly protocol: Protocol; readonly assumptions: DryRunAssumptions };

export type DryRunDone = {
  readonly kind: "done";
  readonly summary: DryRunSummary;
  readonly results: AnalysisResults;
  /** The simulated dataset as it would be downloaded from a real study. */
  readonly zip: { readonly fileName: string; readonly bytes: Uint8Array<ArrayBuffer> };
};

export type DryRunAnswer =
  DryRunDone | { readonly kind: "stopped" } | { readonly kind: "refused"; readonly refusal: Refusal };

serveSteps(function* work({ protocol, assumptions }: DryRunJob): Steps<DryRunProgress, DryRunAnswer> {
  const steps = dryRunSteps(protocol, assumptions, expressionEngine);
  if (!steps.ok) return { kind: "refused", refusal: steps.refusal };
  const run = yield* steps.value;
  if (run === null) return { kind: "stopped" };
  const { model, results, power, findings, span, entries, data } = run;
  const chunks = [
    ...zipDataset(model, {
      resultsJson: resultsJson(results),
      numbersCsv: numbersCsv(results),
      rScript: writeRScript({ model, protocol, results }),
    }),
  ];
  return {
    kind: "done",
    summary: { assumptions, power, findings, span, entries, screened: data.screenings.length },
    results,
    zip: { fileName: packageFileName(model), bytes: joined(chunks) },
  };
});

function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
