import { openServer, type ServerContext } from "@kendali/api";
import { migrate } from "@kendali/db";
import { withDatabase } from "@kendali/db/embedded";
import type { Settings } from "../env.ts";

/**
 * Runs `work` with an open installation, brought up to date first: the Postgres that was named, else the embedded server of
 * the data directory, started for the occasion unless it runs. `canBeRepeated`: a power cut may undo the end of the work.
 */
export async function withServer<T>(
  settings: Settings,
  work: (server: ServerContext) => Promise<T>,
  options: { readonly canBeRepeated?: boolean } = {},
): Promise<T> {
  return withDatabase({ databaseUrl: settings.databaseUrl, dataDir: settings.dataDirectory }, async (databaseUrl) => {
    await migrate(databaseUrl);
    const server = openServer({
      databaseUrl: options.canBeRepeated === true ? withoutWaiting(databaseUrl) : databaseUrl,
      keysDirectory: settings.keysDirectory,
      mode: settings.mode,
    });
    try {
      return await work(server.contextFor({ address: null, requestId: null }));
    } finally {
      await server.close();
    }
  });
}

/**
 * Commits that do not wait for the disk. Order is kept, so that a power cut can only take away the end of the work: right
 * for the seed, which does again whatever is missing, and for nothing that a person was told is saved.
 */
function withoutWaiting(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  url.searchParams.set("synchronous_commit", "off");
  return url.href;
}
