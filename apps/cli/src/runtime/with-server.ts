import { openServer, type ServerContext } from "@kendali/api";
import { migrate } from "@kendali/db";
import { hasCluster, withDatabase } from "@kendali/db/embedded";
import { UsageError, type Settings } from "../env.ts";

/**
 * Runs `work` with an open installation, brought up to date first: the Postgres that was named, else the embedded server of
 * the data directory, started for the occasion unless it runs. `canBeRepeated`: a power cut may undo the end of the work.
 * `mayBegin`: a data directory without a database gets one; other work finds nothing in an empty one, and throws a
 * `UsageError` that names the directory.
 */
export async function withServer<T>(
  settings: Settings,
  work: (server: ServerContext) => Promise<T>,
  options: { readonly canBeRepeated?: boolean; readonly mayBegin?: boolean } = {},
): Promise<T> {
  if (settings.databaseUrl === undefined && options.mayBegin !== true && !hasCluster(settings.dataDirectory))
    throw new UsageError(
      `There is no installation in ${settings.dataDirectory}. Begin one with "npm start", or name the directory of yours in KENDALI_DATA_DIR (or its database in DATABASE_URL).`,
    );
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
