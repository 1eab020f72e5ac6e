import { startEmbeddedPostgres } from "./start-embedded-postgres.ts";

export type DatabaseChoice = {
  /** Where given, this Postgres is used and nothing is started. */
  readonly databaseUrl?: string | undefined;
  /** Otherwise the embedded server of this directory: the running one, or one started for the occasion. */
  readonly dataDir: string;
  readonly log?: (message: string) => void;
};

/** Runs a command with a database, and leaves the embedded server as it was found: running, or stopped. */
export async function withDatabase<T>(choice: DatabaseChoice, act: (url: string) => Promise<T>): Promise<T> {
  if (choice.databaseUrl !== undefined) return act(choice.databaseUrl);
  const server = await startEmbeddedPostgres({
    dataDir: choice.dataDir,
    ...(choice.log === undefined ? {} : { log: choice.log }),
  });
  try {
    return await act(server.url);
  } finally {
    await server.stop();
  }
}
