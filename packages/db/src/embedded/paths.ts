import { existsSync, mkdirSync, realpathSync } from "node:fs";
import { join } from "node:path";

/** Where one embedded server keeps its things below a data directory. */
export type EmbeddedPaths = {
  readonly dataDirectory: string;
  /** The Postgres cluster itself. */
  readonly cluster: string;
  /** Secrets, outside the cluster: a copy of the cluster does not carry them. */
  readonly keys: string;
  readonly log: string;
  readonly logFile: string;
  /** The private socket directory, when the path is short enough and the server's account can enter it. */
  readonly run: string;
  /** One file for each process that uses the server; the last one to leave stops it. */
  readonly leases: string;
  /** Held for moments, while somebody starts, adopts or stops the server. */
  readonly controlLock: string;
};

export function embeddedPaths(dataDir: string): EmbeddedPaths {
  mkdirSync(dataDir, { recursive: true });
  const dataDirectory = realpathSync(dataDir);
  const paths = {
    dataDirectory,
    cluster: join(dataDirectory, "postgres"),
    keys: join(dataDirectory, "keys"),
    log: join(dataDirectory, "log"),
    logFile: join(dataDirectory, "log", "postgres.log"),
    run: join(dataDirectory, "run"),
    leases: join(dataDirectory, "leases"),
    controlLock: join(dataDirectory, "database.lock"),
  };
  for (const directory of [paths.keys, paths.log, paths.leases]) {
    if (!existsSync(directory)) mkdirSync(directory, { recursive: true, mode: 0o700 });
  }
  return paths;
}
