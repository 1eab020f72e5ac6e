import { existsSync } from "node:fs";
import { join } from "node:path";

/** Whether a data directory holds a database, made by any version. Makes and starts nothing. */
export function hasCluster(dataDir: string): boolean {
  return existsSync(join(dataDir, "postgres", "PG_VERSION"));
}
