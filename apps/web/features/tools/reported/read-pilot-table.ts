import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { readReportedTable, type ReportedTable } from "@kendali/analysis";
import { readJson } from "@kendali/domain";

/** The pilot's published table as it lies beside its protocol; null in an installation without the reference studies. Runs on the server. */
export function readPilotTable(): ReportedTable | null {
  const file = join(process.cwd(), "..", "..", "studies", "oxytocin-pretest-posttest", "published", "table.json");
  if (!existsSync(file)) return null;
  const document = readJson(readFileSync(file, "utf8"));
  const table = document.ok ? readReportedTable(document.value) : document;
  return table.ok ? table.value : null;
}
