import { join } from "node:path";
import { root } from "./settings.mjs";

export const cliProgram = join(root, "apps/cli/dist/kendali.mjs");

/** The command line's environment: the same data, keys and mode as the launcher, and a database when one is known. */
export function cliEnvironment(settings, env, databaseUrl) {
  return {
    ...env,
    KENDALI_MODE: settings.mode,
    KENDALI_DATA_DIR: settings.dataRoot,
    KENDALI_KEYS_DIR: settings.keysDirectory,
    ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
  };
}
