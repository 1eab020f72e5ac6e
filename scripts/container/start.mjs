// The start inside a container, or under any supervisor with a Postgres of its own: migrate, tell how to sign in, serve.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cliProgram } from "../launcher/cli-process.mjs";
import { runAttached } from "../launcher/run-command.mjs";
import { root } from "../launcher/settings.mjs";

const env = { ...process.env, DATABASE_URL: databaseUrl(process.env) };
const migrated = await runAttached(process.execPath, [cliProgram, "migrate"], { env });
if (migrated !== 0) {
  console.error(`The database could not be brought up to date (status ${migrated}); the web server was not started.`);
  process.exit(migrated);
}
await runAttached(
  process.execPath,
  [cliProgram, "sign-in", "--url", env.KENDALI_URL ?? `http://localhost:${env.PORT ?? 3000}`],
  { env },
);
process.exitCode = await runAttached(process.execPath, ["dist/server.mjs"], { cwd: join(root, "apps/web"), env });

/** The password comes apart from the address, or the whole address from a file, so that no secret needs escaping. */
function databaseUrl({ DATABASE_URL, DATABASE_URL_FILE, KENDALI_DATABASE_PASSWORD }) {
  const text = DATABASE_URL_FILE ? readFileSync(DATABASE_URL_FILE, "utf8").trim() : DATABASE_URL;
  if (!text || !URL.canParse(text)) {
    console.error("DATABASE_URL (or a file named by DATABASE_URL_FILE) must hold the address of a Postgres database.");
    process.exit(2);
  }
  const url = new URL(text);
  if (KENDALI_DATABASE_PASSWORD && url.password === "") url.password = encodeURIComponent(KENDALI_DATABASE_PASSWORD);
  return url.href;
}
