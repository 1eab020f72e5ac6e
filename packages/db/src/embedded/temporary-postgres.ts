import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres, type EmbeddedPostgresOptions } from "./start-embedded-postgres.ts";

/** An empty server for tests: thrown away by `stop`, and not made to survive a power cut. */
export async function startTemporaryPostgres(
  options: Pick<EmbeddedPostgresOptions, "binDirectory" | "network"> = {},
): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), "kendali-test-"));
  // Postgres before 16 cannot create a cluster in a directory that its account reaches by no path.
  chmodSync(dataDir, 0o711);
  const server = await startEmbeddedPostgres({ dataDir, durable: false, ...options });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
