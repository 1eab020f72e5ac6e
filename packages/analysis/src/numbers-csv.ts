import { csvChunks, type Column } from "@kendali/datasets";
import type { AnalysisResults } from "./results.ts";

const columns: readonly Column[] = (["id", "value", "tolerance", "analysis", "method", "used"] as const).map(
  (name) => ({
    name,
    kind: name === "value" || name === "used" ? "number" : "text",
    role: "design",
    label: { id: name, en: name },
  }),
);

/** Every shown number as CSV, for the R script and for anybody who wants to check one by hand. */
export function numbersCsv(results: AnalysisResults): string {
  const rows = results.numbers.map((entry) => [
    entry.id,
    entry.value,
    entry.tolerance,
    entry.analysis,
    entry.method,
    entry.used,
  ]);
  return [...csvChunks({ columns, rows: () => rows })].join("");
}

/** The results as text that is the same for the same snapshot and plan. */
export function resultsJson(results: AnalysisResults): string {
  return `${JSON.stringify(results, null, 1)}\n`;
}
