import { join } from "node:path";
import { instanceDirectory } from "@kendali/db/embedded";

/** Everything the command line takes from its environment, read once. */
export type Settings = {
  readonly mode: "demo" | "production";
  /** A Postgres of one's own; otherwise the embedded one below the data directory. */
  readonly databaseUrl: string | undefined;
  readonly dataDirectory: string;
  readonly keysDirectory: string;
  readonly language: "id" | "en";
};

export class UsageError extends Error {}

export function readSettings(env: Readonly<Record<string, string | undefined>>, cwd: string): Settings {
  const mode = env.KENDALI_MODE || "demo";
  if (mode !== "demo" && mode !== "production")
    throw new UsageError(`KENDALI_MODE is "${mode}"; use demo or production.`);
  const dataDirectory = instanceDirectory(env.KENDALI_DATA_DIR || join(cwd, "data"), mode);
  return {
    mode,
    databaseUrl: env.DATABASE_URL || undefined,
    dataDirectory,
    keysDirectory: env.KENDALI_KEYS_DIR || join(dataDirectory, "keys"),
    language: languageOf(env.KENDALI_LANG || env.LC_ALL || env.LC_MESSAGES || env.LANG || "en"),
  };
}

function languageOf(wanted: string): "id" | "en" {
  return /^id\b|^id_/i.test(wanted) ? "id" : "en";
}
