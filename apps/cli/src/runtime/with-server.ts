import { openServer, type ServerContext } from "@kendali/api";
import { migrate } from "@kendali/db";
import { withDatabase } from "@kendali/db/embedded";
import type { Settings } from "../env.ts";

/**
 * Runs `work` with an open installation, brought up to date first: the Postgres that was named, else the embedded server of
 * the data directory, started for the occasion unless it runs.
 */
export async function withServer<T>(settings: Settings, work: (server: ServerContext) => Promise<T>): Promise<T> {
  return withDatabase({ databaseUrl: settings.databaseUrl, dataDir: settings.dataDirectory }, async (databaseUrl) => {
    await migrate(databaseUrl);
    const server = openServer({ databaseUrl, keysDirectory: settings.keysDirectory, mode: settings.mode });
    try {
      return await work(server.contextFor({ address: null, requestId: null }));
    } finally {
      await server.close();
    }
  });
}
